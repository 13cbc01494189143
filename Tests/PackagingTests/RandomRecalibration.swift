import Evidence
import Scoring

/// What is done to the scores of models that nobody fitted.
enum RandomRecalibration {
    /// Every way in turn, and none; a table with steps that are as narrow as they may be.
    static func of(seed: Int, task: LearningTask) -> Recalibration? {
        guard task.isClassification else { return nil }
        switch (seed / 9 + seed) % 4 {
        case 0: return nil
        case 1: return .temperature(0.5 + Double(seed % 7))
        case 2: return task == .binary ? .sigmoid(slope: 0.4 + Double(seed % 5), intercept: -0.75) : nil
        default:
            guard task == .binary else { return nil }
            let step = IsotonicTable.leastGap
            return .isotonic(
                IsotonicTable(
                    scores: [step, 0.25, 0.25 + step, 0.5, 0.75, 1 - step], probabilities: [0, 0, 0.375, 0.375, 0.5, 1])
            )
        }
    }
}
