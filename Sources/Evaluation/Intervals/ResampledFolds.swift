package import Evidence
package import Scoring

/// Predictions of the rows of one fold, by models that did not see them.
package struct HeldOut: Sendable {
    package let repetition: Int
    /// Rows of the table, ascending.
    package let rows: [Int]
    /// Rows that taught the models, those that chose among their settings included.
    package let trainingRows: Int
    /// Of every candidate, in one order for all folds.
    package let predictions: [Uncertainty.Candidate]

    package init(repetition: Int, rows: [Int], trainingRows: Int, predictions: [Uncertainty.Candidate]) {
        self.repetition = repetition
        self.rows = rows
        self.trainingRows = trainingRows
        self.predictions = predictions
    }
}

/// Each candidate's figures on each fold.
package struct FoldFigures: Sendable {
    package let candidates: [String]
    /// `√(1 / J + n₂ / n₁)` of ``ResampledFolds``.
    let widening: Double
    /// At `[candidate][fold]`.
    private let figures: [[[MetricName: MetricValue]]]

    /// Evaluates the predictions of every fold, those of all repetitions.
    ///
    /// - Parameters:
    ///   - folds: what was predicted of the rows held out.
    ///   - target: the truth of all rows of the table.
    ///   - positiveThreshold: binary: the score at or above which a row is predicted `positive`; 0.5 where `nil`.
    ///   - names: the metrics wanted.
    /// - Throws: ``EvaluationError`` where predictions are not fit for the target.
    package init(
        _ folds: [HeldOut], target: Target, positiveThreshold: Double?, names: [MetricName]
    ) throws(EvaluationError) {
        candidates = folds.first?.predictions.map(\.name) ?? []
        widening = ResampledFolds.widening(of: folds)
        var figures = [[[MetricName: MetricValue]]](repeating: [], count: candidates.count)
        for fold in folds {
            let truth = target.selecting(fold.rows)
            for (place, candidate) in fold.predictions.enumerated() {
                figures[place].append(
                    try Metrics.evaluate(
                        predictions: candidate.predictions, target: truth, positiveThreshold: positiveThreshold,
                        names: names))
            }
        }
        self.figures = figures
    }

    /// Number of folds in all repetitions.
    package var count: Int { figures.first?.count ?? 0 }

    /// Mean figures over the folds; of `max_error` the largest.
    ///
    /// A figure is undefined where fewer than four fifths of the folds have it.
    package func means(of candidate: String) -> [MetricName: MetricValue] {
        guard let place = candidates.firstIndex(of: candidate), let names = figures[place].first?.keys else {
            return [:]
        }
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let values = values(place, name).filter(\.isFinite)
                guard ResampledFolds.suffices(values.count, of: count) else {
                    let reason = figures[place].lazy.compactMap { $0[name]?.reason }.first ?? "it was not computed"
                    return (name, .undefined(reason: "in \(count - values.count) of \(count) folds: \(reason)"))
                }
                let mean = CompensatedSum.of(values) / Double(values.count)
                return (name, .value(name == .maxError ? values.max() ?? mean : mean, nil))
            })
    }

    /// A candidate's figures on one fold.
    package func figures(of candidate: String, fold: Int) -> [MetricName: MetricValue] {
        candidates.firstIndex(of: candidate).map { figures[$0][fold] } ?? [:]
    }

    /// A candidate's figure on each fold; NaN where it is undefined.
    func values(_ place: Int, _ name: MetricName) -> [Double] { figures[place].map { $0[name]?.number ?? .nan } }
}

/// Intervals from the figures of folds, by the corrected resampled t (Nadeau & Bengio, *Inference for the
/// Generalization Error*, 2003).
///
/// Folds share training rows, so their figures depend on one another and their variance s² divided by their number J
/// is too small for the variance of the mean; `(1 / J + n₂ / n₁) s²` corrects it, with n₂ rows held out and n₁ that
/// teach. The t has J − 1 degrees of freedom.
enum ResampledFolds {
    /// `√(1 / J + n₂ / n₁)`, with the mean ratio where folds differ.
    static func widening(of folds: [HeldOut]) -> Double {
        let ratios = folds.map { Double($0.rows.count) / Double(max($0.trainingRows, 1)) }
        return ((1 + ratios.reduce(0, +)) / Double(max(folds.count, 1))).squareRoot()
    }

    /// Whether enough folds have a figure to speak for all.
    static func suffices(_ defined: Int, of count: Int) -> Bool { defined > 0 && 5 * defined >= 4 * count }

    /// Half the width of an interval; `nil` where fewer than two folds, or less than four fifths of them, have a figure,
    /// or where all figures are the same.
    static func half(_ figures: [Double], widening: Double, level: Double) -> Double? {
        guard let error = standardError(figures, widening: widening) else { return nil }
        return StudentT.central(level, degrees: figures.count(where: \.isFinite) - 1) * error
    }

    /// The standard error of the mean, where there is one.
    static func standardError(_ figures: [Double], widening: Double) -> Double? {
        let defined = figures.filter(\.isFinite)
        guard defined.count > 1, suffices(defined.count, of: figures.count) else { return nil }
        let count = Double(defined.count)
        let mean = CompensatedSum.of(defined) / count
        let variance = CompensatedSum.of(defined.map { ($0 - mean) * ($0 - mean) }) / (count - 1)
        return variance > 0 ? widening * variance.squareRoot() : nil
    }
}
