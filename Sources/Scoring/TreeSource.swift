import Columns

/// Rows as trees see them, written where they are wanted, so that a large table need not stand in memory twice.
///
/// What is written for a row depends on that row alone.
package struct TreeSource: Sendable {
    package let rowCount: Int
    package let columns: [TreeColumn]
    private let writer: @Sendable (UnsafeBufferPointer<Int>, UnsafeMutableBufferPointer<Double>) -> Void

    /// Rows that stand in memory already.
    package init(_ matrix: TreeMatrix) {
        let width = matrix.columns.count
        self.init(rowCount: matrix.rowCount, columns: matrix.columns) { rows, values in
            for (place, row) in rows.enumerated() {
                for column in 0..<width { values[place * width + column] = matrix.values[row * width + column] }
            }
        }
    }

    /// Rows that `writer` writes: row-major, `columns.count` numbers for each of the rows it is given, as a
    /// ``TreeMatrix`` holds them.
    init(
        rowCount: Int, columns: [TreeColumn],
        writer: @escaping @Sendable (UnsafeBufferPointer<Int>, UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        self.rowCount = rowCount
        self.columns = columns
        self.writer = writer
    }

    /// Writes some rows, each in `0 ..< rowCount`, row-major, into storage for `rows.count × columns.count` numbers.
    package func write(_ rows: UnsafeBufferPointer<Int>, into values: UnsafeMutableBufferPointer<Double>) {
        precondition(values.count >= rows.count * columns.count, "room for rows")
        precondition(rows.allSatisfy { (0..<rowCount).contains($0) }, "rows of the source")
        writer(rows, values)
    }
}

extension BoundPlan {
    /// The view for trees of some rows, or of all, row by row as they are asked for.
    package func treeSource(rows: [Int]? = nil, threads: Int = 1) -> TreeSource {
        precondition(rows?.allSatisfy { (0..<rowCount).contains($0) } ?? true, "rows of the table")
        let width = treeWidth
        return TreeSource(rowCount: rows?.count ?? rowCount, columns: plan.treeColumns) { wanted, values in
            let pieces = Parallel.blocks(of: wanted.count, size: Self.pieceRows(denseWidth: width))
            nonisolated(unsafe) let (wanted, values) = (wanted, values)
            // Each piece writes its own rows and no other.
            _ = Parallel.map(count: pieces.count, threads: threads) { index in
                let piece = pieces[index]
                let target = UnsafeMutableBufferPointer(
                    rebasing: values[piece.lowerBound * width..<piece.upperBound * width])
                let selected = UnsafeBufferPointer(rebasing: wanted[piece])
                guard let rows else { return writeTrees(.list(selected), into: target) }
                withUnsafeTemporaryAllocation(of: Int.self, capacity: piece.count) { list in
                    for place in 0..<piece.count { list[place] = rows[selected[place]] }
                    writeTrees(.list(UnsafeBufferPointer(list)), into: target)
                }
            }
        }
    }
}
