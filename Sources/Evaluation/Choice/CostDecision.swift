package import Evidence
package import Scoring

/// What deciding by costs of pairs of classes leads to on some rows, beside deciding the likeliest class.
package enum CostDecision {
    /// What decisions cost, beside deciding the likeliest class, with intervals from what each unit of rows adds.
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
        let (decided, likeliest) = (predictions.classIndices(costs: costs), predictions.classIndices())
        let (own, others) = (Self.costs(of: decided, target, costs), Self.costs(of: likeliest, target, costs))
        let saved = RowMean.of(zip(others, own).map { $0 - $1 }, weights: target.weights, units: units)
        guard let cost = mean(own, target, units), let without = mean(others, target, units), let saved else {
            return nil
        }
        return ThresholdsDocument.Decision(
            rows: target.rowCount, changed: zip(decided, likeliest).count { $0 != $1 }, cost: cost,
            likeliestCost: without, saved: saved)
    }

    /// What a row costs that is decided as given, on average; `nil` where the rows weigh nothing.
    ///
    /// - Parameters:
    ///   - decided: the class of each row.
    ///   - target: the truth of the same rows.
    ///   - costs: by true and decided class.
    ///   - units: the rows' independent units.
    /// - Returns: the mean with its interval.
    static func cost(
        of decided: [Int], target: Target, costs: [[Double]], units: ResamplingUnits
    ) -> ThresholdsDocument.Cost? {
        mean(Self.costs(of: decided, target, costs), target, units)
    }

    private static func costs(of decided: [Int], _ target: Target, _ costs: [[Double]]) -> [Double] {
        zip(target.values, decided).map { costs[Int($0)][$1] }
    }

    private static func mean(_ costs: [Double], _ target: Target, _ units: ResamplingUnits) -> ThresholdsDocument.Cost?
    {
        RowMean.of(costs, weights: target.weights, units: units)?.clipped
    }
}

extension ThresholdsDocument.Cost {
    /// A cost is at least 0.
    fileprivate var clipped: Self { .init(value: value, lower: lower.map { max(0, $0) }, upper: upper) }
}
