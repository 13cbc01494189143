package import Evidence
package import Scoring

/// The metrics of contracts section 6, by scikit-learn's definitions.
///
/// Where scikit-learn answers 0 or NaN with a warning, the value is undefined and says why. Rows of weight 0
/// count as absent. Sums run in the order of the rows on one thread, so they are the same bits everywhere.
package enum Metrics {
    /// The `k` of `top_k_accuracy`.
    package static let topK = 2
    /// Bins of `expected_calibration_error` and of the calibration table.
    package static let calibrationBins = 10

    /// The named metrics of predictions against the truth.
    ///
    /// - Parameters:
    ///   - predictions: one row for each row of the target. Binary: the probability of `positive`. Multiclass:
    ///     probabilities in class order. Regression: the value.
    ///   - target: what is true, with weights where rows weigh differently.
    ///   - positiveThreshold: binary: the score at or above which a row is predicted `positive`; 0.5 where `nil`.
    ///   - names: the metrics wanted; one that the task does not have is undefined.
    ///   - settings: what some metrics leave open.
    /// - Returns: a value, or the reason why there is none, for each name.
    /// - Throws: ``EvaluationError`` where lengths differ, a score is not a number or not in 0...1, probabilities
    ///   do not sum to one, or a weight is negative, not finite or all are 0.
    package static func evaluate(
        predictions: Predictions, target: Target, positiveThreshold: Double? = nil, names: [MetricName],
        settings: MetricSettings = MetricSettings()
    ) throws(EvaluationError) -> [MetricName: MetricValue] {
        try PredictionChecks.check(predictions, target)
        let weights = target.weights.map(balanced)
        let value: (MetricName) -> MetricValue
        let queries = QueryMetrics(predictions, target, weights: weights, settings: settings, names: names)
        switch (target.rowCount, target.task) {
        case (0, _): value = { _ in .undefined(reason: "there are no rows") }
        case (_, .binary):
            let binary = BinaryMetrics(
                scores: predictions.values, truth: target.values, weights: weights,
                threshold: positiveThreshold ?? 0.5, ranks: names.contains(where: BinaryMetrics.needsRanks),
                classes: target.classes, settings: settings)
            value = { queries?.value($0) ?? binary.value($0) }
        case (_, .multiclass):
            let multiclass = MulticlassMetrics(
                predictions: predictions, truth: target.values, classes: target.classes, weights: weights,
                ranks: names.contains(where: MulticlassMetrics.needsRanks), settings: settings)
            value = multiclass.value
        case (_, .regression):
            let regression = RegressionMetrics(
                predictions: predictions.values, truth: target.values, weights: weights, settings: settings,
                bounds: predictions.bounds)
            value = { queries?.value($0) ?? regression.value($0) }
        }
        return Dictionary(names.map { ($0, value($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Weights brought near 1 by a power of two, which changes no figure, so that products of sums cannot
    /// overflow or vanish.
    static func balanced(_ weights: [Double]) -> [Double] {
        guard let largest = weights.max(), largest > 0, abs(largest.exponent) > 64 else { return weights }
        let exponent = largest.exponent
        return weights.map { Double(sign: .plus, exponent: -Int(exponent), significand: $0) }
    }
}

extension MetricValue {
    /// A computed number, or undefined where it left the range of doubles.
    static func finite(_ number: Double) -> MetricValue {
        number.isFinite ? .value(number, nil) : .undefined(reason: "the value is beyond the range of numbers")
    }

    /// A number, or undefined for a reason where there is none.
    static func optional(_ number: Double?, orElse reason: @autoclosure () -> String) -> MetricValue {
        number.map(finite) ?? .undefined(reason: reason())
    }

    /// What a metric of another task is.
    static func notOfTask(_ name: MetricName, _ task: LearningTask) -> MetricValue {
        .undefined(reason: "\(name.rawValue) is not a metric of a \(task.rawValue) task")
    }
}
