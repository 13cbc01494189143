import Columns
import Evaluation
import Evidence
import Foundation
import Learning
import Packaging
import Scoring

/// What LightGBM answers of a model's trees, held against what the model answers in process.
enum LightGBMParity {
    /// Asks LightGBM about the rows of a table.
    ///
    /// What recalibrates probabilities is no part of LightGBM's text: the trees are compared without it.
    ///
    /// - Throws: `LearningError` where the library is not there or refuses the text, `ScoringError` for columns that do
    ///   not fit.
    static func check(
        _ document: ModelDocument, _ trees: TreeModel, text: Data, on table: Table, threads: Int
    ) throws -> Parity {
        let bound = try BoundPlan(document.plan, to: table)
        var bare = document.model
        bare.recalibration = nil
        let expected = bare.predict(bound, task: document.task, threads: threads)
        let found = try BoostedTrees.answers(
            of: text, to: bound.treeMatrix(threads: threads), outputs: trees.outputs, threads: threads)
        let threshold = document.model.recalibration == nil ? document.threshold ?? 0.5 : 0.5
        return Parity(
            of: found, against: expected,
            classIndices: document.task.isClassification
                ? found.classIndices(threshold: threshold, costs: document.costs) : nil,
            threshold: threshold, costs: document.costs)
    }
}
