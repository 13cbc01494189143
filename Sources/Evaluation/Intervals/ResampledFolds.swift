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

    /// Half the width of an interval; `nil` where fewer than two folds, or less than four fifths of them, have a figure,
    /// or where all figures are the same.
    static func half(_ figures: [Double], widening: Double, level: Double) -> Double? {
        let defined = figures.filter(\.isFinite)
        guard defined.count > 1, 5 * defined.count >= 4 * figures.count else { return nil }
        let count = Double(defined.count)
        let mean = CompensatedSum.of(defined) / count
        let variance = CompensatedSum.of(defined.map { ($0 - mean) * ($0 - mean) }) / (count - 1)
        guard variance > 0 else { return nil }
        return StudentT.central(level, degrees: defined.count - 1) * widening * variance.squareRoot()
    }
}
