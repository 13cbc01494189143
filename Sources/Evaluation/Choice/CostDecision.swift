package import Evidence
package import Scoring

/// What deciding by costs of pairs of classes leads to on some rows, beside deciding the likeliest class.
package enum CostDecision {
    /// The costs of decisions, with intervals from what each unit of rows adds to their means.
    ///
    /// - Parameters:
    ///   - predictions: probabilities of the classes.
    ///   - target: the truth of the same rows.
    ///   - costs: by true and decided class.
    ///   - units: the rows' independent units.
    /// - Returns: the costs a row; `nil` where the rows weigh nothing.
    package static func document(
        of predictions: Predictions, target: Target, costs: [[Double]], units: ResamplingUnits
    ) -> ThresholdsDocument.Decision? {
        let decided = predictions.classIndices(costs: costs)
        let likeliest = predictions.classIndices()
        let truth = target.values.map { Int($0) }
        let own = truth.indices.map { costs[truth[$0]][decided[$0]] }
        let others = truth.indices.map { costs[truth[$0]][likeliest[$0]] }
        func mean(_ values: [Double]) -> ThresholdsDocument.Cost? {
            RowMean.of(values, weights: target.weights, units: units)
        }
        guard let cost = mean(own), let without = mean(others), let saved = mean(zip(others, own).map { $0 - $1 })
        else { return nil }
        return ThresholdsDocument.Decision(
            rows: truth.count, changed: zip(decided, likeliest).count { $0 != $1 }, cost: cost.clipped,
            likeliestCost: without.clipped, saved: saved)
    }

    /// Counts by true and decided class.
    package static func confusion(of predictions: Predictions, target: Target, costs: [[Double]]) -> [[Int]] {
        var counts = costs.map { $0.map { _ in 0 } }
        for (truth, decided) in zip(target.values, predictions.classIndices(costs: costs)) {
            counts[Int(truth)][decided] += 1
        }
        return counts
    }
}

extension ThresholdsDocument.Cost {
    /// A cost is at least 0.
    fileprivate var clipped: Self { .init(value: value, lower: lower.map { max(0, $0) }, upper: upper) }
}
