import Evidence
import Foundation
import TestSupport
import Testing

/// Test parts and weights on which a metric cannot be taken as usual.
@Suite struct OddTestPartsTests {
    /// 300 rows on 100 days: `day,x,w,y`.
    private func rows(
        label: (Int) -> String, weight: (Int) -> String = { _ in "1" }
    ) -> Data {
        let lines = (0..<300).map { row in
            let (month, day) = (row / 3 / 25, row / 3 % 25)
            return "2024-\(month < 9 ? "0" : "")\(month + 1)-\(day < 9 ? "0" : "")\(day + 1),\(row),\(row * 37 % 101),"
                + "\(weight(row)),\(label(row))"
        }
        return Data((["day,id,x,w,y"] + lines).map { $0 + "\n" }.joined().utf8)
    }

    private func run(_ bytes: Data, weighted: Bool = false) throws -> BadInput.Left {
        let weight = weighted ? ", weight: w" : ""
        return try BadInput(
            name: "odd",
            files: [
                "t.csv": bytes,
                "brief.yaml": Data(
                    "name: t\ndata: {sources: {t: t.csv}, label: y, key: [id], time: day\(weight)}\nsplit: {by: time}\n"
                        .utf8),
            ], arguments: ["brief.yaml"], status: 0, code: .internalError, firstLine: ""
        ).run()
    }

    @Test func `no positive row in the test part leaves the metric without a value, and the verdict open`() throws {
        let left = try run(rows { $0 < 220 && $0 % 3 == 0 ? "true" : "false" })
        #expect(left.result.status == 0, "\(left.result.errors)")
        #expect(left.outcome["recommendation"] == "cannot_tell")
        let candidates = left.outcome["metrics"]?["candidates"]?.elements ?? []
        #expect(!candidates.isEmpty)
        for candidate in candidates {
            #expect(candidate["metrics"]?["roc_auc"]?["value"] == .null)
            #expect(candidate["metrics"]?["roc_auc"]?["reason"] == "no row is positive")
            #expect(candidate["metrics"]?["log_loss"]?["value"]?.number != nil)
        }
        let folder = try #require(left.outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/evaluation/importance.json"))
        #expect(try JSONSchema(named: "importance").problems(withJSON: bytes) == [])
        #expect(try CanonicalJSON.decode(JSONValue.self, from: bytes)["value"]?["reason"] == "no row is positive")
    }

    @Test(arguments: ["-1", "nan", "inf", ""]) func `a weight that is no weight stops the job`(weight: String) throws {
        let left = try run(
            rows {
                $0 % 3 == 0 ? "true" : "false"
            } weight: {
                $0 == 7 ? weight : "1.5"
            }, weighted: true)
        #expect(left.result.status == 3, "\(left.result.errors)")
        #expect(left.errors.first?["code"] == "impossible-value")
        #expect(left.errors.first?["column"] == "w")
        #expect(left.errors.first?["count"] == 1)
    }

    @Test func `weights that are all 0 stop the job`() throws {
        let left = try run(
            rows {
                $0 % 3 == 0 ? "true" : "false"
            } weight: { _ in
                "0"
            }, weighted: true)
        #expect(left.result.status == 3, "\(left.result.errors)")
        #expect(left.errors.first?["code"] == "impossible-value")
    }

    @Test func `a test part whose weights are all 0 stops the job`() throws {
        let left = try run(
            rows {
                $0 % 3 == 0 ? "true" : "false"
            } weight: {
                $0 < 200 ? "1" : "0"
            }, weighted: true)
        #expect(left.result.status == 2, "\(left.result.errors)")
        #expect(left.errors.first?["code"] == "weight-unfit")
    }

    @Test func `a validation part of one day chooses by figures alone, said`() throws {
        let lines = (0..<300).map { row in
            let day = row < 150 ? "01-0\(1 + row / 30)" : row < 200 ? "02-01" : "03-\(10 + row % 20)"
            return "2024-\(day),\(row),\(row * 37 % 101),\(row * 37 % 101 + row % 13 > 60 ? "true" : "false")"
        }
        let left = try BadInput(
            name: "one day",
            files: [
                "t.csv": Data((["day,id,x,y"] + lines).map { $0 + "\n" }.joined().utf8),
                "brief.yaml": Data(
                    ("name: t\ndata: {sources: {t: t.csv}, label: y, key: [id], time: day}\n"
                        + "split: {by: time, validation: 2024-02-01, test: 2024-03-01}\n").utf8),
            ], arguments: ["brief.yaml"], status: 0, code: .internalError, firstLine: ""
        ).run()
        #expect(left.result.status == 0, "\(left.result.errors)")
        let said = left.outcome["findings"]?.elements.filter { $0["code"] == "few-units" } ?? []
        #expect(said.contains { $0["message"]?.text?.hasPrefix("the validation part has 1 day") ?? false })
        #expect(left.outcome["chosen"] == "linear")
    }
}
