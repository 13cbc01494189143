import Evidence
import Foundation
import Scoring

/// Scores in bins of equal weight, with the rows of each bin.
struct BinnedScores {
    let bins: [CalibrationBin]
    /// Rows of each bin, those of weight 0 left out.
    let rows: [[Int]]
    let scores: [Double]
    let truth: [Double]
    let weights: [Double]

    /// Takes checked scores of a binary task.
    init(scores: [Double], target: Target) {
        let weights = target.weights.map(Metrics.balanced) ?? [Double](repeating: 1, count: target.rowCount)
        let sorted = SortedScores(scores)
        bins = sorted.ranked(positives: target.values.map { $0 == 1 }, weights: target.weights.map { _ in weights })
            .calibrationBins(count: Metrics.calibrationBins)
        var rows = [[Int]](repeating: [], count: bins.count)
        var bin = bins.count - 1
        for row in sorted.rows.lazy.map(Int.init) where weights[row] > 0 {
            while bin > 0, scores[row] < bins[bin].lowest { bin -= 1 }
            rows[bin].append(row)
        }
        self.rows = rows
        self.scores = scores
        self.weights = weights
        truth = target.values
    }

    /// Weight of all rows.
    var total: Double { CompensatedSum.of(bins.map(\.weight)) }

    /// The variance of what a bin sees, given its scores, if each is the very chance of a positive row.
    func chanceVariance(of place: Int) -> Double {
        let sum = CompensatedSum.of(
            rows[place].map { weights[$0] * weights[$0] * scores[$0] * (1 - scores[$0]) })
        return sum / (bins[place].weight * bins[place].weight)
    }

    /// The calibration error less what chance adds to each bin's gap, at least 0.
    ///
    /// A gap that is seen as `g` with a standard error `σ` is too large by `E|N(g, σ)| − |g|` (Kumar, Liang and Ma,
    /// "Verified uncertainty calibration", 2019). That takes √2 − 1 of what chance adds where there is no gap, and
    /// nothing where the gap is far beyond chance.
    var debiasedError: Double {
        var sum = CompensatedSum()
        for (place, bin) in bins.enumerated() {
            let gap = abs(bin.predicted - bin.observed)
            let spread = chanceVariance(of: place).squareRoot()
            let bias = spread > 0 ? FoldedNormal.mean(gap, spread) - gap : 0
            sum.add(bin.weight * (gap - bias))
        }
        return max(0, sum.value / total)
    }

    /// The parts of the Brier score over the bins, by weight.
    var brierParts: CalibrationDocument.BrierParts {
        let total = total
        let share = CompensatedSum.of(bins.map { $0.weight * $0.observed }) / total
        var (score, within) = (CompensatedSum(), CompensatedSum())
        for (place, bin) in bins.enumerated() {
            for row in rows[place] {
                let (off, seen) = (scores[row] - bin.predicted, truth[row] - bin.observed)
                within.add(weights[row] * (off * off - 2 * off * seen))
                score.add(weights[row] * (scores[row] - truth[row]) * (scores[row] - truth[row]))
            }
        }
        func mean(_ value: (CalibrationBin) -> Double) -> Double {
            CompensatedSum.of(bins.map { $0.weight * value($0) }) / total
        }
        return .init(
            score: score.value / total,
            reliability: mean { ($0.predicted - $0.observed) * ($0.predicted - $0.observed) },
            resolution: mean { ($0.observed - share) * ($0.observed - share) }, uncertainty: share * (1 - share),
            withinBins: within.value / total)
    }

    /// The 95 % interval of the share of positive rows in a bin; `nil` where it holds fewer than two units.
    ///
    /// Wilson's interval (1927) of the rows' effective number: `(Σw)² / Σw²` of weighted rows (Kish, 1965), and no more
    /// than that with which the share would have the standard error that its days or groups show (Korn and Graubard,
    /// 1998); where all rows are alike and show none, the number of units. Of `n` units, Student's t with `n − 1`
    /// degrees of freedom takes the place of the normal quantile.
    func interval(of place: Int, units: ResamplingUnits) -> (lower: Double, upper: Double)? {
        let (bin, own) = (bins[place], rows[place])
        let squares = CompensatedSum.of(own.map { weights[$0] * weights[$0] })
        var effective = bin.weight * bin.weight / squares
        var quantile = StudentT.normalCentral(0.95)
        if units.kind != .row {
            let part = units.selecting(own)
            guard part.count > 1 else { return nil }
            let error = IntervalBounds.standardError(
                own.map { weights[$0] * (truth[$0] - bin.observed) / bin.weight }, units: part)
            let variance = bin.observed * (1 - bin.observed)
            effective = min(effective, error > 0 ? variance / (error * error) : Double(part.count))
            quantile = StudentT.central(0.95, degrees: part.count - 1)
        }
        return Wilson.interval(share: bin.observed, count: effective, quantile: quantile)
    }
}

/// Wilson's interval of a share.
enum Wilson {
    /// The shares whose own chance would not be surprised to see `share` in `count` draws; within 0...1.
    static func interval(share: Double, count: Double, quantile: Double) -> (lower: Double, upper: Double) {
        let square = quantile * quantile
        let centre = (share + square / (2 * count)) / (1 + square / count)
        let half =
            quantile / (1 + square / count)
            * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
        return (min(share, max(0, centre - half)), max(share, min(1, centre + half)))
    }
}

/// The size of a normal number, whatever its sign.
enum FoldedNormal {
    /// `E|N(mean, spread²)|` for `spread > 0` (Leone, Nelson and Nottingham, 1961).
    static func mean(_ mean: Double, _ spread: Double) -> Double {
        let ratio = mean / spread
        return spread * (2 / Double.pi).squareRoot() * exp(-ratio * ratio / 2) + mean * erf(ratio / 2.0.squareRoot())
    }
}
