import Evidence
import Packaging
import Scoring

/// What a model reads of an input and what it decides, whoever trained it.
struct ModelReading: Sendable {
    let task: LearningTask
    let classes: [String]
    let threshold: Double?
    /// What decisions cost, where they are made by costs of pairs of classes.
    var costs: [[Double]]?
    /// Columns that identify a row.
    let key: [String]
    let inputs: ModelInputs
    /// The columns in the order in which they are copied.
    let sourceColumns: [String]
}

extension FoundModel {
    var reading: ModelReading {
        switch content {
        case .own(let document):
            ModelReading(
                task: document.task, classes: document.classes, threshold: document.threshold, costs: document.costs,
                key: document.key, inputs: document.plan.inputs, sourceColumns: document.plan.sourceColumns)
        case .foreign(let document):
            ModelReading(
                task: document.task, classes: document.classes, threshold: document.threshold, key: document.key,
                inputs: document.inputs, sourceColumns: document.columns.map(\.name))
        }
    }

    /// The features that were fitted here; none for a model from outside.
    var plan: FeaturePlan {
        switch content {
        case .own(let document): document.plan
        case .foreign: FeaturePlan(features: [])
        }
    }

    /// What puts reasons into words.
    ///
    /// - Throws: `ScoringError` where the model knows none; ``ArgumentError`` where it was trained elsewhere.
    func reasons(count: Int) throws -> ReasonColumns { try ReasonColumns(try document, count: count) }
}

extension ScoreCall {
    /// - Throws: ``ArgumentError`` where the call asks for what only models that were fitted here can do.
    func check(_ model: FoundModel) throws {
        guard case .foreign = model.content else { return }
        guard explain == 0 else {
            throw ArgumentError(
                "--explain does not go with a model that was trained elsewhere: what it rests on is not known",
                advice: "leave --explain out")
        }
        guard place == .process else {
            throw ArgumentError(
                "--where warehouse does not go with a model that was trained elsewhere: it has no form in SQL",
                advice: "leave --where out")
        }
    }
}
