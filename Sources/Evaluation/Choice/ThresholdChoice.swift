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
    /// Expected costs a validation row at 0, 0.01, … 1, where there are costs.
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
        guard let costs else {
            self.init(
                reason: "no costs are given, so a row is positive where its score is at least 0.5", threshold: 0.5)
            return
        }
        try PredictionChecks.check(predictions, target)
        guard target.rowCount > 0 else {
            self.init(reason: "validation has no rows to choose on, so 0.5 stands", threshold: 0.5)
            return
        }
        let ranked = SortedScores(predictions.values)
            .ranked(positives: target.values.map { $0 == 1 }, weights: target.weights)
        let ladder = CostLadder(ranked, costs)
        let best = ladder.best
        let atHalf = ladder.cost(at: 0.5)
        let curve = (0...100).map { step in
            let threshold = Double(step) / 100
            return ThresholdsDocument.Point(threshold: threshold, cost: ladder.cost(at: threshold))
        }
        let reason =
            "the lowest expected cost on validation, \(Self.short(best.cost)) a row against \(Self.short(atHalf)) at 0.5, "
            + "where a false positive costs \(Self.short(costs.falsePositive)) and a false negative "
            + Self.short(costs.falseNegative)
        self.init(reason: reason, threshold: best.threshold, expectedCost: best.cost, curve: curve)
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

/// The expected cost at every cut of the distinct scores.
private struct CostLadder {
    private let scores: [Double]
    /// The cost a row where the first `i` scores are positive, for `i` in `0...scores.count`.
    private let costs: [Double]

    init(_ ranked: RankedWeights, _ costs: BriefSummary.Costs) {
        scores = ranked.scores
        let total = ranked.total
        var truePositives = CompensatedSum()
        var falsePositives = CompensatedSum()
        var ladder = [costs.falseNegative * ranked.totalPositive / total]
        for group in ranked.scores.indices {
            truePositives.add(ranked.positive[group])
            falsePositives.add(ranked.negative[group])
            let missed = max(0, ranked.totalPositive - truePositives.value)
            ladder.append((costs.falsePositive * falsePositives.value + costs.falseNegative * missed) / total)
        }
        self.costs = ladder
    }

    /// The cost where scores of at least `threshold` are positive.
    func cost(at threshold: Double) -> Double {
        var low = 0
        var high = scores.count
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] >= threshold { low = middle + 1 } else { high = middle }
        }
        return costs[low]
    }

    /// The cut of the lowest cost.
    var best: (threshold: Double, cost: Double) {
        var best = (threshold: threshold(positives: 0), cost: costs[0])
        for positives in costs.indices.dropFirst() where costs[positives] <= best.cost {
            let candidate = threshold(positives: positives)
            // Thresholds fall as more is positive, so of two as near to 0.5 the later one is the lower one.
            if costs[positives] < best.cost || abs(candidate - 0.5) <= abs(best.threshold - 0.5) {
                best = (candidate, costs[positives])
            }
        }
        return best
    }

    /// A threshold at which the first scores and no others are positive.
    private func threshold(positives: Int) -> Double {
        guard let highest = scores.first else { return 0.5 }
        if positives == scores.count { return 0 }
        let above = positives == 0 ? 1 : scores[positives - 1]
        let below = positives == 0 ? highest : scores[positives]
        let middle = below + (above - below) / 2
        if middle > below { return middle }
        // Nothing lies between the two: the upper one is the cut, or the next number where there is no upper one.
        return positives == 0 ? below.nextUp : above
    }
}
