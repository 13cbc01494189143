import Scoring

/// Rows for LightGBM: those that weigh something, with labels and weights as the 32-bit numbers that it takes.
struct TreeRows {
    /// The largest magnitude of a label or a weight: beyond it sums of squares leave LightGBM's 32-bit numbers.
    private static let largestMagnitude = 1e15

    let matrix: TreeMatrix
    let labels: [Float]
    let weights: [Float]?

    /// Checks and converts a part.
    init(_ part: TrainingInput.Part) throws(LearningError) {
        let target = part.target
        let whole = part.trees()
        guard whole.rowCount == target.rowCount else {
            throw .misfit("\(whole.rowCount) rows of features for \(target.rowCount) of the label")
        }
        guard whole.rowCount <= Int(Int32.max) else {
            throw .misfit("\(whole.rowCount) rows are too many for LightGBM")
        }
        let infinite = whole.values.reduce(into: 0) { count, value in if value.isInfinite { count += 1 } }
        guard infinite == 0 else { throw .notFinite(infinite) }
        guard target.values.allSatisfy({ $0.magnitude <= Self.largestMagnitude }) else {
            throw .labelUnfit("some values of the label are larger than 1e15, beyond what LightGBM's numbers hold")
        }
        guard target.weights?.allSatisfy({ $0 <= Self.largestMagnitude }) ?? true else {
            throw .labelUnfit("some weights are larger than 1e15, beyond what LightGBM's numbers hold")
        }
        let weights = target.weights.map { $0.map(Float.init) }
        guard let weights, weights.contains(0) else {
            (matrix, labels, self.weights) = (whole, target.values.map(Float.init), weights)
            return
        }
        // A row that weighs nothing would still count where leaves count rows.
        let rows = weights.indices.filter { weights[$0] > 0 }
        let width = whole.columns.count
        matrix = TreeMatrix(
            rowCount: rows.count, columns: whole.columns,
            values: rows.flatMap { whole.values[$0 * width..<($0 + 1) * width] })
        labels = rows.map { Float(target.values[$0]) }
        self.weights = rows.map { weights[$0] }
    }
}
