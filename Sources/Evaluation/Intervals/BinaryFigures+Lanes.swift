import Evidence

/// The same figures as of one weighting, of eight beside each other.
extension BinaryFigures {
    private typealias Lanes = WeightLanes.Half

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
        let hasGaps = names.contains(.expectedCalibrationError)
        let placed = PlacedLanes(lanes, rows: needsWalk || hasGaps ? sorted.rows : [])
        for half in 0..<WeightLanes.halves {
            let sums = sums(lanes, half)
            let walk = needsWalk ? walk(placed, half, sums) : Walk()
            let gaps = hasGaps ? gaps(placed, half, total: sums.total) : Lanes()
            for lane in 0..<WeightLanes.halfCount {
                let start = (half * WeightLanes.halfCount + lane) * names.count
                write(
                    lane, sums, walk, gaps: gaps,
                    into: UnsafeMutableBufferPointer(rebasing: figures[start..<start + names.count]))
            }
        }
    }

    /// The figures of one lane of a half.
    private func write(
        _ lane: Int, _ sums: Sums, _ walk: Walk, gaps: Lanes, into figures: UnsafeMutableBufferPointer<Double>
    ) {
        let (total, positive) = (sums.total[lane], sums.positive[lane])
        let confusion = ConfusionMatrix(
            classCount: 2,
            cells: [
                walk.trueNegative[lane], walk.falsePositive[lane], walk.falseNegative[lane], walk.truePositive[lane],
            ])
        let (both, hasBoth) = (positive * (total - positive), positive > 0 && total > positive)
        for (place, name) in names.enumerated() {
            figures[place] =
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

    /// One pass over the rows, in which every sum takes them in their order.
    private func sums(_ lanes: WeightLanes, _ half: Int) -> Sums {
        truth.withUnsafeBufferPointer { truth in
            logLosses.withUnsafeBufferPointer { logLosses in
                squares.withUnsafeBufferPointer { squares in
                    var sums = Sums()
                    let (hasLogLosses, hasSquares) = (!logLosses.isEmpty, !squares.isEmpty)
                    for row in 0..<truth.count {
                        let weight = lanes.weight(of: row, half: half)
                        sums.total += weight
                        // Truth is 0 or 1; a branch on it would be guessed wrong for many rows.
                        sums.positive += weight * truth[row]
                        if hasLogLosses { sums.logLoss += weight * logLosses[row] }
                        if hasSquares { sums.squares += weight * squares[row] }
                    }
                    return sums
                }
            }
        }
    }

    private func walk(_ placed: PlacedLanes, _ half: Int, _ sums: Sums) -> Walk {
        var walk = Walk()
        let negative = sums.total - sums.positive
        let (hasPrecision, hasDistance) = (names.contains(.averagePrecision), names.contains(.ks))
        var (above, below) = (Lanes(), Lanes())
        forEachGroup(placed, half) { group, weight, own in
            let other = weight - own
            walk.twiceArea += other * (2 * above + own)
            above += own
            below += other
            if hasPrecision, group.hasPositive {
                // Where nothing was drawn so far, nothing is divided either.
                let drawn = above + below
                walk.precision += own * (above / drawn).replacing(with: 0, where: drawn .== 0)
            }
            if hasDistance {
                let apart = above * negative - below * sums.positive
                walk.distance = Self.larger(walk.distance, Self.larger(apart, -apart))
            }
            if group.index + 1 == predictedGroups { (walk.truePositive, walk.falsePositive) = (above, below) }
            if group.index >= predictedGroups {
                walk.falseNegative += own
                walk.trueNegative += other
            }
        }
        return walk
    }

    /// The distance between predicted and seen, summed over bins of equal weight.
    private func gaps(_ placed: PlacedLanes, _ half: Int, total: Lanes) -> Lanes {
        let bins = Double(Metrics.calibrationBins)
        var bin = Lanes(repeating: bins - 1)
        var (above, gap, sum) = (Lanes(), Lanes(), Lanes())
        forEachGroup(placed, half) { group, weight, own in
            above += weight
            // The scores go down, and so do the bins: a bin that was left does not come again.
            let place = (total - above + weight / 2) / total * bins
            let isPast = place .< bin .& (bin .> 0)
            if any(isPast) {
                sum.replace(with: sum + Self.larger(gap, -gap), where: isPast)
                gap.replace(with: 0, where: isPast)
                bin.replace(with: Self.larger(place.rounded(.down), Lanes()), where: isPast)
            }
            gap += weight * group.score - own
        }
        return sum + Self.larger(gap, -gap)
    }

    /// The larger number of each lane; the standard library's own function is called out of line.
    @inline(__always)
    private static func larger(_ one: Lanes, _ other: Lanes) -> Lanes {
        one.replacing(with: other, where: other .> one)
    }

    /// Rows of one score.
    private struct Group {
        let index: Int
        let score: Double
        let hasPositive: Bool
    }

    /// Calls `body` for each group of equal scores, best first, with its weight and the weight of its positive rows.
    @inline(__always)
    private func forEachGroup(_ placed: PlacedLanes, _ half: Int, _ body: (Group, Lanes, Lanes) -> Void) {
        placed.withHalf(half) { weightOf in
            sorted.groupEnds.withUnsafeBufferPointer { ends in
                sorted.scores.withUnsafeBufferPointer { scores in
                    placeTruth.withUnsafeBufferPointer { truth in
                        var place = 0
                        for group in 0..<ends.count {
                            let end = Int(ends[group])
                            var (weight, own, hasPositive) = (Lanes(), Lanes(), false)
                            while place < end {
                                let drawn = weightOf(place)
                                weight += drawn
                                own += drawn * truth[place]
                                hasPositive = hasPositive || truth[place] > 0
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
