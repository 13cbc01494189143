package import Evidence
package import Scoring

/// How probabilities compare with what was seen.
package enum Calibration {
    /// `evaluation/calibration.json` for the test part: ``Metrics/calibrationBins`` bins of equal weight.
    ///
    /// - Parameters:
    ///   - predictions: of the chosen candidate.
    ///   - target: the truth of the same rows.
    ///   - error: the calibration error as `metrics.json` has it; computed without an interval where `nil`.
    ///   - resampling: which rows depend on one another, the seed of the drawn labels, and the threads; without it
    ///     each row stands for itself.
    /// - Returns: the document; without bins unless the task is binary.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package static func document(
        predictions: Predictions, target: Target, error: MetricValue? = nil, resampling: Resampling? = nil
    ) throws(EvaluationError) -> CalibrationDocument {
        let name = MetricName.expectedCalibrationError
        let figures = try Metrics.evaluate(predictions: predictions, target: target, names: [name])
        let value = error ?? figures[name] ?? .undefined(reason: "it was not computed")
        guard target.task == .binary, target.rowCount > 0 else {
            return CalibrationDocument(bins: [], expectedCalibrationError: value)
        }
        let resampling = resampling ?? Resampling(units: .rows(target.rowCount), seed: 7, threads: 1)
        let binned = BinnedScores(scores: predictions.values, target: target)
        return CalibrationDocument(
            bins: binned.bins.indices.map { place in
                let bin = binned.bins[place]
                let bounds = binned.interval(of: place, units: resampling.units)
                return .init(
                    lowest: bin.lowest, highest: bin.highest, rows: binned.rows[place].count, predicted: bin.predicted,
                    observed: bin.observed, lower: bounds?.lower, upper: bounds?.upper)
            }, expectedCalibrationError: value, debiasedError: binned.debiasedError,
            perfect: PerfectCalibration.errors(of: binned, seed: resampling.seed, threads: resampling.threads),
            brier: binned.brierParts)
    }
}

/// How rows are resampled or drawn: what depends on one another, the seed, and the threads, which change no bit.
package struct Resampling: Sendable {
    package let units: ResamplingUnits
    package let seed: Int64
    package let threads: Int

    package init(units: ResamplingUnits, seed: Int64, threads: Int) {
        self.units = units
        self.seed = seed
        self.threads = threads
    }
}
