package import Columns

extension FeaturePlan {
    /// The linear view of a table's rows.
    ///
    /// The same row gives the same values whatever the other rows, their order, and the number of threads.
    ///
    /// - Parameters:
    ///   - table: Holds the plan's columns, found by name; others are passed over.
    ///   - rows: The rows in the order wanted, each in `0 ..< table.rowCount`; all of them where `nil`.
    ///   - threads: At most this many at a time.
    /// - Returns: A matrix of the plan's width, its rows in the order of `rows`.
    /// - Throws: ``ScoringError`` with every column that is missing or has another type.
    package func designMatrix(of table: Table, rows: [Int]? = nil, threads: Int = 1) throws(ScoringError)
        -> DesignMatrix
    {
        try BoundPlan(self, to: table).designMatrix(rows: rows, threads: threads)
    }
}

extension BoundPlan {
    /// The linear view of some rows, or of all.
    package func designMatrix(rows: [Int]? = nil, threads: Int = 1) -> DesignMatrix {
        let count = rows?.count ?? rowCount
        precondition(rows?.allSatisfy { (0..<rowCount).contains($0) } ?? true, "rows of the table")
        let denseWidth = plan.denseWidth
        let blockWidths = plan.blockWidths
        var levels: [Int32] = []
        let dense = [Double](unsafeUninitializedCapacity: count * denseWidth) { dense, denseCount in
            levels = [Int32](unsafeUninitializedCapacity: count * blockWidths.count) { levels, levelCount in
                write(rows: rows, count: count, dense: dense, levels: levels, threads: threads)
                levelCount = count * blockWidths.count
            }
            denseCount = count * denseWidth
        }
        return DesignMatrix(
            rowCount: count, denseWidth: denseWidth, dense: dense, blockWidths: blockWidths, levels: levels)
    }

    private func write(
        rows: [Int]?, count: Int, dense: UnsafeMutableBufferPointer<Double>,
        levels: UnsafeMutableBufferPointer<Int32>, threads: Int
    ) {
        let denseWidth = plan.denseWidth
        let blockCount = plan.blockWidths.count
        let pieces = Parallel.blocks(of: count, size: Self.pieceRows(denseWidth: denseWidth))
        nonisolated(unsafe) let dense = dense
        nonisolated(unsafe) let levels = levels
        // Each piece writes its own rows and no other.
        _ = Parallel.map(count: pieces.count, threads: threads) { index in
            let piece = pieces[index]
            withSelection(of: piece, in: rows) { selection in
                writeLinear(
                    selection,
                    dense: .init(
                        rebasing: dense[piece.lowerBound * denseWidth..<piece.upperBound * denseWidth]),
                    levels: .init(
                        rebasing: levels[piece.lowerBound * blockCount..<piece.upperBound * blockCount]))
            }
        }
    }

    /// Calls `body` with the rows that stand in a range of the wanted ones.
    func withSelection(of piece: Range<Int>, in rows: [Int]?, _ body: (RowSelection) -> Void) {
        guard let rows else { return body(.run(piece)) }
        rows.withUnsafeBufferPointer { body(.list(.init(rebasing: $0[piece]))) }
    }
}
