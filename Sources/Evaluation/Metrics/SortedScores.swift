/// Scores sorted once, best first, in groups of equal scores; every rank metric is a walk over the groups.
///
/// A resample of the rows changes their weights and not their order, so a bootstrap sorts once and calls
/// ``ranked(positives:weights:)`` with counts as weights for each resample.
package struct SortedScores: Sendable {
    /// The row at each place, best score first, equal scores in row order.
    package let rows: [Int32]
    /// One past the last place of each group of equal scores.
    package let groupEnds: [Int32]
    /// The score of each group, descending.
    package let scores: [Double]

    /// Sorts scores, of which none may be NaN, in O(n).
    package init(_ values: [Double]) {
        rows = RadixOrder.descending(values)
        var ends: [Int32] = []
        var scores: [Double] = []
        for (place, row) in rows.enumerated() {
            let score = values[Int(row)]
            if scores.last == score {
                ends[ends.count - 1] = Int32(place + 1)
            } else {
                ends.append(Int32(place + 1))
                scores.append(score)
            }
        }
        groupEnds = ends
        self.scores = scores
    }

    /// Number of groups of equal scores.
    package var groupCount: Int { scores.count }

    /// The weight of positive and negative rows in each group.
    ///
    /// - Parameters:
    ///   - positives: whether each row is positive.
    ///   - weights: at least 0 a row, such as how often a resample drew it; `nil` where all rows weigh 1.
    /// - Returns: the weights by distinct score.
    package func ranked(positives: [Bool], weights: [Double]?) -> RankedWeights {
        var positive = [Double](repeating: 0, count: groupCount)
        var negative = [Double](repeating: 0, count: groupCount)
        var place = 0
        guard let weights else {
            for group in 0..<groupCount {
                let end = Int(groupEnds[group])
                var count = 0
                for row in rows[place..<end] where positives[Int(row)] { count += 1 }
                positive[group] = Double(count)
                negative[group] = Double(end - place - count)
                place = end
            }
            return RankedWeights(scores: scores, positive: positive, negative: negative)
        }
        for group in 0..<groupCount {
            let end = Int(groupEnds[group])
            var sums = (positive: CompensatedSum(), negative: CompensatedSum())
            while place < end {
                let row = Int(rows[place])
                if positives[row] { sums.positive.add(weights[row]) } else { sums.negative.add(weights[row]) }
                place += 1
            }
            positive[group] = sums.positive.value
            negative[group] = sums.negative.value
        }
        return RankedWeights(scores: scores, positive: positive, negative: negative)
    }
}
