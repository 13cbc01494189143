import Evidence

extension FairnessMeasure {
    /// How far some groups are apart, each by its own figures; `nil` where they have none.
    ///
    /// Of several metrics the worst counts, as Fairlearn's `worst_case` has it.
    ///
    /// - Parameter figures: of a metric, the figures of the groups that are compared.
    /// - Returns: the largest less the smallest, or the smallest over the largest.
    func value(_ figures: (GroupMetric) -> [Double]?) -> Double? {
        var worst: Double?
        for metric in metrics {
            guard let own = figures(metric), own.count > 1, let least = own.min(), let most = own.max() else {
                return nil
            }
            guard !isRatio || most > 0 else { return nil }
            let value = isRatio ? least / most : most - least
            worst = worst.map { isRatio ? min($0, value) : max($0, value) } ?? value
        }
        return worst
    }
}

/// From resamples to intervals of groups and of their distances.
struct GroupIntervals {
    let resampling: Evaluation.Resampling
    let units: Int

    private static let level = 0.95

    /// Adds the interval of a figure of one group.
    func adding(to value: Double?, _ resamples: [Double?], range: ClosedRange<Double>, reason: String) -> MetricValue {
        guard let value else { return .undefined(reason: reason) }
        guard let sorted = IntervalBounds.defined(resamples.map { $0 ?? .nan }) else { return .value(value, nil) }
        let bounds = IntervalBounds.interval(sorted, around: value, level: Self.level, units: units, of: nil)
        return .value(value, interval(bounds, range))
    }

    /// Adds the interval of a distance.
    ///
    /// Noise adds to the distance of the outermost of some groups, and again to that of
    /// a resample, so that the spread is turned around the figure.
    func adding(toDistance value: Double?, _ resamples: [Double?], range: ClosedRange<Double>, reason: String)
        -> MetricValue
    {
        guard let value else { return .undefined(reason: reason) }
        guard let sorted = IntervalBounds.defined(resamples.map { $0 ?? .nan }) else { return .value(value, nil) }
        let (low, high) = IntervalBounds.percentiles(sorted, level: Self.level)
        let factor = IntervalBounds.widening(level: Self.level, units: units)
        return .value(
            value, interval((value - max(0, high - value) * factor, value + max(0, value - low) * factor), range))
    }

    private func interval(_ bounds: (lower: Double, upper: Double), _ range: ClosedRange<Double>) -> Interval {
        Interval(
            lower: max(range.lowerBound, bounds.lower), upper: min(range.upperBound, bounds.upper),
            method: resampling.units.kind == .row ? .bootstrap : .clusterBootstrap)
    }
}
