import Scoring

/// Areas under the ROC curves of each class against each other class, from one sort for each class.
struct ClassAreas {
    private let classCount: Int
    /// Weight of the rows of each class.
    private let totals: [Double]
    /// Twice the weight of pairs that class `a`'s probability puts in the right order, ties counting half, with
    /// the rows of class `b`, at `a * classCount + b`.
    private let twiceConcordant: [Double]

    /// Ranks the rows by the probability of each class.
    init(predictions: Predictions, truth: [Double], weights: [Double]?) {
        let count = predictions.width
        let weights = weights ?? [Double](repeating: 1, count: truth.count)
        classCount = count
        var totals = [CompensatedSum](repeating: CompensatedSum(), count: count)
        for row in truth.indices { totals[Int(truth[row])].add(weights[row]) }
        var areas = [CompensatedSum](repeating: CompensatedSum(), count: count * count)
        for own in 0..<count {
            let sorted = SortedScores((0..<truth.count).map { predictions.values[$0 * count + own] })
            var above = CompensatedSum()
            var start = 0
            for end in sorted.groupEnds {
                let rows = sorted.rows[start..<Int(end)]
                start = Int(end)
                var tied = CompensatedSum()
                for row in rows where Int(truth[Int(row)]) == own { tied.add(weights[Int(row)]) }
                let twice = 2 * above.value + tied.value
                for row in rows where Int(truth[Int(row)]) != own {
                    areas[own * count + Int(truth[Int(row)])].add(weights[Int(row)] * twice)
                }
                above.add(tied.value)
            }
        }
        self.totals = totals.map(\.value)
        twiceConcordant = areas.map(\.value)
    }

    /// The area of each class against all other rows.
    private var againstRest: [Double] {
        let total = CompensatedSum.of(totals)
        return (0..<classCount).map { own in
            CompensatedSum.of(twiceConcordant[own * classCount..<(own + 1) * classCount])
                / (2 * totals[own] * (total - totals[own]))
        }
    }

    /// The mean over the classes of the area against all other rows.
    var oneVersusRest: Double { CompensatedSum.of(againstRest) / Double(classCount) }

    /// The same mean by the rows of the classes.
    var oneVersusRestWeighted: Double {
        CompensatedSum.of(zip(againstRest, totals).map { $0 * $1 }) / CompensatedSum.of(totals)
    }

    /// The mean over pairs of classes by the rows of both.
    var oneVersusOneWeighted: Double {
        var (sum, weight) = (CompensatedSum(), CompensatedSum())
        for first in 0..<classCount {
            for second in 0..<classCount where second != first {
                let rows = totals[first] + totals[second]
                sum.add(rows * (twiceConcordant[first * classCount + second] / (2 * totals[first] * totals[second])))
                weight.add(rows)
            }
        }
        return sum.value / weight.value
    }

    /// The mean over pairs of classes of the two areas that rank only their rows (Hand and Till, 2001).
    ///
    /// Weights are those of the rows; scikit-learn takes none here.
    var oneVersusOne: Double {
        var sum = CompensatedSum()
        for first in 0..<classCount {
            for second in 0..<classCount where second != first {
                sum.add(twiceConcordant[first * classCount + second] / (2 * totals[first] * totals[second]))
            }
        }
        return sum.value / Double(classCount * (classCount - 1))
    }
}
