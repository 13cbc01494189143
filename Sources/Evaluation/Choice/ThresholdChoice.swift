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
    /// How far the threshold may be off by chance; `nil` where it was given, or nothing was resampled.
    package let interval: ThresholdsDocument.Bounds?
    /// How far the expected cost may be off.
    package let costInterval: ThresholdsDocument.Bounds?
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
        try self.init(
            validation: predictions, target: target, rule: costs.map(ThresholdRule.costs) ?? .half, resampling: nil)
    }

    /// Chooses a threshold by a rule, with intervals where the rows' units are resampled.
    ///
    /// A target that no cut reaches is said; the cut that comes nearest stands then. The curve goes through the chosen
    /// threshold, through 0.5, and through another where one is named.
    ///
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package init(
        validation predictions: Predictions, target: Target, rule: ThresholdRule, resampling: Resampling? = nil,
        through other: Double? = nil
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
        let sorted = SortedScores(predictions.values)
        let positives = target.values.map { $0 == 1 }
        let weights = target.weights.map(Metrics.balanced)
        let ladder = CostLadder(sorted.ranked(positives: positives, weights: weights), rule.costs)
        let (threshold, isReached) = ladder.threshold(by: rule)
        let cost = rule.costs == nil ? nil : ladder.cost(at: threshold)
        let isChosen: Bool
        switch rule {
        case .half, .given: isChosen = false
        case .costs, .precision, .recall, .capacity: isChosen = true
        }
        let intervals = resampling.flatMap { resampling in
            isChosen
                ? ThresholdIntervals(
                    chosen: (threshold, cost), rule: rule, sorted: sorted, positives: positives, weights: weights,
                    resampling: resampling) : nil
        }
        self.init(
            reason: Self.reason(rule, ladder, threshold, isReached: isReached), threshold: threshold,
            expectedCost: cost, curve: ladder.curve(through: [threshold, 0.5] + [other].compactMap(\.self)),
            interval: intervals?.threshold,
            costInterval: intervals?.cost)
    }

    private static func reason(
        _ rule: ThresholdRule, _ ladder: CostLadder, _ threshold: Double, isReached: Bool
    ) -> String {
        switch rule {
        case .half: return "no costs are given, so a row is positive where its score is at least 0.5"
        case .given: return "as the brief has it"
        case .costs(let costs):
            let (own, atHalf) = (ladder.cost(at: threshold), ladder.cost(at: 0.5))
            return "the lowest expected cost on validation, \(short(own)) a row against \(short(atHalf)) at 0.5, "
                + "where a false positive costs \(short(costs.falsePositive)) and a false negative "
                + short(costs.falseNegative)
        case .precision(let target):
            return isReached
                ? "the most rows on validation of which at least \(short(target)) are positive"
                : "no threshold has a precision of \(short(target)) on validation; the most precise one stands"
        case .recall(let target):
            return isReached
                ? "the fewest rows on validation that hold at least \(short(target)) of the positive ones"
                : "no validation row is positive, so 0.5 stands"
        case .capacity(let rows, let periods, let each):
            return "at most \(rows) rows each \(each), on average over the \(periods) of validation"
        }
    }

    private init(
        reason: String, threshold: Double?, expectedCost: Double? = nil, curve: [ThresholdsDocument.Point] = [],
        interval: ThresholdsDocument.Bounds? = nil, costInterval: ThresholdsDocument.Bounds? = nil
    ) {
        self.interval = interval
        self.costInterval = costInterval
        self.threshold = threshold
        self.reason = reason
        self.expectedCost = expectedCost
        self.curve = curve
    }

    /// `evaluation/thresholds.json`, with the confusion of the test part.
    package func document(costs: BriefSummary.Costs?, confusion: [[Int]]) -> ThresholdsDocument {
        ThresholdsDocument(
            costs: costs, chosen: threshold, reason: reason, expectedCost: expectedCost, curve: curve,
            confusion: confusion, interval: interval, costInterval: costInterval)
    }

    /// Four significant digits, the same in every locale.
    private static func short(_ number: Double) -> String { String(format: "%.4g", number) }
}
