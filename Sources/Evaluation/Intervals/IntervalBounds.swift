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

    /// The interval of a figure from its resamples, widened for few units.
    ///
    /// - Parameters:
    ///   - sorted: the defined figures of resamples, ascending; at least one.
    ///   - value: the figure of the rows as they are.
    ///   - level: the confidence, such as 0.95.
    ///   - units: the independent units that were resampled.
    ///   - name: the metric, whose bias decides how the spread is laid around the figure; `nil` for a difference.
    ///   - noise: the most that noise may have added to the figure; see ``ResampledFigures/noise(in:weights:units:)``.
    /// - Returns: the bounds, which may lie beyond the values that the metric can take.
    static func interval(
        _ sorted: [Double], around value: Double, level: Double, units: Int, of name: MetricName?,
        noise: Double = 0
    ) -> (lower: Double, upper: Double) {
        let (low, high) = percentiles(sorted, level: level)
        let factor = widening(level: level, units: units)
        switch name?.bias ?? .none {
        case .none: return (value - (value - low) * factor, value + (high - value) * factor)
        case .ofMaximum: return (value - (high - value) * factor, value + (value - low) * factor)
        case .ofNoise:
            let mean = CompensatedSum.of(sorted) / Double(sorted.count)
            return (value - noise - (high - mean) * factor, value + (mean - low) * factor)
        }
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
            .maxError, .meanSquaredError, .meanSquaredLogError, .rootMeanSquaredLogError, .meanPinballLoss,
            .meanPoissonDeviance, .meanGammaDeviance, .meanTweedieDeviance, .positiveLikelihoodRatio,
            .negativeLikelihoodRatio, .liftAtK, .meanIntervalWidth:
            0...Double.infinity
        case .coverageError: 1...Double.infinity
        case .dcg: -Double.infinity...Double.infinity
        case .brierScore: 0...2
        case .matthewsCorrelation, .gini, .cohenKappa: -1...1
        // The farthest of ordered classes may weigh more than chance gives them.
        case .r2, .explainedVariance, .d2BrierScore, .d2LogLoss, .d2AbsoluteError, .d2Pinball, .d2Tweedie,
            .cohenKappaLinear, .cohenKappaQuadratic:
            -Double.infinity...1
        default: 0...1
        }
    }

    /// How resamples stray from a figure, as the figure does from the truth.
    enum Bias {
        case none
        /// The largest of many distances: the figure is too large, and that of a resample by as much again, so the
        /// spread is turned around the figure.
        case ofMaximum
        /// A sum of sizes: noise adds to each of them, and more to those of a resample.
        case ofNoise
    }

    /// What keeps the percentiles of resamples from being an interval.
    var bias: Bias {
        switch self {
        case .ks: .ofMaximum
        case .expectedCalibrationError: .ofNoise
        default: .none
        }
    }
}
