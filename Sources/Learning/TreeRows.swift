import Scoring

/// Rows for LightGBM: those that weigh something, with labels and weights as the 32-bit numbers that it takes.
struct TreeRows {
    /// The largest magnitude of a label or a weight: beyond it sums of squares leave LightGBM's 32-bit numbers.
    private static let largestMagnitude = 1e15

    let source: TreeSource
    /// Rows of the source, in their order; all of them where `nil`.
    let kept: [Int]?
    let labels: [Float]
    let weights: [Float]?

    var rowCount: Int { labels.count }
    var columns: [TreeColumn] { source.columns }

    /// Checks and converts a part.
    init(_ part: TrainingInput.Part) throws(LearningError) {
        let target = part.target
        source = try Self.source(of: part)
        guard target.values.allSatisfy({ $0.magnitude <= Self.largestMagnitude }) else {
            throw .labelUnfit("some values of the label are larger than 1e15, beyond what LightGBM's numbers hold")
        }
        guard target.weights?.allSatisfy({ $0 <= Self.largestMagnitude }) ?? true else {
            throw .labelUnfit("some weights are larger than 1e15, beyond what LightGBM's numbers hold")
        }
        let weights = target.weights.map { $0.map(Float.init) }
        guard let weights, weights.contains(0) else {
            (kept, labels, self.weights) = (nil, target.values.map(Float.init), weights)
            return
        }
        // A row that weighs nothing would still count where leaves count rows.
        let rows = weights.indices.filter { weights[$0] > 0 }
        kept = rows
        labels = rows.map { Float(target.values[$0]) }
        self.weights = rows.map { weights[$0] }
    }

    /// Rows that are only predicted: labels and weights are not LightGBM's business, since the merit is ours.
    init(choosing part: TrainingInput.Part) throws(LearningError) {
        source = try Self.source(of: part)
        (kept, labels, weights) = (nil, [Float](repeating: 0, count: source.rowCount), nil)
    }

    private static func source(of part: TrainingInput.Part) throws(LearningError) -> TreeSource {
        let source = part.trees()
        guard source.rowCount == part.target.rowCount else {
            throw .misfit("\(source.rowCount) rows of features for \(part.target.rowCount) of the label")
        }
        guard source.rowCount <= Int(Int32.max) else {
            throw .misfit("\(source.rowCount) rows are too many for LightGBM")
        }
        return source
    }

    /// Calls `body` with blocks of rows, in order: row-major numbers, the first row, and how many rows.
    ///
    /// - Throws: what `body` throws; ``LearningError`` `non-finite-values` behind the last block, `interrupted`
    ///   between two blocks.
    func forEachBlock(
        isCancelled: () -> Bool, _ body: (UnsafeBufferPointer<Double>, Int, Int) throws(LearningError) -> Void
    ) throws(LearningError) {
        // LightGBM cannot be without a column; one that is always 0 is never asked.
        let width = max(columns.count, 1)
        let size = min(max((1 << 21) / width, 1), max(rowCount, 1))
        let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: size * width)
        defer { values.deallocate() }
        values.initialize(repeating: 0)
        var infinite = 0
        for start in stride(from: 0, to: rowCount, by: size) {
            if isCancelled() { throw .cancelled }
            let rows = Array(start..<min(start + size, rowCount))
            write(rows, into: values)
            for index in 0..<rows.count * width where values[index].isInfinite { infinite += 1 }
            try body(UnsafeBufferPointer(values), start, rows.count)
        }
        guard infinite == 0 else { throw .notFinite(infinite) }
    }

    /// Writes some of the rows, row-major.
    func write(_ rows: [Int], into values: UnsafeMutableBufferPointer<Double>) {
        guard !columns.isEmpty else { return }
        let rows = kept.map { kept in rows.map { kept[$0] } } ?? rows
        rows.withUnsafeBufferPointer { source.write($0, into: values) }
    }
}
