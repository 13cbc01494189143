import Evidence

/// From resamples or a standard error to the bounds of an interval.
enum IntervalBounds {
    /// The share of resamples in which a figure must be defined.
    static let definedShare = 0.95

    /// How much wider than the resamples' own spread an interval of few units must be.
    ///
    /// Resamples of `n` units spread by `√((n − 1) / n)` too little, and their spread is itself uncertain, as
    /// Student's t with `n − 1` degrees of freedom has it; the factor tends to 1 as units grow.
    static func widening(level: Double, units: Int) -> Double {
        guard units > 1 else { return .infinity }
        let quantiles = StudentT.central(level, degrees: units - 1) / StudentT.normalCentral(level)
        return quantiles * (Double(units) / Double(units - 1)).squareRoot()
    }

    /// The defined figures in ascending order; `nil` where they are too few.
    static func defined(_ figures: [Double]) -> [Double]? {
        let defined = figures.filter(\.isFinite).sorted()
        return Double(defined.count) >= definedShare * Double(figures.count) && defined.count > 1 ? defined : nil
    }

    /// The middle `level` of sorted figures, between neighbours by straight lines.
    static func percentiles(_ sorted: [Double], level: Double) -> (lower: Double, upper: Double) {
        func quantile(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let below = min(sorted.count - 1, max(0, Int(place)))
            let above = min(sorted.count - 1, below + 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        return (quantile((1 - level) / 2), quantile((1 + level) / 2))
    }

    /// The standard error from what each row adds: its weight times the derivative, summed by unit.
    static func standardError(_ contributions: [Double], units: ResamplingUnits) -> Double {
        let sums = byUnit(contributions, units: units)
        guard sums.count > 1 else { return .nan }
        let count = Double(sums.count)
        return (CompensatedSum.of(sums.map { $0 * $0 }) * count / (count - 1)).squareRoot()
    }

    private static func byUnit(_ contributions: [Double], units: ResamplingUnits) -> [Double] {
        guard let ids = units.ids else { return contributions }
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: units.count)
        for (row, id) in ids.enumerated() { sums[Int(id)].add(contributions[row]) }
        return sums.map(\.value)
    }
}

extension MetricName {
    /// The values that a metric can take.
    var range: ClosedRange<Double> {
        switch self {
        case .logLoss, .rootMeanSquaredError, .meanAbsoluteError, .medianAbsoluteError, .meanAbsolutePercentageError,
            .maxError:
            0...Double.infinity
        case .brierScore: 0...2
        case .matthewsCorrelation, .gini: -1...1
        case .r2, .explainedVariance: -Double.infinity...1
        default: 0...1
        }
    }

    /// Whether resamples stray to one side of the figure, so that their spread has to be turned around it.
    ///
    /// The noise of a resample adds to every gap between predicted and seen, so the calibration error of resamples
    /// is too large by as much as the figure itself is.
    var isTurned: Bool { self == .expectedCalibrationError }
}
