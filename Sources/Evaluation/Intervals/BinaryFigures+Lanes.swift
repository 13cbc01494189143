import Evidence

/// The same figures as of one weighting, of eight beside each other.
extension BinaryFigures {
    private typealias Lanes = SIMD8<Double>

    /// Sums over all rows.
    private struct Sums {
        var total = Lanes()
        var positive = Lanes()
        var logLoss = Lanes()
        var squares = Lanes()
    }

    /// What one walk along the scores, best first, gathers; see ``BinaryFigures/figures(_:into:)``.
    private struct Walk {
        var truePositive = Lanes()
        var falsePositive = Lanes()
        var falseNegative = Lanes()
        var trueNegative = Lanes()
        var twiceArea = Lanes()
        var precision = Lanes()
        var distance = Lanes()
    }

    func figures(_ lanes: WeightLanes, into figures: UnsafeMutableBufferPointer<Double>) {
        let sums = sums(lanes)
        let walk = needsWalk ? walk(lanes, sums) : Walk()
        let gaps = names.contains(.expectedCalibrationError) ? gaps(lanes, total: sums.total) : Lanes()
        for lane in 0..<WeightLanes.count {
            let (total, positive) = (sums.total[lane], sums.positive[lane])
            let confusion = ConfusionMatrix(
                classCount: 2,
                cells: [
                    walk.trueNegative[lane], walk.falsePositive[lane], walk.falseNegative[lane],
                    walk.truePositive[lane],
                ])
            let (both, hasBoth) = (positive * (total - positive), positive > 0 && total > positive)
            for (place, name) in names.enumerated() {
                figures[lane * names.count + place] =
                    switch name {
                    case .logLoss: sums.logLoss[lane] / total
                    case .brierScore: sums.squares[lane] / total
                    case .rocAUC: hasBoth ? walk.twiceArea[lane] / (2 * both) : .nan
                    case .gini: hasBoth ? walk.twiceArea[lane] / both - 1 : .nan
                    case .ks: hasBoth ? walk.distance[lane] / both : .nan
                    case .averagePrecision: positive > 0 ? walk.precision[lane] / positive : .nan
                    case .expectedCalibrationError: gaps[lane] / total
                    default: confusion.binaryFigure(name) ?? .nan
                    }
            }
        }
    }

    private func sums(_ lanes: WeightLanes) -> Sums {
        var sums = Sums()
        truth.withUnsafeBufferPointer { truth in
            for row in 0..<truth.count {
                let weight = lanes.weight(of: row)
                sums.total += weight
                if truth[row] > 0 { sums.positive += weight }
            }
        }
        for (values, path) in [(logLosses, \Sums.logLoss), (squares, \Sums.squares)] {
            var sum = Lanes()
            values.withUnsafeBufferPointer { values in
                for row in 0..<values.count { sum += lanes.weight(of: row) * values[row] }
            }
            sums[keyPath: path] = sum
        }
        return sums
    }

    private func walk(_ lanes: WeightLanes, _ sums: Sums) -> Walk {
        var walk = Walk()
        let negative = sums.total - sums.positive
        var (above, below) = (Lanes(), Lanes())
        forEachGroup(lanes) { group, weight, own in
            let other = weight - own
            walk.twiceArea += other * (2 * above + own)
            above += own
            below += other
            if group.hasPositive {
                // Where nothing was drawn so far, nothing is divided either.
                let drawn = above + below
                walk.precision += own * (above / drawn).replacing(with: 0, where: drawn .== 0)
            }
            let apart = above * negative - below * sums.positive
            walk.distance = pointwiseMax(walk.distance, pointwiseMax(apart, -apart))
            if group.index + 1 == predictedGroups { (walk.truePositive, walk.falsePositive) = (above, below) }
            if group.index >= predictedGroups {
                walk.falseNegative += own
                walk.trueNegative += other
            }
        }
        return walk
    }

    /// The distance between predicted and seen, summed over bins of equal weight.
    private func gaps(_ lanes: WeightLanes, total: Lanes) -> Lanes {
        let bins = Double(Metrics.calibrationBins)
        var bin = Lanes(repeating: bins - 1)
        var (above, gap, sum) = (Lanes(), Lanes(), Lanes())
        forEachGroup(lanes) { group, weight, own in
            above += weight
            // The scores go down, and so do the bins: a bin that was left does not come again.
            let place = (total - above + weight / 2) / total * bins
            let isPast = place .< bin .& (bin .> 0)
            if any(isPast) {
                sum.replace(with: sum + pointwiseMax(gap, -gap), where: isPast)
                gap.replace(with: 0, where: isPast)
                bin.replace(with: pointwiseMax(place.rounded(.down), Lanes()), where: isPast)
            }
            gap += weight * group.score - own
        }
        return sum + pointwiseMax(gap, -gap)
    }

    /// Rows of one score.
    private struct Group {
        let index: Int
        let score: Double
        let hasPositive: Bool
    }

    /// Calls `body` for each group of equal scores, best first, with its weight and the weight of its positive rows.
    @inline(__always)
    private func forEachGroup(_ lanes: WeightLanes, _ body: (Group, Lanes, Lanes) -> Void) {
        sorted.rows.withUnsafeBufferPointer { rows in
            sorted.groupEnds.withUnsafeBufferPointer { ends in
                sorted.scores.withUnsafeBufferPointer { scores in
                    placeTruth.withUnsafeBufferPointer { truth in
                        var place = 0
                        for group in 0..<ends.count {
                            let end = Int(ends[group])
                            var (weight, own, hasPositive) = (Lanes(), Lanes(), false)
                            while place < end {
                                let drawn = lanes.weight(of: Int(rows[place]))
                                weight += drawn
                                if truth[place] > 0 {
                                    own += drawn
                                    hasPositive = true
                                }
                                place += 1
                            }
                            body(Group(index: group, score: scores[group], hasPositive: hasPositive), weight, own)
                        }
                    }
                }
            }
        }
    }
}
