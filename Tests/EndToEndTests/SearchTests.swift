import Evidence
import Foundation
import TestSupport
import Testing

/// Candidates of trees, searches and what a brief says of candidates, through the built binary.
@Suite struct SearchTests {
    /// Rows whose label depends on three numbers and a text, with noise.
    private static func table(rows: Int) -> String {
        var lines = ["id,age,price,wind,shop,y"]
        var state: UInt64 = 7
        func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
        for row in 0..<rows {
            let (age, price, wind) = ((unit() * 60 + 18).rounded(), (unit() * 1_000).rounded() / 10, unit() * 4 - 2)
            let shop = ["north", "south", "east"][Int(unit() * 3)]
            let score = (age - 48) / 15 - (price - 50) / 30 + wind * wind - 1.3 + (shop == "east" ? 0.8 : 0)
            lines.append("\(row),\(age),\(price),\(row % 17 == 0 ? "" : "\(wind)"),\(shop),\(score + 2 * unit() > 1.4)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Run {
        let place: Workspace
        let result: Binary.Result
        let folder: String

        func json(_ name: String) throws -> JSONValue {
            try CanonicalJSON.decode(
                JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        }

        /// What was found while candidates were fitted and chosen.
        func findings() throws -> [String] {
            try json("evidence.json")["evaluation"]?["findings"]?.elements.compactMap { $0["code"]?.text } ?? []
        }
    }

    private func run(
        rows: Int = 1_200, _ rest: String, split: String = "split: {by: random}", arguments: [String] = []
    ) throws -> Run {
        let place = try Workspace()
        try place.write("t.csv", Self.table(rows: rows))
        try place.write(
            "brief.yaml", "name: shops\ndata: {sources: {t: t.csv}, key: [id], label: y}\n\(split)\n\(rest)\n")
        let result = try Binary.run(["run", "brief.yaml", "--json"] + arguments, in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return Run(place: place, result: result, folder: try #require(result.json()["directory"]?.text))
    }

    @Test func `trials are recorded, shown in the report, and the same at any number of threads`() throws {
        let rest = "candidates: [prior, boosted_trees, tuned_trees]\nbudget: {trials: 6}"
        let one = try run(rest, arguments: ["--threads", "1"])
        let two = try run(rest, arguments: ["--threads", "3"])
        let trials = try one.json("evaluation/trials.json")
        #expect(try JSONSchema(named: "trials").problems(with: trials) == [])
        #expect(trials["searches"]?.elements.first?["trials"]?.elements.count == 6)
        #expect(try JSONSchema(named: "manifest").problems(with: one.json("manifest.json")) == [])
        for name in ["evaluation/trials.json", "evaluation/metrics.json", "model/model.txt", "report.html"] {
            let files = try [one, two].map { try Data(contentsOf: URL(fileURLWithPath: $0.folder + "/" + name)) }
            #expect(files[0] == files[1], "\(name)")
        }
        let report = try String(contentsOfFile: one.folder + "/report.html", encoding: .utf8)
        #expect(report.contains("Trials of tuned_trees"))
        #expect(try one.json("manifest.json")["plan"]?["trials"]?.number == 6)
        #expect(one.result.errors.contains("6 trials of a search"))
        let again = try Binary.run(["reproduce", one.folder, "--json"], in: one.place.path)
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test func `a random forest gives one answer on every engine`() throws {
        for label in ["y", "shop", "price"] {
            let place = try Workspace()
            try place.write("t.csv", Self.table(rows: 900))
            try place.write(
                "brief.yaml",
                "name: shops\ndata: {sources: {t: t.csv}, key: [id], label: \(label)}\nsplit: {by: random}\n"
                    + "candidates: [random_forest]\nbudget: {iterations: 30}\n")
            let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
            #expect(result.status == 0, "\(result.errors)")
            let run = Run(place: place, result: result, folder: try #require(result.json()["directory"]?.text))
            let engines = try #require(try run.json("model/parity.json")["engines"])
            for name in ["duckdb", "lightgbm"] {
                let worst = try #require(engines[name]?["worst"]?.number, "\(name) of \(label)")
                #expect(worst <= 1e-9)
                #expect(engines[name]?["labels_differ"]?.number == 0)
            }
            if let worst = engines["onnxruntime"]?["worst"]?.number { #expect(worst <= 1e-9) }
            let sql = try Binary.run(
                ["export", run.folder, "sql", "--output", "model.sql", "--verify"], in: place.path)
            #expect(sql.status == 0, "\(sql.errors)")
        }
    }

    @Test func `folds search on their own, and the kept model is what stands in the middle`() throws {
        let run = try run(
            rows: 400, "candidates: [prior, tuned_trees]\nbudget: {trials: 3}", split: "split: {cv: {folds: 3}}")
        let searches = try #require(try run.json("evaluation/trials.json")["searches"]?.elements)
        #expect(searches.map { $0["fold"]?.number } == [1, 2, 3])
        #expect(try JSONSchema(named: "trials").problems(with: run.json("evaluation/trials.json")) == [])
    }

    @Test func `class weights shift probabilities, which is said`() throws {
        let rest = "metric: {recalibrate: false}\ncandidates: [prior, "
        let plain = try run(rest + "linear]")
        let weighted = try run(rest + "linear: {class_weight: {\"true\": 4}}]")
        func recall(_ run: Run) throws -> Double {
            let candidates = try run.json("evaluation/metrics.json")["candidates"]?.elements ?? []
            return try #require(
                candidates.first { $0["name"] == "linear" }?["metrics"]?["recall"]?["value"]?.number)
        }
        #expect(try recall(weighted) > recall(plain) + 0.02)
        #expect(try weighted.findings().contains("class-weights-shift"))
        #expect(try !plain.findings().contains("class-weights-shift"))
    }

    @Test func `a linear model that goes the other way is not chosen`() throws {
        let run = try run("candidates: [prior, linear, boosted_trees]\nmonotone: {age: decreasing, price: decreasing}")
        #expect(try run.findings().filter { $0 == "monotone-not-held" }.count == 1)
        #expect(try run.result.json()["chosen"]?.text != "linear")
        let held = try self.run("candidates: [prior, linear]\nmonotone: {age: increasing}")
        #expect(try !held.findings().contains("monotone-not-held"))
        #expect(try held.result.json()["chosen"] == "linear")
    }

    @Test func `an interrupted search says so and can be started again`() throws {
        let place = try Workspace()
        try place.write("t.csv", Self.table(rows: 6_000))
        try place.write("brief.yaml", brief(trials: 100_000))
        let running = try Binary.start(["run", "brief.yaml"], in: place.path)
        let start = ContinuousClock.now
        while running.process.isRunning, !running.outputSoFar.contains("✓ plan"),
            ContinuousClock.now - start < .seconds(200)
        { Thread.sleep(forTimeInterval: 0.05) }
        try #require(running.process.isRunning)
        kill(running.process.processIdentifier, SIGINT)
        let result = try running.wait()
        #expect(result.status == 130)
        // The search says it, or the run before the search has begun.
        #expect(result.errors.lowercased().contains("start"))
        let listed = try Binary.run(["runs", "list", "--json"], in: place.path)
        #expect(listed.output.contains("interrupted"))
        try place.write("brief.yaml", brief(trials: 2))
        #expect(try Binary.run(["run", "brief.yaml"], in: place.path).status == 0)
    }

    private func brief(trials: Int) -> String {
        "name: shops\ndata: {sources: {t: t.csv}, key: [id], label: y}\nsplit: {by: random}\n"
            + "candidates: [prior, tuned_trees]\nbudget: {trials: \(trials)}\n"
    }
}
