import Evidence
import Foundation
import Packaging
import Scoring
import Store

/// A project in Python that fits a run's model again, with the rows of the run.
struct PythonExport {
    private let model: FoundModel

    init(_ model: FoundModel) { self.model = model }

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

    /// The files by their names.
    ///
    /// - Throws: a `HouseError` where the model lies in no run, or in one without a test part.
    func files() throws -> [String: Data] {
        let parts = ["train", "validation", "test"].map { "data/\($0).parquet" }
        guard let run = model.run, parts.allSatisfy({ run.record.files[$0] != nil }) else {
            throw ArgumentError(
                "a project in Python needs a run with a training, a validation and a test part",
                advice: "name a run whose brief has a 'split' with parts, or export 'tests'")
        }
        let said = try CanonicalJSON.decode(Said.self, from: try run.read("evidence.json"))
        let metrics = try CanonicalJSON.decode(MetricsDocument.self, from: try run.read("evaluation/metrics.json"))
        let chosen = said.candidates.first { $0.name == metrics.chosen }
        let settings = PythonProject.Settings(
            try model.document, brief: said.canonicalBrief,
            chosen: (metrics.chosen, chosen?.parameters ?? .object([:])),
            metrics: metrics.reached)
        var dataset: String?
        if case .string(let sql)? = said.canonicalBrief["data"]?["dataset"] { dataset = sql }
        var files = try PythonProject(settings, dataset: dataset).files.mapValues { Data($0.utf8) }
        for part in parts { files[part] = try run.read(part) }
        return files
    }
}

extension MetricsDocument {
    /// The values of the chosen candidate's figures, by their names.
    fileprivate var reached: [String: Double] {
        let values = candidates.first { $0.name == chosen }?.metrics ?? [:]
        return Dictionary(
            uniqueKeysWithValues: values.compactMap { name, value in
                guard case .value(let number, _) = value else { return nil }
                return (name.rawValue, number)
            })
    }
}
