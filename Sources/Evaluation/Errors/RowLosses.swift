package import Evidence
package import Scoring

/// What is lost on each row: the one measure of worst rows, of found slices and of failure modes.
package enum RowLosses {
    /// What the losses of a task are.
    package static func kind(of task: LearningTask) -> FoundSlicesDocument.RowLoss {
        task.isClassification ? .logLoss : .absoluteError
    }

    /// The losses, in the order of the rows.
    ///
    /// `-log(p)` of the probability that was given to what came true, kept an epsilon away from 0 and 1; for regression
    /// the size of the error.
    package static func of(_ predictions: Predictions, _ target: Target) -> [Double] {
        precondition(predictions.rowCount == target.rowCount, "a prediction a row")
        return (0..<target.rowCount).map { row in
            let own = target.values[row]
            switch target.task {
            case .binary:
                return LogLoss.of(probability: own == 1 ? predictions.values[row] : 1 - predictions.values[row])
            case .multiclass:
                return LogLoss.of(probability: predictions.values[row * predictions.width + Int(own)])
            case .regression: return abs(own - predictions.values[row])
            }
        }
    }
}
