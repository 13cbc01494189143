import Evidence

extension MulticlassFigures {
    func derivatives(of name: MetricName, weights: [Double]) -> [Double]? {
        switch name {
        case .logLoss: return MeanInfluence.derivatives(logLosses, weights: weights)
        case .brierScore: return MeanInfluence.derivatives(squares, weights: weights)
        case .topKAccuracy: return MeanInfluence.derivatives(hits, weights: weights)
        case .rocAUCOneVersusRest: return areas(weights, .oneVersusRest)
        case .rocAUCOneVersusOne: return areas(weights, .oneVersusOne)
        default:
            let confusion = weights.withUnsafeBufferPointer { self.confusion($0) }
            let derivatives = confusion.cellDerivatives { $0.multiclassFigure(name) }
            return derivatives.map { derivatives in cells.map { derivatives[Int($0)] } }
        }
    }

    private enum Pairing { case oneVersusRest, oneVersusOne }

    /// How much the concordance of class `own` with each other class weighs in a mean of areas.
    private func factors(_ own: Int, _ totals: [Double], _ pairing: Pairing) -> [Double] {
        let rest = totals.reduce(0, +) - totals[own]
        return totals.indices.map { other in
            guard other != own else { return 0 }
            return switch pairing {
            case .oneVersusRest: 1 / (totals[own] * rest * Double(classCount))
            case .oneVersusOne: 1 / (totals[own] * totals[other] * Double(classCount * (classCount - 1)))
            }
        }
    }

    /// The derivative of a mean of areas: a row's own pairs, less its class's share of the mean.
    ///
    /// With `c[a][b]` the concordant weight of classes `a` and `b` and `k[a][b]` its factor, the mean is `Σ k c`.
    /// The factors shrink as a class grows, so that the mean does not change when all weights are scaled.
    private func areas(_ weights: [Double], _ pairing: Pairing) -> [Double]? {
        let confusion = weights.withUnsafeBufferPointer { self.confusion($0) }
        let totals = (0..<classCount).map(confusion.truthTotal)
        guard classCount > 1, !totals.contains(0) else { return nil }
        let twice = weights.withUnsafeBufferPointer { twiceConcordant($0) }
        var derivatives = [Double](repeating: 0, count: truth.count)
        // What a class's growth takes from the factors, by class.
        var shrinking = [Double](repeating: 0, count: classCount)
        for own in 0..<classCount {
            let factors = factors(own, totals, pairing)
            let parts = (0..<classCount).map { factors[$0] * twice[own * classCount + $0] / 2 }
            shrinking[own] += parts.reduce(0, +) / totals[own]
            for other in 0..<classCount where other != own {
                // One over its own total where classes are paired, over all the rest where they are together.
                switch pairing {
                case .oneVersusRest: shrinking[other] += parts.reduce(0, +) / (totals.reduce(0, +) - totals[own])
                case .oneVersusOne: shrinking[other] += parts[other] / totals[other]
                }
            }
            addPairs(of: own, factors, weights, totals, to: &derivatives)
        }
        for row in derivatives.indices { derivatives[row] -= shrinking[Int(truth[row])] }
        return derivatives
    }

    private func addPairs(
        of own: Int, _ factors: [Double], _ weights: [Double], _ totals: [Double], to derivatives: inout [Double]
    ) {
        let order = sorted[own]
        var above = 0.0
        // The factors times the weight of other classes at or below the place.
        var below = totals.indices.reduce(0) { $0 + ($1 == own ? 0 : factors[$1] * totals[$1]) }
        var start = 0
        for end in order.groupEnds {
            let rows = order.rows[start..<Int(end)]
            start = Int(end)
            var (tied, tiedOthers) = (0.0, 0.0)
            for row in rows {
                let index = Int(truth[Int(row)])
                if index == own { tied += weights[Int(row)] } else { tiedOthers += factors[index] * weights[Int(row)] }
            }
            below -= tiedOthers
            for row in rows {
                let index = Int(truth[Int(row)])
                derivatives[Int(row)] +=
                    index == own ? below + tiedOthers / 2 : factors[index] * (above + tied / 2)
            }
            above += tied
        }
    }
}
