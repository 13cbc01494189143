package import Columns

extension ModelDocument {
    /// Rows that are turned into numbers and predicted at a time: memory does not grow with the table.
    private static let blockRows = 8_192

    /// Predictions for rows of a table: plan, model, link.
    ///
    /// A row's prediction is the same bits whatever the other rows, their order, and the number of threads.
    ///
    /// - Parameters:
    ///   - table: Holds the plan's columns, found by name; others are passed over.
    ///   - rows: The rows in the order wanted; all of them where `nil`.
    ///   - threads: At most this many at a time.
    /// - Returns: Predictions in the order of `rows`.
    /// - Throws: ``ScoringError`` with every column that is missing or has another type.
    package func predict(_ table: Table, rows: [Int]? = nil, threads: Int = 1) throws(ScoringError) -> Predictions {
        predict(try BoundPlan(plan, to: table), rows: rows, threads: threads)
    }

    /// Predictions for rows of a matrix that this document's plan made.
    package func predict(_ matrix: DesignMatrix, threads: Int = 1) -> Predictions {
        model.predict(matrix, task: task, threads: threads)
    }

    private func predict(_ bound: BoundPlan, rows: [Int]?, threads: Int) -> Predictions {
        let count = rows?.count ?? bound.rowCount
        precondition(rows?.allSatisfy { (0..<bound.rowCount).contains($0) } ?? true, "rows of the table")
        let width = model.outputWidth(task: task)
        let blocks = Parallel.blocks(of: count, size: Self.blockRows)
        let values = [Double](unsafeUninitializedCapacity: count * width) { values, initialised in
            nonisolated(unsafe) let values = values
            _ = Parallel.map(count: blocks.count, threads: threads) { index in
                let block = blocks[index]
                predict(
                    bound, rows: rows, block,
                    into: .init(rebasing: values[block.lowerBound * width..<block.upperBound * width]))
            }
            initialised = count * width
        }
        return Predictions(width: width, values: values)
    }

    /// Predicts the rows at `block` of the wanted ones, piece by piece.
    private func predict(
        _ bound: BoundPlan, rows: [Int]?, _ block: Range<Int>, into values: UnsafeMutableBufferPointer<Double>
    ) {
        let denseWidth = plan.denseWidth
        let blockWidths = plan.blockWidths
        let width = model.outputWidth(task: task)
        let pieceRows = BoundPlan.pieceRows(denseWidth: denseWidth)
        let capacity = min(block.count, pieceRows)
        let dense = UnsafeMutableBufferPointer<Double>.allocate(capacity: capacity * denseWidth)
        let levels = UnsafeMutableBufferPointer<Int32>.allocate(capacity: capacity * blockWidths.count)
        defer {
            dense.deallocate()
            levels.deallocate()
        }
        for start in stride(from: block.lowerBound, to: block.upperBound, by: pieceRows) {
            let piece = start..<min(start + pieceRows, block.upperBound)
            bound.withSelection(of: piece, in: rows) { bound.writeLinear($0, dense: dense, levels: levels) }
            let first = (piece.lowerBound - block.lowerBound) * width
            model.predict(
                dense: UnsafeBufferPointer(dense), levels: UnsafeBufferPointer(levels), rowCount: piece.count,
                denseWidth: denseWidth, blockWidths: blockWidths, task: task,
                into: .init(rebasing: values[first..<first + piece.count * width]))
        }
    }
}
