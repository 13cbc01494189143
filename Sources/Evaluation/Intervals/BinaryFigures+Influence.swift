import Evidence

extension BinaryFigures {
    func derivatives(of name: MetricName, weights: [Double]) -> [Double]? {
        let total = CompensatedSum.of(weights)
        let ranked = sorted.ranked(positives: truth.map { $0 == 1 }, weights: weights)
        switch name {
        case .logLoss: return MeanInfluence.derivatives(logLosses, weights: weights)
        case .brierScore: return MeanInfluence.derivatives(squares, weights: weights)
        case .rocAUC: return area(ranked)
        case .gini: return area(ranked)?.map { 2 * $0 }
        case .averagePrecision: return precision(ranked)
        case .ks: return distance(ranked)
        case .expectedCalibrationError: return calibration(ranked, total: total)
        default: return counted(name, ranked)
        }
    }

    /// The derivative by the weight of each row, from that by group for positive and for negative rows.
    private func byRow(_ positive: [Double], _ negative: [Double]) -> [Double] {
        var derivatives = [Double](repeating: 0, count: truth.count)
        var place = 0
        for group in 0..<sorted.groupCount {
            while place < Int(sorted.groupEnds[group]) {
                let row = Int(sorted.rows[place])
                derivatives[row] = truth[row] == 1 ? positive[group] : negative[group]
                place += 1
            }
        }
        return derivatives
    }

    /// The area's structural components (DeLong, DeLong and Clarke-Pearson, 1988): for a positive row the share of
    /// negative ones below it, for a negative row the share of positive ones above it, ties counting half.
    private func area(_ ranked: RankedWeights) -> [Double]? {
        guard let area = ranked.rocAUC else { return nil }
        let (positives, negatives) = (ranked.totalPositive, ranked.totalNegative)
        var (above, below) = (0.0, 0.0)
        var own: [Double] = []
        var other: [Double] = []
        for group in 0..<sorted.groupCount {
            let (positive, negative) = (ranked.positive[group], ranked.negative[group])
            own.append(((negatives - below - negative / 2) / negatives - area) / positives)
            other.append(((above + positive / 2) / positives - area) / negatives)
            above += positive
            below += negative
        }
        return byRow(own, other)
    }

    /// A row changes the precision at its own score and at every positive one below it.
    private func precision(_ ranked: RankedWeights) -> [Double]? {
        guard let average = ranked.averagePrecision else { return nil }
        let count = sorted.groupCount
        var above = [Double](repeating: 0, count: count)
        var below = above
        var (positives, negatives) = (0.0, 0.0)
        for group in 0..<count {
            positives += ranked.positive[group]
            negatives += ranked.negative[group]
            (above[group], below[group]) = (positives, negatives)
        }
        var (gain, loss) = (0.0, 0.0)
        var own = [Double](repeating: 0, count: count)
        var other = own
        for group in (0..<count).reversed() {
            let total = above[group] + below[group]
            guard total > 0 else { continue }
            gain += ranked.positive[group] * below[group] / (total * total)
            loss += ranked.positive[group] * above[group] / (total * total)
            own[group] = (above[group] / total - average + gain) / ranked.totalPositive
            other[group] = -loss / ranked.totalPositive
        }
        return byRow(own, other)
    }

    /// The distance at the score where it is largest.
    private func distance(_ ranked: RankedWeights) -> [Double]? {
        guard let distance = ranked.kolmogorovSmirnov else { return nil }
        let (positives, negatives) = (ranked.totalPositive, ranked.totalNegative)
        var (above, below) = (0.0, 0.0)
        var best = (group: 0, size: -1.0, above: 0.0, below: 0.0)
        for group in 0..<sorted.groupCount {
            above += ranked.positive[group]
            below += ranked.negative[group]
            let size = abs(above / positives - below / negatives)
            if size > best.size { best = (group, size, above / positives, below / negatives) }
        }
        guard distance > 0 else { return nil }
        let sign = best.above >= best.below ? 1.0 : -1.0
        let isAbove = (0..<sorted.groupCount).map { $0 <= best.group ? 1.0 : 0.0 }
        return byRow(
            isAbove.map { sign * ($0 - best.above) / positives }, isAbove.map { -sign * ($0 - best.below) / negatives })
    }

    /// The bins are held as they are; what a row changes is the gap of its own.
    private func calibration(_ ranked: RankedWeights, total: Double) -> [Double]? {
        let bins = ranked.calibrationBins(count: Metrics.calibrationBins)
        let error = bins.expectedCalibrationError
        var bin = bins.count - 1
        var own: [Double] = []
        var other: [Double] = []
        for score in sorted.scores {
            while bin > 0, score < bins[bin].lowest { bin -= 1 }
            guard bins.indices.contains(bin) else { return nil }
            let sign = bins[bin].predicted >= bins[bin].observed ? 1.0 : -1.0
            own.append((sign * (score - 1) - error) / total)
            other.append((sign * score - error) / total)
        }
        return byRow(own, other)
    }

    /// Of the calibration error: from the standard error of each bin's gap, by days or groups.
    func noise(in name: MetricName, weights: [Double], units: ResamplingUnits) -> Double {
        guard name == .expectedCalibrationError else { return 0 }
        let bins = sorted.ranked(positives: truth.map { $0 == 1 }, weights: weights)
            .calibrationBins(count: Metrics.calibrationBins)
        var rows = [[Int]](repeating: [], count: bins.count)
        var scores = [Double](repeating: 0, count: truth.count)
        var (bin, place) = (bins.count - 1, 0)
        for group in 0..<sorted.groupCount {
            while bin > 0, sorted.scores[group] < bins[bin].lowest { bin -= 1 }
            while place < Int(sorted.groupEnds[group]) {
                let row = Int(sorted.rows[place])
                scores[row] = sorted.scores[group]
                if weights[row] > 0 { rows[bin].append(row) }
                place += 1
            }
        }
        var added = CompensatedSum()
        for (bin, own) in zip(bins, rows) {
            let gap = bin.predicted - bin.observed
            let spread = IntervalBounds.standardError(
                own.map { weights[$0] * (scores[$0] - truth[$0] - gap) / bin.weight }, units: units.selecting(own))
            if spread > 0 { added.add(bin.weight * FoldedNormal.mean(0, spread)) }
        }
        return added.value / CompensatedSum.of(bins.map(\.weight))
    }

    private func counted(_ name: MetricName, _ ranked: RankedWeights) -> [Double]? {
        let parts = [
            ranked.negative[predictedGroups...], ranked.negative[..<predictedGroups],
            ranked.positive[predictedGroups...], ranked.positive[..<predictedGroups],
        ]
        let confusion = ConfusionMatrix(classCount: 2, cells: parts.map { CompensatedSum.of($0) })
        guard let cells = confusion.cellDerivatives({ $0.binaryFigure(name) }) else { return nil }
        let predicted = (0..<sorted.groupCount).map { $0 < predictedGroups }
        return byRow(predicted.map { $0 ? cells[3] : cells[2] }, predicted.map { $0 ? cells[1] : cells[0] })
    }
}

/// The mean of a value over rows.
enum MeanInfluence {
    /// The derivative of the weighted mean by the weight of each row.
    static func derivatives(_ values: [Double], weights: [Double]) -> [Double] {
        let total = CompensatedSum.of(weights)
        let mean = WeightedSum.of(weights, values) / total
        return values.map { ($0 - mean) / total }
    }
}
