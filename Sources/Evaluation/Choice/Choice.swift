package import Evidence

/// Which candidate validation chooses (contracts, section 5).
package enum Choice {
    /// A candidate and its primary metric on validation.
    package struct Contender: Sendable, Equatable {
        package let name: String
        package let value: MetricValue

        package init(name: String, value: MetricValue) {
            self.name = name
            self.value = value
        }
    }

    /// Known candidates, the simplest first.
    package static let bySimplicity = ["prior", "linear", "boosted_trees", "random_forest", "tuned_trees"]

    /// The 95 % interval of how much better the first of two candidates is than the second, in the metric's
    /// units, positive where it is better.
    package typealias PairedInterval = ClosedRange<Double>

    /// Whether one value is better than another, beyond their paired interval where one was computed.
    ///
    /// A defined value is better than an undefined one.
    package static func isBetter(
        _ value: MetricValue, than other: MetricValue, metric: MetricName, interval: PairedInterval? = nil
    ) -> Bool {
        guard let number = value.number else { return false }
        guard let otherNumber = other.number else { return true }
        let gain = metric.greaterIsBetter ? number - otherNumber : otherNumber - number
        return gain > 0 && (interval.map { $0.lowerBound > 0 } ?? true)
    }

    /// The simplest candidate that no other beats; `nil` where there is none.
    ///
    /// - Parameters:
    ///   - contenders: the candidates with the primary metric on validation.
    ///   - metric: the primary metric.
    ///   - interval: the paired interval of two candidates; `nil` where none was computed, then points decide.
    /// - Returns: the name of the chosen candidate.
    package static func choose(
        _ contenders: [Contender], metric: MetricName,
        interval: (_ first: String, _ second: String) -> PairedInterval? = { _, _ in nil }
    ) -> String? {
        simplestFirst(contenders).first { contender in
            !contenders.contains { other in
                other.name != contender.name
                    && isBetter(
                        other.value, than: contender.value, metric: metric,
                        interval: interval(other.name, contender.name))
            }
        }?.name
    }

    /// The simplest candidate that no more complex one beats, tried in turn.
    ///
    /// Each is held against those that are more complex, together at 95 %, and only where one of them beats it comes
    /// the next one's turn. Tries in such an order need no allowance for one another: the chance of leaving a candidate
    /// that is as good as all others is 5 %, however many candidates there are. One that is worse than a simpler one
    /// that was left is passed over.
    ///
    /// - Parameters:
    ///   - contenders: the candidates with the primary metric.
    ///   - metric: the primary metric.
    ///   - atLevel: the interval of a gain at a level.
    /// - Returns: the name of the chosen candidate; `nil` where there is none.
    package static func choose(
        _ contenders: [Contender], metric: MetricName, atLevel: PairedComparisons.IntervalAtLevel
    ) -> String? {
        let ordered = simplestFirst(contenders)
        for (place, contender) in ordered.enumerated() {
            let isWorse = ordered[..<place].contains { isBetter($0.value, than: contender.value, metric: metric) }
            if isWorse { continue }
            let rest = Array(ordered[place...])
            let pairs = PairedComparisons(rest, with: contender.name, metric: metric, interval: atLevel)
            let isBeaten = rest.dropFirst().contains { other in
                isBetter(
                    other.value, than: contender.value, metric: metric,
                    interval: pairs.interval(other.name, contender.name))
            }
            if !isBeaten { return contender.name }
        }
        return nil
    }

    /// Every pair of candidates with defined values, the better first and the simpler first where they are equal.
    ///
    /// - Parameters:
    ///   - contenders: the candidates with the metric.
    ///   - metric: the metric.
    ///   - interval: the paired interval of two candidates; `nil` where none was computed.
    /// - Returns: the comparisons, with bounds where there is an interval that has a width.
    package static func comparisons(
        _ contenders: [Contender], metric: MetricName,
        interval: (_ first: String, _ second: String) -> PairedInterval? = { _, _ in nil }
    ) -> [MetricsDocument.Comparison] {
        let ordered = simplestFirst(contenders)
        var comparisons: [MetricsDocument.Comparison] = []
        for (place, simpler) in ordered.enumerated() {
            for other in ordered[(place + 1)...] {
                guard let first = simpler.value.number, let second = other.value.number else { continue }
                let otherIsBetter = isBetter(other.value, than: simpler.value, metric: metric)
                let (better, worse) = otherIsBetter ? (other.name, simpler.name) : (simpler.name, other.name)
                // An interval without a width is no sign that chance has no part in it, but that nothing showed any.
                let bounds = interval(better, worse).flatMap { $0.lowerBound < $0.upperBound ? $0 : nil }
                comparisons.append(
                    MetricsDocument.Comparison(
                        better: better, worse: worse, metric: metric, difference: abs(first - second),
                        lower: bounds?.lowerBound, upper: bounds?.upperBound))
            }
        }
        return comparisons
    }

    /// Known candidates by simplicity, then others as they came.
    private static func simplestFirst(_ contenders: [Contender]) -> [Contender] {
        let ranks = contenders.map { bySimplicity.firstIndex(of: $0.name) ?? bySimplicity.count }
        return contenders.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { contenders[$0] }
    }
}
