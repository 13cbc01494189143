import Evidence
import Foundation
import Store
import TestSupport
import Testing

private let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

/// A source that goes bad is read or refused by name, and never brings the program down (F1 and F2).
@Suite(.serialized) struct DamagedSourceTests {
    enum Form: String, CaseIterable, Sendable { case csv, jsonl, parquet }

    private static let cases = isNightly ? 300 : 12

    /// The customers in each form; the Parquet is that which a run wrote.
    private static func bytes(_ form: Form) throws -> Data {
        switch form {
        case .csv: return Data(SampleData.customers(rows: 120).utf8)
        case .jsonl:
            let names = SampleData.customersHeader.split(separator: ",")
            return Data(
                SampleData.customerLines(rows: 120).map { line in
                    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                    let fields = zip(names, cells).map { name, cell in
                        let isBare = ["id", "visits", "member", "churned"].contains(name) || name == "amount"
                        return "\"\(name)\": \(cell.isEmpty ? "null" : isBare ? String(cell) : "\"\(cell)\"")"
                    }
                    return "{\(fields.joined(separator: ", "))}\n"
                }.joined().utf8)
        case .parquet:
            let run = try FaultyRun(rows: 120)
            try #require(run.finish().status == 0)
            let snapshot = try #require(try run.store.list().first?.record?.snapshot)
            return try Data(contentsOf: URL(fileURLWithPath: run.store.objects.path(snapshot)))
        }
    }

    @Test(arguments: Form.allCases) func `a damaged source is read whole, or refused with its name`(form: Form) throws {
        let place = try Workspace()
        let whole = try Self.bytes(form)
        let file = "t.\(form.rawValue)"
        try place.write(
            "brief.yaml",
            SampleData.customersBrief.replacing("{customers: customers.csv}", with: "{customers: \(file)}"))
        try place.write(file, whole)
        try #require(try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path).status == 0)
        var generator = SeededGenerator(seed: 34)
        for number in 0..<Self.cases {
            let damage = Damage.allCases[number % Damage.allCases.count]
            try place.write(file, damage.applied(to: whole, using: &generator))
            let start = ContinuousClock.now
            let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
            #expect(ContinuousClock.now - start < .seconds(30), "\(damage) \(number)")
            // 1 is for an engine that died in its worker, which is said; never the program itself.
            #expect([0, 1, 2, 3].contains(result.status), "\(damage) \(number): \(result.status) \(result.errors)")
            let findings = try result.json()["findings"]?.elements ?? []
            if result.status != 0 {
                let first = try #require(findings.first { $0["severity"] == "error" }, "\(damage) \(number)")
                #expect(first["advice"]?.text != nil, "\(damage) \(number): \(result.errors)")
                #expect(first["code"] != "internal-error", "\(damage) \(number): \(result.errors)")
            } else {
                try expectNoRowLost(in: place, result, "\(damage) \(number)")
            }
        }
        #expect(place.names(in: "runs").filter { $0.hasPrefix(".") } == [])
    }

    /// Rows in are rows in the parts and rows that are counted as left out.
    private func expectNoRowLost(in place: Workspace, _ result: Binary.Result, _ what: String) throws {
        let directory = try #require(try result.json()["directory"]?.text)
        let evidence = try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: directory + "/evidence.json")))
        let data = try #require(evidence["data"])
        let read = data["sources"]?.elements.first?["rows"]?.number
        let left = (data["rows"]?.number ?? -1) + (data["rows_without_label"]?.number ?? -1)
        #expect(read == left, "\(what)")
        #expect(read == data["dataset_rows"]?.number, "\(what)")
    }
}
