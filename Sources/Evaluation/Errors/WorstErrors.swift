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
        let losses = RowLosses.of(predictions, target)
        let places = RadixOrder.descending(losses).lazy.map(Int.init)
            .filter { row in target.weights.map { $0[row] > 0 } ?? true }.prefix(limit)
        return (Array(places), places.map { losses[$0] })
    }
}
