/// Weights of positive and negative rows by distinct score, best score first.
///
/// With unit weights all sums are whole numbers and exact, so figures do not depend on the order of rows.
package struct RankedWeights: Sendable {
    /// Distinct scores, descending.
    package let scores: [Double]
    /// Weight of the positive rows with each score.
    package let positive: [Double]
    /// Weight of the negative rows with each score.
    package let negative: [Double]
    /// Weight of all positive rows.
    package let totalPositive: Double
    /// Weight of all negative rows.
    package let totalNegative: Double

    package init(scores: [Double], positive: [Double], negative: [Double]) {
        self.scores = scores
        self.positive = positive
        self.negative = negative
        totalPositive = CompensatedSum.of(positive)
        totalNegative = CompensatedSum.of(negative)
    }

    /// Weight of all rows.
    package var total: Double { totalPositive + totalNegative }

    /// The probability that a positive row has a higher score than a negative one, ties counting half.
    ///
    /// The area under the ROC curve by the Mann-Whitney count; exactly 0.5 where all scores are equal; `nil`
    /// where a class has no weight.
    package var rocAUC: Double? {
        guard totalPositive > 0, totalNegative > 0 else { return nil }
        var above = CompensatedSum()
        var twiceArea = CompensatedSum()
        for group in scores.indices {
            twiceArea.add(negative[group] * (2 * above.value + positive[group]))
            above.add(positive[group])
        }
        return twiceArea.value / (2 * totalPositive * totalNegative)
    }

    /// The mean of the precision at each score, weighted by the gain in recall; `nil` without a positive row.
    package var averagePrecision: Double? {
        guard totalPositive > 0 else { return nil }
        var positives = CompensatedSum()
        var negatives = CompensatedSum()
        var sum = CompensatedSum()
        for group in scores.indices {
            positives.add(positive[group])
            negatives.add(negative[group])
            guard positive[group] > 0 else { continue }
            sum.add(positive[group] * (positives.value / (positives.value + negatives.value)))
        }
        return sum.value / totalPositive
    }

    /// The largest distance between the two classes' distributions of scores (Kolmogorov-Smirnov), 0 to 1;
    /// `nil` where a class has no weight.
    package var kolmogorovSmirnov: Double? {
        guard totalPositive > 0, totalNegative > 0 else { return nil }
        var positives = CompensatedSum()
        var negatives = CompensatedSum()
        var largest = 0.0
        for group in scores.indices {
            positives.add(positive[group])
            negatives.add(negative[group])
            largest = max(largest, abs(positives.value / totalPositive - negatives.value / totalNegative))
        }
        return largest
    }

    /// Bins of equal weight along the scores, for calibration; see ``CalibrationBin``.
    package func calibrationBins(count: Int) -> [CalibrationBin] {
        var bins: [CalibrationBin] = []
        var lastPlace = -1
        var before = CompensatedSum()
        let total = total
        guard total > 0 else { return [] }
        for group in scores.indices.reversed() {
            let weight = positive[group] + negative[group]
            guard weight > 0 else { continue }
            // Equal scores stay together: the bin is the one that holds the middle of the group's weight.
            let middle = (before.value + weight / 2) / total
            let place = min(count - 1, Int(middle * Double(count)))
            before.add(weight)
            if place != lastPlace {
                bins.append(CalibrationBin(lowest: scores[group]))
                lastPlace = place
            }
            bins[bins.count - 1].add(score: scores[group], positive: positive[group], weight: weight)
        }
        return bins.map { $0.finished() }
    }
}

/// Rows with neighbouring scores: what was predicted for them and what was seen.
///
/// Bins have equal weight as far as equal scores, which always share a bin, allow: the distinct scores are
/// walked from the lowest up, and a score falls into bin `floor(count × m)`, where `m` is the share of the
/// weight below it plus half its own. Bins that hold no score are not listed.
package struct CalibrationBin: Sendable, Equatable {
    /// The lowest score in the bin.
    package let lowest: Double
    /// The highest score in the bin.
    package private(set) var highest: Double
    /// Weight of the rows in the bin.
    package private(set) var weight = 0.0
    /// Weighted mean of the scores.
    package private(set) var predicted = 0.0
    /// Weighted share of positive rows.
    package private(set) var observed = 0.0

    private var sums = Sums()

    private struct Sums: Sendable, Equatable {
        var weight = 0.0
        var scores = 0.0
        var positive = 0.0
    }

    fileprivate init(lowest: Double) {
        self.lowest = lowest
        highest = lowest
    }

    fileprivate mutating func add(score: Double, positive: Double, weight: Double) {
        highest = score
        sums.weight += weight
        sums.scores += score * weight
        sums.positive += positive
    }

    fileprivate func finished() -> CalibrationBin {
        var bin = self
        bin.weight = sums.weight
        bin.predicted = sums.scores / sums.weight
        bin.observed = sums.positive / sums.weight
        bin.sums = Sums()
        return bin
    }
}

extension [CalibrationBin] {
    /// The mean distance between what was predicted and what was seen, weighted by the bins.
    package var expectedCalibrationError: Double {
        CompensatedSum.of(map { $0.weight * abs($0.predicted - $0.observed) }) / CompensatedSum.of(map(\.weight))
    }
}
