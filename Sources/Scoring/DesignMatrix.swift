/// What linear models see of a table: dense numbers, and one active level in each one-hot block.
///
/// Column `j < denseWidth` of row `i` is `dense[i * denseWidth + j]`. Block `b` of row `i` has the level
/// `levels[i * blockWidths.count + b]`, in `0..<blockWidths[b]`: the one-hot column
/// `denseWidth + blockWidths[..<b].sum + level` is 1 and the others of the block are 0. One-hot columns are
/// never written out, so memory follows the source columns and not the categories.
package struct DesignMatrix: Sendable, Equatable {
    package let rowCount: Int
    package let denseWidth: Int
    /// Row-major, `rowCount × denseWidth`; every value is finite.
    package let dense: [Double]
    /// Number of levels of each block, at least 1.
    package let blockWidths: [Int]
    /// Row-major, `rowCount × blockWidths.count`.
    package let levels: [Int32]

    package init(rowCount: Int, denseWidth: Int, dense: [Double], blockWidths: [Int], levels: [Int32]) {
        precondition(dense.count == rowCount * denseWidth, "row-major dense block")
        precondition(levels.count == rowCount * blockWidths.count, "one level a row and block")
        self.rowCount = rowCount
        self.denseWidth = denseWidth
        self.dense = dense
        self.blockWidths = blockWidths
        self.levels = levels
    }

    /// Columns of the matrix if it were written out.
    package var width: Int { denseWidth + blockWidths.reduce(0, +) }

    /// The first written-out column of each block.
    package var blockOffsets: [Int] {
        var offset = denseWidth
        return blockWidths.map { width in
            defer { offset += width }
            return offset
        }
    }
}
