package import Evidence
package import Scoring

/// How far the differences between two predictions of the same rows may be off by chance, in every metric.
///
/// The resamples, folds or influences are those of ``Uncertainty``, drawn for both at once.
package struct PairedDifferences {
    private enum Spread {
        /// One for all metrics.
        case together(Uncertainty)
        /// Above the limit of resamples only the metric that is compared has paired contributions.
        case apart((MetricName) throws(EvaluationError) -> Uncertainty)
    }

    private static let (first, second) = ("first", "second")
    private let spread: Spread

    /// Resamples the rows' units for both.
    ///
    /// - Parameters:
    ///   - first: predictions of the rows.
    ///   - second: other predictions of them.
    ///   - target: the truth of the rows.
    ///   - positiveThreshold: binary: the score at or above which a row is predicted `positive`, by both.
    ///   - names: the metrics that are asked for later.
    ///   - resampling: what is drawn together, and the seed.
    ///   - settings: what some metrics leave open.
    /// - Throws: ``EvaluationError`` where predictions are not fit for the target.
    package init(
        _ first: Predictions, _ second: Predictions, target: Target, positiveThreshold: Double?, names: [MetricName],
        resampling: Resampling, settings: MetricSettings = MetricSettings()
    ) throws(EvaluationError) {
        func uncertainty(_ names: [MetricName], _ compared: MetricName?) throws(EvaluationError) -> Uncertainty {
            try Uncertainty(
                candidates: [(Self.first, first), (Self.second, second)], target: target,
                positiveThreshold: positiveThreshold, names: names, compared: compared, units: resampling.units,
                seed: resampling.seed, threads: resampling.threads, settings: settings)
        }
        spread =
            Uncertainty.resamples(target)
            ? .together(try uncertainty(names, nil))
            : .apart { (name) throws(EvaluationError) in try uncertainty([name], name) }
    }

    /// Takes predictions fold by fold, of two candidates in this order.
    ///
    /// - Parameters:
    ///   - folds: what was predicted of the rows held out.
    ///   - target: the truth of all rows.
    ///   - positiveThreshold: as above.
    ///   - names: the metrics that are asked for later.
    /// - Throws: ``EvaluationError`` where predictions are not fit for the target.
    package init(
        folds: [Fold], target: Target, positiveThreshold: Double?, names: [MetricName]
    ) throws(EvaluationError) {
        let held = folds.map { fold in
            HeldOut(
                repetition: 0, rows: fold.rows, trainingRows: fold.trainingRows,
                predictions: [(Self.first, fold.first), (Self.second, fold.second)])
        }
        let figures = try FoldFigures(held, target: target, positiveThreshold: positiveThreshold, names: names)
        spread = .together(Uncertainty(figures, names: names, units: .rows(target.rowCount)))
    }

    /// Two predictions of the rows of one fold.
    package struct Fold {
        package let rows: [Int]
        /// Rows that taught the models.
        package let trainingRows: Int
        package let first: Predictions
        package let second: Predictions

        package init(rows: [Int], trainingRows: Int, first: Predictions, second: Predictions) {
            self.rows = rows
            self.trainingRows = trainingRows
            self.first = first
            self.second = second
        }
    }

    /// The 95 % interval of how much better the first is than the second; `nil` where it is not known.
    ///
    /// - Parameters:
    ///   - metric: one of the metrics that were named.
    ///   - gain: the gain that was seen, positive where the first is better.
    /// - Returns: the interval, which holds the gain.
    /// - Throws: ``EvaluationError`` where predictions are not fit for the target.
    package func interval(
        of metric: MetricName, around gain: Double
    ) throws(EvaluationError) -> Choice.PairedInterval? {
        let uncertainty: Uncertainty
        switch spread {
        case .together(let all): uncertainty = all
        case .apart(let make): uncertainty = try make(metric)
        }
        guard gain < 0 else {
            return uncertainty.gain(of: Self.first, over: Self.second, metric: metric, seen: gain, level: 0.95)
        }
        let other = uncertainty.gain(of: Self.second, over: Self.first, metric: metric, seen: -gain, level: 0.95)
        return other.map { -$0.upperBound ... -$0.lowerBound }
    }
}
