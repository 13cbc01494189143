import Evidence
package import Scoring

/// The test rows whose predictions are furthest from the truth.
package enum WorstErrors {
    /// The rows of the largest losses, largest first, equals in their order.
    ///
    /// The loss is `-log(p)` of the probability that was given to what came true, kept an epsilon away from 0 and 1;
    /// for regression the size of the error. Rows of weight 0 are passed over.
    ///
    /// - Parameters:
    ///   - predictions: of the chosen candidate, fit for the target.
    ///   - target: the truth of the same rows.
    ///   - limit: at most so many.
    /// - Returns: places among the rows, and their losses.
    package static func find(
        predictions: Predictions, target: Target, limit: Int = Limits.worstErrors
    ) -> (places: [Int], losses: [Double]) {
        precondition(predictions.rowCount == target.rowCount, "a prediction a row")
        let losses = (0..<target.rowCount).map { row in
            let own = target.values[row]
            switch target.task {
            case .binary:
                return LogLoss.of(probability: own == 1 ? predictions.values[row] : 1 - predictions.values[row])
            case .multiclass:
                return LogLoss.of(probability: predictions.values[row * predictions.width + Int(own)])
            case .regression: return abs(own - predictions.values[row])
            }
        }
        let places = RadixOrder.descending(losses).lazy.map(Int.init)
            .filter { row in target.weights.map { $0[row] > 0 } ?? true }.prefix(limit)
        return (Array(places), places.map { losses[$0] })
    }
}
