import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// The predictions of a run, read as any reader of Parquet would.
@Suite struct PredictionsTests {
    private func table(_ name: String, of example: ExampleRun) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        return try Parquet.read(example.finished().directory + "/" + name, engine.connect())
    }

    @Test func `a binary task has key, label, prediction and score, in this order`() throws {
        #expect(
            try table("evaluation/predictions.parquet", of: .flights).names == [
                "year", "month", "day", "carrier", "flight", "origin", "label", "prediction", "score",
            ])
    }

    @Test func `a multiclass task has a probability for each class, last`() throws {
        #expect(
            try table("evaluation/predictions.parquet", of: .penguins).names == [
                "row", "label", "fold", "prediction", "probability_Adelie", "probability_Chinstrap",
                "probability_Gentoo",
            ])
    }

    @Test func `a regression has key, label, prediction and score`() throws {
        #expect(
            try table("evaluation/predictions.parquet", of: .temperature).names == [
                "origin", "made_at", "label", "prediction", "score",
            ])
    }

    @Test(arguments: ExampleRun.allCases) func `the worst errors come first, with keys, loss and features`(
        example: ExampleRun
    ) throws {
        let chosen = try table("evaluation/predictions.parquet", of: example)
        let errors = try table("evaluation/errors.parquet", of: example)
        let evidence = try example.finished().json("evidence.json")
        #expect(errors.rowCount == min(chosen.rowCount, Limits.worstErrors))
        #expect(Array(errors.names.prefix(chosen.names.count + 1)) == chosen.names + ["loss"])
        guard case .double(let losses)? = errors["loss"] else {
            Issue.record("loss is no number")
            return
        }
        #expect(losses.values == losses.values.sorted(by: >) && (losses.values.last ?? 0) > 0)
        let key = evidence["brief"]?["key"]?.elements.compactMap(\.text) ?? []
        let features = evidence["features"]?["features"]?.elements.compactMap { $0["column"]?.text } ?? []
        for feature in features where !key.contains(feature) {
            #expect(errors[feature] != nil || errors["feature_" + feature] != nil, "\(feature)")
        }
        guard case .double(let scores)? = errors["score"], case .double(let labels)? = errors["label"] else { return }
        for row in losses.values.indices {
            #expect(losses.values[row] == abs(labels.values[row] - scores.values[row]))
        }
    }

    @Test(arguments: ExampleRun.allCases) func `the other candidates stand beside with their names`(
        example: ExampleRun
    ) throws {
        let chosen = try table("evaluation/predictions.parquet", of: example)
        let others = try table("evaluation/candidate_predictions.parquet", of: example)
        #expect(Set(others.names) == Set(chosen.names + ["candidate"]))
        guard case .text(let names)? = others["candidate"] else {
            Issue.record("no text in candidate")
            return
        }
        let chosenName = try #require(try example.finished().outcome["chosen"]?.text)
        #expect(names.dictionary == ["boosted_trees", "linear", "prior"].filter { $0 != chosenName })
        #expect(others.rowCount == 2 * chosen.rowCount)
    }

    @Test func `the scores give the area that metrics json states`() throws {
        let table = try table("evaluation/predictions.parquet", of: .flights)
        guard case .boolean(let labels)? = table["label"], case .double(let scores)? = table["score"] else {
            Issue.record("label and score are of other types")
            return
        }
        let area = Self.rankArea(scores: scores.values, positive: labels.values)
        let metrics = try ExampleRun.flights.finished().json("evaluation/metrics.json")
        let entry = try #require(metrics["candidates"]?.elements.first { $0["name"] == metrics["chosen"] })
        let stated = try #require(entry["metrics"]?["roc_auc"]?["value"]?.number)
        #expect(abs(area - stated) < 1e-12)
    }

    @Test func `a row is predicted positive from the threshold on`() throws {
        let table = try table("evaluation/predictions.parquet", of: .flights)
        guard case .boolean(let predictions)? = table["prediction"], case .double(let scores)? = table["score"] else {
            Issue.record("prediction and score are of other types")
            return
        }
        let thresholds = try ExampleRun.flights.finished().json("evaluation/thresholds.json")
        let threshold = try #require(thresholds["chosen"]?.number)
        #expect(zip(predictions.values, scores.values).allSatisfy { $0 == ($1 >= threshold) })
    }

    @Test func `every row is predicted where rows are held out in turn`() throws {
        let rows = try ["train", "validation"].map { try table("data/\($0).parquet", of: .penguins).rowCount }
        #expect(try table("evaluation/predictions.parquet", of: .penguins).rowCount == rows[0] + rows[1])
    }

    @Test(arguments: [ExampleRun.flights, .temperature]) func `the predictions are those of the test part, row for row`(
        example: ExampleRun
    ) throws {
        let predictions = try table("evaluation/predictions.parquet", of: example)
        let test = try table("data/test.parquet", of: example)
        let evidence = try example.finished().json("evidence.json")
        let label = try #require(evidence["brief"]?["label"]?.text)
        let key = evidence["brief"]?["key"]?.elements.compactMap(\.text) ?? []
        #expect(predictions.rowCount == test.rowCount)
        #expect(predictions["label"] == test[label])
        for name in key { #expect(predictions[name] == test[name], "\(name)") }
    }

    /// The Mann-Whitney form of the area: average ranks of the positive rows.
    private static func rankArea(scores: [Double], positive: [Bool]) -> Double {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var rankSum = 0.0
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(order[start..<end].count { positive[$0] })
            start = end
        }
        let positives = Double(positive.count { $0 })
        let negatives = Double(positive.count) - positives
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
    }
}
