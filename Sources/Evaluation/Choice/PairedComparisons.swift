package import Evidence

/// The paired intervals of all pairs of candidates, together at 95 %.
///
/// By Holm's steps (1979): of `m` pairs that are not yet told apart, each is tried at the level `1 − 0.05 / m`; those
/// whose interval leaves out 0 are told apart, and the others are tried again at the level of what is left. So the
/// chance that any two equal candidates are told apart is at most 5 %.
package struct PairedComparisons: Sendable {
    /// The interval of the gain of the first of a pair over the second, at a level.
    package typealias IntervalAtLevel = (_ first: String, _ second: String, _ gain: Double, _ level: Double) ->
        Choice.PairedInterval?

    /// The chance of telling any equal candidates apart.
    private static let error = 0.05

    private var intervals: [Pair: Choice.PairedInterval] = [:]

    private struct Pair: Hashable {
        let first: String
        let second: String
    }

    /// Finds the intervals of all pairs of candidates with defined values, or of those with one of them.
    package init(
        _ contenders: [Choice.Contender], with name: String? = nil, metric: MetricName, interval: IntervalAtLevel
    ) {
        var open: [(pair: Pair, gain: Double)] = []
        for (place, first) in contenders.enumerated() {
            for second in contenders[(place + 1)...] {
                guard name == nil || first.name == name || second.name == name else { continue }
                guard let own = first.value.number, let other = second.value.number else { continue }
                let gain = metric.greaterIsBetter ? own - other : other - own
                open.append((Pair(first: first.name, second: second.name), gain))
            }
        }
        while !open.isEmpty {
            let level = 1 - Self.error / Double(open.count)
            let tried = open.map { interval($0.pair.first, $0.pair.second, $0.gain, level) }
            let apart = open.indices.filter { place in tried[place].map { !$0.contains(0) } ?? false }
            let settled = apart.isEmpty ? Array(open.indices) : apart
            for place in settled { intervals[open[place].pair] = tried[place] }
            open = open.indices.filter { !settled.contains($0) }.map { open[$0] }
        }
    }

    /// The interval of how much better the first of two candidates is than the second; `nil` where it is not known.
    package func interval(_ first: String, _ second: String) -> Choice.PairedInterval? {
        if let interval = intervals[Pair(first: first, second: second)] { return interval }
        return intervals[Pair(first: second, second: first)].map { -$0.upperBound ... -$0.lowerBound }
    }
}

extension PairedComparisons {
    /// The intervals of candidates whose uncertainty is known.
    package init(_ contenders: [Choice.Contender], metric: MetricName, uncertainty: Uncertainty) {
        self.init(contenders, metric: metric) { first, second, gain, level in
            uncertainty.gain(of: first, over: second, metric: metric, seen: gain, level: level)
        }
    }
}
