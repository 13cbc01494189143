import Columns
package import Evidence

/// What decides from which score on a row is positive.
package enum ThresholdRule: Sendable, Equatable {
    /// Nothing: 0.5 stands.
    case half
    /// A score that was given.
    case given(Double)
    /// The lowest expected cost.
    case costs(BriefSummary.Costs)
    /// The most rows among which this share is positive.
    case precision(Double)
    /// The fewest rows that hold this share of the positive ones.
    case recall(Double)
    /// As many rows a period as can be acted on: what the rows that choose span is a number of periods.
    case capacity(rows: Int, periods: Int, each: String)

    /// The costs, where there are some.
    var costs: BriefSummary.Costs? { if case .costs(let costs) = self { costs } else { nil } }
}

extension CostLadder {
    /// A threshold by a rule, and whether what the rule asks for was reached.
    func threshold(by rule: ThresholdRule) -> (threshold: Double, isReached: Bool) {
        switch rule {
        case .half: (0.5, true)
        case .given(let threshold): (threshold, true)
        case .costs: (best.threshold, true)
        case .precision(let target): precise(target)
        case .recall(let target): complete(target)
        case .capacity(let rows, let periods, _): (atMost(Double(rows) * Double(periods)), true)
        }
    }

    /// The cut after the most rows of which a share is positive; else the one with the largest share.
    private func precise(_ target: Double) -> (threshold: Double, isReached: Bool) {
        var (best, largest) = (0, -1.0)
        var found: Int?
        for cut in cuts.dropFirst() where flagged[cut] > 0 {
            let share = positive[cut] / flagged[cut]
            if share >= target { found = cut }
            if share >= largest { (best, largest) = (cut, share) }
        }
        return (threshold(cut: found ?? best), found != nil)
    }

    /// The first cut before which a share of the positive rows stands.
    private func complete(_ target: Double) -> (threshold: Double, isReached: Bool) {
        let all = positive.last ?? 0
        guard all > 0 else { return (0.5, false) }
        let cut = cuts.first { positive[$0] >= target * all } ?? cuts.upperBound - 1
        return (threshold(cut: cut), true)
    }

    /// The last cut before which no more rows stand than can be acted on.
    private func atMost(_ rows: Double) -> Double {
        threshold(cut: cuts.last { flagged[$0] <= rows } ?? 0)
    }
}

/// How far a threshold, and what decisions at it cost, may be off by chance.
struct ThresholdIntervals {
    let threshold: ThresholdsDocument.Bounds?
    let cost: ThresholdsDocument.Bounds?

    private static let replicates = 200

    /// Chooses again on resamples of the rows' units.
    ///
    /// - Parameters:
    ///   - chosen: the threshold that was chosen on all rows, and what it costs there.
    ///   - rule: by which it was.
    ///   - sorted: the rows by score.
    ///   - positives: whether each row is positive.
    ///   - weights: of the rows.
    ///   - resampling: what is drawn together.
    init(
        chosen: (threshold: Double, cost: Double?), rule: ThresholdRule, sorted: SortedScores, positives: [Bool],
        weights: [Double]?, resampling: Resampling
    ) {
        let units = resampling.units
        guard units.count > 1 else { (threshold, cost) = (nil, nil); return }
        let drawn = Parallel.map(count: Self.replicates, threads: resampling.threads) { replicate in
            var draws = SeededDraws(seed: resampling.seed, replicate: replicate)
            var counts = [UInt8](repeating: 0, count: units.count)
            counts.withUnsafeMutableBufferPointer { draws.count(into: $0) }
            let own = positives.indices.map { row in
                Double(counts[units.ids.map { Int($0[row]) } ?? row]) * (weights?[row] ?? 1)
            }
            let ranked = sorted.ranked(positives: positives, weights: own)
            guard ranked.total > 0 else { return (threshold: Double.nan, cost: Double.nan) }
            let ladder = CostLadder(ranked, rule.costs)
            return (
                threshold: ladder.threshold(by: rule).threshold,
                cost: rule.costs == nil ? .nan : ladder.cost(at: chosen.threshold)
            )
        }
        threshold = Self.bounds(drawn.map(\.threshold), around: chosen.threshold, units: units.count)
        cost = chosen.cost.flatMap { Self.bounds(drawn.map(\.cost), around: $0, units: units.count) }
    }

    /// The middle 95 % of resamples, widened for few units, with the value itself among them.
    private static func bounds(_ drawn: [Double], around value: Double, units: Int) -> ThresholdsDocument.Bounds? {
        guard let sorted = IntervalBounds.defined(drawn) else { return nil }
        let found = IntervalBounds.interval(sorted, around: value, level: 0.95, units: units, of: nil)
        return .init(lower: max(0, min(found.lower, value)), upper: max(found.upper, value))
    }
}
