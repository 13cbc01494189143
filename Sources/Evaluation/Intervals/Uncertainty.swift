package import Evidence
package import Scoring

/// How far the figures of some candidates on the same rows may be off by chance.
///
/// Up to `Limits.bootstrapRows` rows, `Limits.bootstrapReplicates` resamples of the rows' units say so; above,
/// the influence of each row does, which agrees with the resamples and costs one pass.
package struct Uncertainty: Sendable {
    /// A candidate's predictions of the rows.
    package typealias Candidate = (name: String, predictions: Predictions)

    /// What is drawn together.
    package let units: ResamplingUnits
    private let candidates: [String]
    private let names: [MetricName]
    private let spread: Spread

    private enum Spread: Sendable {
        /// Nothing: there are fewer than two units.
        case unknown
        /// Figures at `[candidate][name][replicate]`, and what noise may have added at `[candidate][name]`.
        case resampled([[[Double]]], noise: [[Double]])
        /// Standard errors and what noise may have added at `[candidate][name]`, and what each row adds at `[candidate]`
        /// to the metric to compare.
        case influence(errors: [[Double]], noise: [[Double]], contributions: [[Double]?], compared: MetricName?)
        /// Figures of each fold at `[candidate][name][fold]`.
        case folds([[[Double]]], widening: Double)
    }

    /// Takes the figures of each fold, from which ``ResampledFolds`` makes intervals.
    ///
    /// - Parameters:
    ///   - figures: what each fold says of each candidate.
    ///   - names: the metrics whose intervals are wanted; `max_error` has none.
    ///   - units: what is drawn together where rows of all folds are resampled, as for slices.
    package init(_ figures: FoldFigures, names: [MetricName], units: ResamplingUnits) {
        self.units = units
        let names = names.filter { $0 != .maxError }
        self.names = names
        candidates = figures.candidates
        spread =
            figures.count > 1
            ? .folds(
                figures.candidates.indices.map { place in names.map { figures.values(place, $0) } },
                widening: figures.widening)
            : .unknown
    }

    /// Draws the resamples, or finds the influence of each row.
    ///
    /// - Parameters:
    ///   - candidates: predictions of the same rows.
    ///   - target: the truth of those rows.
    ///   - positiveThreshold: binary: the score at or above which a row is predicted `positive`; 0.5 where `nil`.
    ///   - names: the metrics whose intervals are wanted; `max_error` has none.
    ///   - compared: the metric in which candidates are compared; it is among `names`.
    ///   - units: what is drawn together.
    ///   - seed: of the resamples.
    ///   - threads: at most so many; they change no bit of the result.
    ///   - settings: what some metrics leave open.
    ///   - bootstrapRows: rows above which influence takes the place of resamples.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package init(
        candidates: [Candidate], target: Target, positiveThreshold: Double?, names: [MetricName],
        compared: MetricName?, units: ResamplingUnits, seed: Int64, threads: Int,
        settings: MetricSettings = MetricSettings(),
        bootstrapRows: Int = Limits.bootstrapRows
    ) throws(EvaluationError) {
        for candidate in candidates { try PredictionChecks.check(candidate.predictions, target) }
        precondition(units.ids.map { $0.count == target.rowCount } ?? (units.count == target.rowCount), "a unit a row")
        self.units = units
        self.candidates = candidates.map(\.name)
        self.names = names.filter { $0 != .maxError }
        guard units.count > 1 else {
            spread = .unknown
            return
        }
        let weights = target.weights.map(Metrics.balanced) ?? [Double](repeating: 1, count: target.rowCount)
        let wanted = self.names
        let figures = candidates.map { candidate in
            AllFigures.of(candidate.predictions, target, positiveThreshold ?? 0.5, wanted, settings)
        }
        let noise = figures.map { figures in
            wanted.map { figures.noise(in: $0, weights: weights, units: units) }
        }
        if !Self.resamples(target, upTo: bootstrapRows) {
            let influences = figures.map { figures in
                wanted.map { name in
                    figures.derivatives(of: name, weights: weights).map { zip($0, weights).map { $0 * $1 } }
                }
            }
            spread = .influence(
                errors: influences.map { $0.map { $0.map { IntervalBounds.standardError($0, units: units) } ?? .nan } },
                noise: noise,
                contributions: influences.map { all in
                    compared.flatMap { wanted.firstIndex(of: $0) }.flatMap { all[$0] }
                }, compared: compared)
        } else {
            let bootstrap = Bootstrap(
                units: units, weights: weights, seed: seed, replicates: Limits.bootstrapReplicates, threads: threads)
            spread = .resampled(bootstrap.figures(of: figures), noise: noise)
        }
    }

    /// Whether the rows of a target are few enough to be resampled.
    static func resamples(_ target: Target, upTo rows: Int = Limits.bootstrapRows) -> Bool {
        // A resample of many classes walks along the rows once a class.
        let width = target.task == .multiclass ? max(1, target.classes.count / 4) : 1
        return target.rowCount * width <= rows
    }

    /// Folds from whose figures intervals are made; `nil` where rows are resampled.
    var foldCount: Int? { if case .folds(let figures, _) = spread { figures.first?.first?.count } else { nil } }

    /// Whether intervals could be computed at all.
    package var isKnown: Bool { if case .unknown = spread { false } else { true } }

    /// The figures with their 95 % intervals; those that have none are as they were.
    package func adding(to figures: [MetricName: MetricValue], of candidate: String) -> [MetricName: MetricValue] {
        var figures = figures
        for (name, value) in figures {
            guard let number = value.number, let interval = interval(of: candidate, name, around: number) else {
                continue
            }
            figures[name] = .value(number, interval)
        }
        return figures
    }

    /// The interval of a metric whose value is known; `nil` where it has none.
    ///
    /// A figure that is the same in every resample has no interval: either it cannot vary, as the area of constant
    /// scores, or the rows are too few to show how it varies.
    package func interval(
        of candidate: String, _ name: MetricName, around value: Double, level: Double = 0.95
    ) -> Interval? {
        guard let place = candidates.firstIndex(of: candidate), let index = names.firstIndex(of: name) else {
            return nil
        }
        let bounds: (lower: Double, upper: Double)
        let method: IntervalMethod
        switch spread {
        case .unknown: return nil
        case .influence(let errors, let noise, _, _):
            let half = errors[place][index] * StudentT.central(level, degrees: units.count - 1)
            bounds = (value - noise[place][index] - half, value + half)
            method = .influence
        case .folds(let figures, let widening):
            guard let half = ResampledFolds.half(figures[place][index], widening: widening, level: level) else {
                return nil
            }
            bounds = (value - half, value + half)
            method = .resampledT
        case .resampled(let figures, let noise):
            guard let sorted = IntervalBounds.defined(figures[place][index]) else { return nil }
            bounds = IntervalBounds.interval(
                sorted, around: value, level: level, units: units.count, of: name, noise: noise[place][index])
            method = units.kind == .row ? .bootstrap : .clusterBootstrap
        }
        guard bounds.lower.isFinite, bounds.upper.isFinite, bounds.lower < bounds.upper else { return nil }
        let range = name.range
        return Interval(
            lower: min(max(bounds.lower, range.lowerBound), value),
            upper: max(min(bounds.upper, range.upperBound), value), method: method)
    }

    /// The standard error of a metric; `nil` where it is not known, or the metric is the same in all resamples.
    package func standardError(of candidate: String, _ name: MetricName) -> Double? {
        guard let place = candidates.firstIndex(of: candidate), let index = names.firstIndex(of: name) else {
            return nil
        }
        let error: Double
        switch spread {
        case .unknown: return nil
        case .influence(let errors, _, _, _): error = errors[place][index]
        case .folds(let figures, let widening):
            guard let found = ResampledFolds.standardError(figures[place][index], widening: widening) else {
                return nil
            }
            error = found
        case .resampled(let figures, _):
            guard let drawn = IntervalBounds.defined(figures[place][index]) else { return nil }
            let mean = CompensatedSum.of(drawn) / Double(drawn.count)
            let squares = CompensatedSum.of(drawn.map { ($0 - mean) * ($0 - mean) })
            // Resamples of n units spread by √((n − 1) / n) too little.
            error = (squares / Double(drawn.count - 1) * Double(units.count) / Double(units.count - 1)).squareRoot()
        }
        return error.isFinite && error > 0 ? error : nil
    }

    /// How much better the first of two candidates is than the second, in the metric's units, positive where it is
    /// better; `nil` where that is not known.
    ///
    /// - Parameters:
    ///   - first: a candidate.
    ///   - second: another.
    ///   - metric: the metric in which candidates are compared.
    ///   - gain: the gain of the first over the second that was seen.
    ///   - level: the confidence of the interval, such as 0.95.
    /// - Returns: the interval, which holds the gain that was seen.
    package func gain(
        of first: String, over second: String, metric: MetricName, seen gain: Double, level: Double
    ) -> ClosedRange<Double>? {
        guard let one = candidates.firstIndex(of: first), let other = candidates.firstIndex(of: second),
            let index = names.firstIndex(of: metric)
        else { return nil }
        let sign = metric.greaterIsBetter ? 1.0 : -1.0
        let bounds: (lower: Double, upper: Double)
        switch spread {
        case .unknown: return nil
        case .influence(_, _, let contributions, let compared):
            guard compared == metric, let own = contributions[one], let others = contributions[other] else {
                return nil
            }
            let error = IntervalBounds.standardError(zip(own, others).map { $0 - $1 }, units: units)
            let half = error * StudentT.central(level, degrees: units.count - 1)
            bounds = (gain - half, gain + half)
        case .folds(let figures, let widening):
            let gains = zip(figures[one][index], figures[other][index]).map { $0 - $1 }
            guard let half = ResampledFolds.half(gains, widening: widening, level: level) else { return nil }
            bounds = (gain - half, gain + half)
        case .resampled(let figures, _):
            let gains = zip(figures[one][index], figures[other][index]).map { sign * ($0 - $1) }
            guard let sorted = IntervalBounds.defined(gains) else { return nil }
            bounds = IntervalBounds.interval(sorted, around: gain, level: level, units: units.count, of: nil)
        }
        guard bounds.lower.isFinite, bounds.upper.isFinite, bounds.lower <= bounds.upper else { return nil }
        return min(bounds.lower, gain)...max(bounds.upper, gain)
    }
}
