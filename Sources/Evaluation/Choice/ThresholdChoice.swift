package import Evidence
import Foundation
package import Scoring

/// Where a score becomes a decision: chosen on validation, by costs where the brief names some.
package struct ThresholdChoice: Sendable, Equatable {
    /// The score at or above which a row is predicted positive; `nil` unless the task is binary.
    package let threshold: Double?
    /// How it was found, in words.
    package let reason: String
    /// Expected cost a validation row at the threshold, where there are costs.
    package let expectedCost: Double?
    /// What thresholds lead to on validation; see ``ThresholdsDocument/curve``.
    package let curve: [ThresholdsDocument.Point]

    /// Chooses a threshold for predictions of the validation part.
    ///
    /// With costs, every cut between two distinct scores is tried, and those above and below all. A cut stands
    /// halfway between its scores, at 0 where all rows are positive, and halfway to 1 where none is. Of cuts with
    /// the same cost the one nearest to 0.5 is taken, then the lower one. O(n).
    ///
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package init(
        validation predictions: Predictions, target: Target, costs: BriefSummary.Costs?
    ) throws(EvaluationError) {
        guard target.task == .binary else {
            self.init(reason: "a \(target.task.rawValue) task has no threshold", threshold: nil)
            return
        }
        try PredictionChecks.check(predictions, target)
        guard target.rowCount > 0 else {
            self.init(reason: "validation has no rows to choose on, so 0.5 stands", threshold: 0.5)
            return
        }
        let ranked = SortedScores(predictions.values)
            .ranked(positives: target.values.map { $0 == 1 }, weights: target.weights.map(Metrics.balanced))
        let ladder = CostLadder(ranked, costs)
        guard let costs else {
            self.init(
                reason: "no costs are given, so a row is positive where its score is at least 0.5", threshold: 0.5,
                curve: ladder.curve(through: [0.5]))
            return
        }
        let best = ladder.best
        let atHalf = ladder.cost(at: 0.5)
        let reason =
            "the lowest expected cost on validation, \(Self.short(best.cost)) a row against \(Self.short(atHalf)) at 0.5, "
            + "where a false positive costs \(Self.short(costs.falsePositive)) and a false negative "
            + Self.short(costs.falseNegative)
        self.init(
            reason: reason, threshold: best.threshold, expectedCost: best.cost,
            curve: ladder.curve(through: [best.threshold, 0.5]))
    }

    private init(
        reason: String, threshold: Double?, expectedCost: Double? = nil, curve: [ThresholdsDocument.Point] = []
    ) {
        self.threshold = threshold
        self.reason = reason
        self.expectedCost = expectedCost
        self.curve = curve
    }

    /// `evaluation/thresholds.json`, with the confusion of the test part.
    package func document(costs: BriefSummary.Costs?, confusion: [[Int]]) -> ThresholdsDocument {
        ThresholdsDocument(
            costs: costs, chosen: threshold, reason: reason, expectedCost: expectedCost, curve: curve,
            confusion: confusion)
    }

    /// Four significant digits, the same in every locale.
    private static func short(_ number: Double) -> String { String(format: "%.4g", number) }
}
