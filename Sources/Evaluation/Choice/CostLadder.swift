import Evidence
import Foundation

/// The expected cost at every cut of the distinct scores, and what else a cut leads to.
struct CostLadder {
    /// Distinct scores, descending.
    private let scores: [Double]
    /// Weight of positive and of all rows among the first `i` scores, for `i` in `0...scores.count`.
    let positive: [Double]
    let flagged: [Double]
    /// The cost a row where the first `i` scores are positive; empty where there are no costs.
    private let costs: [Double]

    init(_ ranked: RankedWeights, _ costs: BriefSummary.Costs?) {
        scores = ranked.scores
        var (positives, negatives) = (CompensatedSum(), CompensatedSum())
        var (positive, negative) = ([0.0], [0.0])
        for group in ranked.scores.indices {
            positives.add(ranked.positive[group])
            negatives.add(ranked.negative[group])
            positive.append(positives.value)
            negative.append(negatives.value)
        }
        self.positive = positive
        flagged = zip(positive, negative).map { $0 + $1 }
        guard let costs else {
            self.costs = []
            return
        }
        // Very large and very small costs are brought near 1 by a power of two, which changes no cut, so that products
        // neither overflow nor vanish.
        let largest = max(costs.falsePositive, costs.falseNegative)
        let shift = largest > 0 && abs(largest.exponent) > 256 ? Int(largest.exponent) : 0
        func scaled(_ cost: Double) -> Double { scalbn(cost, -shift) }
        let (alarm, miss) = (scaled(costs.falsePositive), scaled(costs.falseNegative))
        self.costs = positive.indices.map { place in
            let missed = max(0, ranked.totalPositive - positive[place])
            return scalbn((alarm * negative[place] + miss * missed) / ranked.total, shift)
        }
    }

    /// All cuts, the one that leaves no row positive first.
    var cuts: Range<Int> { positive.indices }

    /// How many of the distinct scores are at least `threshold`.
    private func cut(at threshold: Double) -> Int {
        var (low, high) = (0, scores.count)
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] >= threshold { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The cost where scores of at least `threshold` are positive; there are costs.
    func cost(at threshold: Double) -> Double { costs[cut(at: threshold)] }

    /// The cut of the lowest cost; there are costs.
    var best: (threshold: Double, cost: Double) {
        var best = (threshold: threshold(cut: 0), cost: costs[0])
        for cut in costs.indices.dropFirst() where costs[cut] <= best.cost {
            let candidate = threshold(cut: cut)
            // Thresholds fall as more is positive, so of two as near to 0.5 the later one is the lower one.
            if costs[cut] < best.cost || abs(candidate - 0.5) <= abs(best.threshold - 0.5) {
                best = (candidate, costs[cut])
            }
        }
        return best
    }

    /// What thresholds lead to, the lowest first: the named ones, and as many cuts as there is room for, spread evenly
    /// over the share of rows predicted positive.
    func curve(through named: [Double]) -> [ThresholdsDocument.Point] {
        let room = Limits.thresholdPoints - named.count
        var thresholds = Set(named)
        if scores.count + 1 <= room {
            for cut in 0...scores.count { thresholds.insert(threshold(cut: cut)) }
        } else {
            var cut = 0
            for step in 0..<room {
                let share = Double(step) / Double(room - 1) * (flagged.last ?? 0)
                while cut < scores.count, flagged[cut] < share { cut += 1 }
                thresholds.insert(threshold(cut: step == room - 1 ? scores.count : cut))
            }
        }
        return thresholds.sorted().map(point)
    }

    private func point(_ threshold: Double) -> ThresholdsDocument.Point {
        let cut = cut(at: threshold)
        let (found, all) = (positive[cut], positive.last ?? 0)
        return .init(
            threshold: threshold, cost: costs.isEmpty ? nil : costs[cut],
            precision: flagged[cut] > 0 ? found / flagged[cut] : nil, recall: all > 0 ? found / all : nil,
            flagged: flagged[cut] / (flagged.last ?? 1))
    }

    /// A threshold at which the first scores and no others are positive.
    func threshold(cut: Int) -> Double {
        guard let highest = scores.first else { return 0.5 }
        if cut == scores.count { return 0 }
        let above = cut == 0 ? 1 : scores[cut - 1]
        let below = cut == 0 ? highest : scores[cut]
        let middle = below + (above - below) / 2
        if middle > below { return middle }
        // Nothing lies between the two: the upper one is the cut, or the next number where there is no upper one.
        return cut == 0 ? below.nextUp : above
    }
}
