import Evidence
import Scoring

/// The metrics of a binary task under many weightings of the rows.
struct BinaryFigures: ResampledFigures {
    let names: [MetricName]
    let sorted: SortedScores
    /// 1 for a positive row and 0 for another, by row.
    let truth: [Double]
    /// The same by place in the order of the scores.
    let placeTruth: [Double]
    let logLosses: [Double]
    let squares: [Double]
    /// Groups of equal scores at or above the threshold.
    let predictedGroups: Int
    let needsWalk: Bool

    init(scores: [Double], truth: [Double], threshold: Double, names: [MetricName]) {
        self.names = names
        self.truth = truth
        sorted = SortedScores(scores)
        placeTruth = sorted.rows.map { truth[Int($0)] }
        logLosses =
            names.contains(.logLoss)
            ? truth.indices.map { LogLoss.of(probability: truth[$0] == 1 ? scores[$0] : 1 - scores[$0]) } : []
        squares =
            names.contains(.brierScore)
            ? truth.indices.map { (truth[$0] - scores[$0]) * (truth[$0] - scores[$0]) } : []
        predictedGroups = sorted.scores.firstIndex { $0 < threshold } ?? sorted.groupCount
        needsWalk = names.contains {
            $0 != .logLoss && $0 != .brierScore && $0 != .expectedCalibrationError
        }
    }

    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
        let total = WeightedSum.of(weights)
        let positive = WeightedSum.of(weights, truth)
        let walk = needsWalk ? walk(weights, positive: positive, total: total) : Walk()
        let confusion = ConfusionMatrix(
            classCount: 2,
            cells: [walk.trueNegative, walk.falsePositive, walk.falseNegative, walk.truePositive])
        let (both, hasBoth) = (positive * (total - positive), positive > 0 && total > positive)
        for (place, name) in names.enumerated() {
            figures[place] =
                switch name {
                case .logLoss: WeightedSum.of(weights, logLosses) / total
                case .brierScore: WeightedSum.of(weights, squares) / total
                case .rocAUC: hasBoth ? walk.twiceArea / (2 * both) : .nan
                case .gini: hasBoth ? walk.twiceArea / both - 1 : .nan
                case .ks: hasBoth ? walk.distance / both : .nan
                case .averagePrecision: positive > 0 ? walk.precision / positive : .nan
                case .expectedCalibrationError: gaps(weights, total: total) / total
                default: confusion.binaryFigure(name) ?? .nan
                }
        }
    }

    /// What one walk along the scores, best first, gathers.
    private struct Walk {
        var truePositive = 0.0
        var falsePositive = 0.0
        // Sums of their own: what is left of a difference would stand for rows where there are none.
        var falseNegative = 0.0
        var trueNegative = 0.0
        var twiceArea = 0.0
        /// Sum of the precision at each positive row.
        var precision = 0.0
        /// The largest distance between the classes' distributions times the weights of both.
        var distance = 0.0
    }

    private func walk(_ weights: UnsafeBufferPointer<Double>, positive: Double, total: Double) -> Walk {
        sorted.rows.withUnsafeBufferPointer { rows in
            sorted.groupEnds.withUnsafeBufferPointer { ends in
                placeTruth.withUnsafeBufferPointer { truth in
                    var walk = Walk()
                    let negative = total - positive
                    var (above, below) = (0.0, 0.0)
                    var place = 0
                    for group in 0..<ends.count {
                        let end = Int(ends[group])
                        var (own, other) = (0.0, 0.0)
                        while place < end {
                            let weight = weights[Int(rows[place])]
                            let share = weight * truth[place]
                            own += share
                            other += weight - share
                            place += 1
                        }
                        walk.twiceArea += other * (2 * above + own)
                        above += own
                        below += other
                        // Most rows are not positive, and a division is slow.
                        if own > 0 { walk.precision += own * (above / (above + below)) }
                        walk.distance = max(walk.distance, abs(above * negative - below * positive))
                        if group + 1 == predictedGroups { (walk.truePositive, walk.falsePositive) = (above, below) }
                        if group >= predictedGroups {
                            walk.falseNegative += own
                            walk.trueNegative += other
                        }
                    }
                    return walk
                }
            }
        }
    }

    /// The distance between predicted and seen, summed over the bins of ``RankedWeights/calibrationBins(count:)``.
    private func gaps(_ weights: UnsafeBufferPointer<Double>, total: Double) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Metrics.calibrationBins) { gaps in
            gaps.initialize(repeating: 0)
            var above = 0.0
            var place = 0
            for group in 0..<sorted.groupCount {
                let (end, score) = (Int(sorted.groupEnds[group]), sorted.scores[group])
                var (weight, own) = (0.0, 0.0)
                while place < end {
                    let drawn = weights[Int(sorted.rows[place])]
                    weight += drawn
                    own += drawn * placeTruth[place]
                    place += 1
                }
                above += weight
                guard weight > 0 else { continue }
                let middle = (total - above + weight / 2) / total
                let bin = min(Metrics.calibrationBins - 1, max(0, Int(middle * Double(Metrics.calibrationBins))))
                gaps[bin] += weight * score - own
            }
            return gaps.reduce(0) { $0 + abs($1) }
        }
    }
}
