import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Store
import Warehouse

/// A project in Python that fits a run's model again, with the rows of the run.
struct PythonExport {
    private let model: FoundModel
    private let threads: Int

    init(_ model: FoundModel, threads: Int) { (self.model, self.threads) = (model, threads) }

    private static let parts = ["data/train.parquet", "data/validation.parquet"]
    private static let test = "data/test.parquet"
    private static let folds = "evaluation/folds.json"

    /// What `evidence.json` says of how the model was fitted.
    private struct Said: Decodable {
        struct Candidate: Decodable {
            let name: String
            let parameters: JSONValue
        }

        let candidates: [Candidate]
        let canonicalBrief: JSONValue

        private enum CodingKeys: String, CodingKey {
            case candidates
            case canonicalBrief = "canonical_brief"
        }
    }

    /// The files by their names; `scratch` is a folder for the engine.
    ///
    /// - Throws: a `HouseError` where the model lies in no run, or in one that does not say how its rows were judged.
    func files(scratch: String) throws -> [String: Data] {
        let run = try judgedRun
        let said = try CanonicalJSON.decode(Said.self, from: try run.read("evidence.json"))
        let metrics = try CanonicalJSON.decode(MetricsDocument.self, from: try run.read("evaluation/metrics.json"))
        let parameters = said.candidates.first { $0.name == metrics.chosen }?.parameters ?? .object([:])
        let inFolds = run.record.files[Self.test] == nil
        let settings = PythonProject.Settings(
            try model.document, brief: said.canonicalBrief, chosen: (metrics.chosen, parameters),
            metrics: metrics.candidate(metrics.chosen)?.metrics ?? [:],
            folds: inFolds ? try CanonicalJSON.decode(FoldsDocument.self, from: try run.read(Self.folds)) : nil)
        var dataset: String?
        if case .string(let sql)? = said.canonicalBrief["data"]?["dataset"] { dataset = sql }
        var files = try PythonProject(settings, dataset: dataset).files.mapValues { Data($0.utf8) }
        let parts = (Self.parts + (inFolds ? ["data/unused.parquet"] : [])).filter { run.record.files[$0] != nil }
        for part in parts + [inFolds ? "data/folds.parquet" : Self.test] { files[part] = try run.read(part) }
        files["data/predictions.parquet"] = try run.read("evaluation/predictions.parquet")
        if inFolds { files["data/kept.parquet"] = try kept(parts.compactMap { files[$0] }, scratch: scratch) }
        return files
    }

    /// The run, where it tells how its rows were judged.
    private var judgedRun: Run {
        get throws {
            guard let run = model.run else {
                throw ArgumentError(
                    "a project in Python needs the rows of a run, and the model's folder lies in none",
                    advice: "name the run instead, or export 'tests'")
            }
            let files = run.record.files
            guard files[Self.test] != nil || files[Self.folds] != nil, files[Self.parts[0]] != nil else {
                throw ArgumentError(
                    "run \(run.id) held its rows out in folds, and does not say what was fitted in each",
                    advice: "run its brief again, whose run will say it; or export 'tests'")
            }
            return run
        }
    }

    /// What the model says of the rows of some parts, one after the other, in a Parquet file.
    private func kept(_ parts: [Data], scratch: String) throws -> Data {
        let document = try model.document
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: scratch + "/spill").connect()
        let path = scratch + "/part.parquet"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let names = Array(document.outputNames.dropFirst())
        var scores = [[Double]](repeating: [], count: names.count)
        for part in parts {
            try part.write(to: URL(fileURLWithPath: path))
            let table = try Parquet.read(path, columns: document.sourceColumns, connection)
            let predictions = try document.predict(table, threads: threads)
            for output in names.indices {
                scores[output] += (0..<predictions.rowCount).map { predictions.values[$0 * predictions.width + output] }
            }
        }
        let columns = zip(names, scores).map { name, values in
            (name, Column.double(Values(values, validity: Validity(allValid: values.count))))
        }
        try Parquet.write(Table(columns), to: path, connection)
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
