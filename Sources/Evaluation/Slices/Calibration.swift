package import Evidence
package import Scoring

/// How probabilities compare with what was seen.
package enum Calibration {
    /// `evaluation/calibration.json` for the test part: ``Metrics/calibrationBins`` bins of equal weight.
    ///
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package static func document(
        predictions: Predictions, target: Target
    ) throws(EvaluationError) -> CalibrationDocument {
        let name = MetricName.expectedCalibrationError
        let figures = try Metrics.evaluate(predictions: predictions, target: target, names: [name])
        let error = figures[name] ?? .undefined(reason: "it was not computed")
        guard target.task == .binary else { return CalibrationDocument(bins: [], expectedCalibrationError: error) }
        let sorted = SortedScores(predictions.values)
        let positives = target.values.map { $0 == 1 }
        let bins = sorted.ranked(positives: positives, weights: target.weights)
            .calibrationBins(count: Metrics.calibrationBins)
        let counts = sorted.ranked(positives: positives, weights: nil)
        return CalibrationDocument(
            bins: bins.map { bin in
                let rows = counts.scores.indices.lazy
                    .filter { counts.scores[$0] >= bin.lowest && counts.scores[$0] <= bin.highest }
                    .reduce(0.0) { $0 + counts.positive[$1] + counts.negative[$1] }
                return .init(
                    lowest: bin.lowest, highest: bin.highest, rows: Int(rows), predicted: bin.predicted,
                    observed: bin.observed)
            }, expectedCalibrationError: error)
    }
}
