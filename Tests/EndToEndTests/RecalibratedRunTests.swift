import Evidence
import Foundation
import TestSupport
import Testing

/// Probabilities that the rows that choose set right, and thresholds by what decisions reach, through the built binary.
@Suite struct RecalibratedRunTests {
    /// Rows whose chance of `yes` steps up at one place, which no line through a logit follows.
    private static let table: String = {
        var lines = ["id,x,y"]
        for row in 0..<3_000 {
            let place = Double(row * 7_919 % 3_001) / 3_001
            let chance = place < 0.6 ? 0.1 : 0.95
            let draw = Double((row * 104_729 + 12_345) % 10_007) / 10_007
            lines.append("\(row),\(place * 10 - 5),\(draw < chance ? "yes" : "no")")
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    private func run(_ metric: String, candidates: String = "prior, linear") throws -> (
        place: Workspace, folder: String
    ) {
        let place = try Workspace()
        try place.write("t.csv", Self.table)
        try place.write(
            "brief.yaml",
            "name: steps\ndata: {sources: {t: t.csv}, key: [id], label: y}\nsplit: {validation: 30%, test: 30%}\n"
                + "candidates: [\(candidates)]\nmetric: {\(metric)}\n")
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return (place, try #require(result.json()["directory"]?.text))
    }

    private func file(_ name: String, of folder: String) throws -> JSONValue {
        try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    private func logLoss(_ folder: String) throws -> Double {
        let candidates = try file("evaluation/metrics.json", of: folder)["candidates"]?.elements ?? []
        let linear = try #require(candidates.first { $0["name"] == "linear" })
        return try #require(linear["metrics"]?["log_loss"]?["value"]?.number)
    }

    @Test func `recalibrated trees are those of LightGBM, of which its text knows nothing`() throws {
        let (place, folder) = try run("primary: roc_auc", candidates: "prior, boosted_trees")
        let document = try file("model/associate.json", of: folder)
        try #require(document["recalibration"] != .null)
        let engine = try file("model/parity.json", of: folder)["engines"]?["lightgbm"]
        #expect(try #require(engine?["worst"]?.number) <= 1e-9)
        #expect(engine?["labels_differ"] == 0)
        let verified = try Binary.run(["export", folder, "--verify", "--json"], in: place.path)
        #expect(verified.status == 0, "\(verified.errors)")
        let engines = Set(try verified.json()["verification"]?.elements.compactMap { $0["engine"]?.text } ?? [])
        #expect(engines.isSuperset(of: ["duckdb", "lightgbm", "onnxruntime"]))
    }

    @Test func `a step that a line misses is met by a table, on every engine alike`() throws {
        let (place, folder) = try run("primary: roc_auc")
        defer { _ = place }
        let document = try file("model/associate.json", of: folder)
        #expect(try JSONSchema(named: "associate").problems(with: document) == [])
        #expect(document["recalibration"]?["method"] == "isotonic")
        let findings = try file("evidence.json", of: folder)["evaluation"]?["findings"]?.elements ?? []
        #expect(findings.contains { $0["code"] == "recalibrated" })
        let engines = try file("model/parity.json", of: folder)["engines"]
        if let worst = engines?["onnxruntime"]?["worst"]?.number { #expect(worst <= 1e-9) }
        let sql = try Binary.run(["export", folder, "sql", "--output", "model.sql", "--verify"], in: place.path)
        #expect(sql.status == 0, "\(sql.errors)")
        let (plain, other) = try run("primary: roc_auc, recalibrate: false")
        defer { _ = plain }
        #expect(try file("model/associate.json", of: other)["recalibration"] == .null)
        #expect(try logLoss(folder) < logLoss(other) - 0.02)
    }

    @Test func `a recall sets the threshold, with an interval, and the model has it`() throws {
        let (place, folder) = try run("threshold: {recall: 80%}, also: [jaccard]")
        defer { _ = place }
        let thresholds = try file("evaluation/thresholds.json", of: folder)
        #expect(try JSONSchema(named: "thresholds").problems(with: thresholds) == [])
        let chosen = try #require(thresholds["chosen"]?.number)
        #expect(thresholds["interval"]?["lower"]?.number ?? 1 <= chosen)
        #expect(thresholds["interval"]?["upper"]?.number ?? 0 >= chosen)
        #expect(try file("model/associate.json", of: folder)["threshold"]?.number == chosen)
        let metrics = try file("evaluation/metrics.json", of: folder)["candidates"]?.elements.last?["metrics"]
        #expect(metrics?["jaccard"]?["value"]?.number != nil)
        #expect(abs((metrics?["recall"]?["value"]?.number ?? 0) - 0.8) < 0.1)
    }

    @Test func `a capacity needs a time`() throws {
        let place = try Workspace()
        try place.write("t.csv", Self.table)
        try place.write(
            "brief.yaml",
            "name: steps\ndata: {sources: {t: t.csv}, key: [id], label: y}\nmetric: {threshold: {capacity: 10, per: day}}\n"
        )
        let result = try Binary.run(["run", "brief.yaml"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("'metric.threshold.capacity' counts rows by time"))
    }
}
