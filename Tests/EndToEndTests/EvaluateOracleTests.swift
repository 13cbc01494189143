import Evidence
import Foundation
import TestSupport
import Testing

/// `associate evaluate` against scikit-learn, and against the main job.
@Suite struct EvaluateOracleTests {
    private static let folder = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/evaluate")

    /// A call and what it must say, as `Tests/Oracles/evaluate.py` wrote them.
    struct Call: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let metrics: [String: Double?]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let calls: [Call] = {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent("expected.json")),
            let cases = try? CanonicalJSON.decode(JSONValue.self, from: data)
        else { return [] }
        return cases.elements.map { each in
            var metrics: [String: Double?] = [:]
            for name in each["metrics"]?.names ?? [] { metrics[name] = .some(each["metrics"]?[name]?.number) }
            return Call(arguments: each["arguments"]?.elements.compactMap(\.text) ?? [], metrics: metrics)
        }
    }()

    @Test func `the fixtures are there`() { #expect(Self.calls.count == 21) }

    @Test(arguments: calls) func `figures are scikit-learn's`(call: Call) throws {
        let result = try Binary.run(["evaluate"] + call.arguments + ["--json"], in: Self.folder.path)
        #expect(result.status == 0, "\(result.errors)")
        let evaluation = try result.json()
        #expect(try JSONSchema(named: "evaluate").problems(with: evaluation) == [])
        let metrics = try #require(evaluation["metrics"])
        #expect(metrics.names == Set(call.metrics.keys))
        for (name, expected) in call.metrics {
            let value = metrics[name]?["value"]?.number
            if let expected {
                let found = try #require(value, "\(name)")
                // Sums of 250 rows in another order differ by some units in the last place.
                #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(name): \(found), not \(expected)")
            } else {
                #expect(value == nil, "\(name)")
                #expect(metrics[name]?["reason"]?.text?.isEmpty == false, "\(name)")
            }
        }
    }

    /// Where a test part gives the figures; those of folds are means over folds.
    @Test(arguments: [ExampleRun.flights, .temperature]) func `the predictions of a run have the figures of the run`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        let scores = example == .flights ? ["--score", "score"] : ["--prediction", "prediction"]
        let threshold = try run.json("evaluation/thresholds.json")["chosen"]?.number
        let result = try Binary.run(
            ["evaluate", "evaluation/predictions.parquet", "--label", "label", "--json"] + scores
                + (threshold.map { ["--threshold", "\($0)"] } ?? []), in: run.directory)
        #expect(result.status == 0, "\(result.errors)")
        let document = try run.json("evaluation/metrics.json")
        let chosen = try #require(document["candidates"]?.elements.first { $0["name"] == document["chosen"] })
        #expect(chosen["split"] == "test")
        let own = try #require(chosen["metrics"])
        let metrics = try #require(try result.json()["metrics"])
        #expect(metrics.names == own.names)
        for name in own.names {
            #expect(metrics[name]?["value"] == own[name]?["value"], "\(name)")
            #expect(metrics[name]?["reason"] == own[name]?["reason"], "\(name)")
        }
    }
}
