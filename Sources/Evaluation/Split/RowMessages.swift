/// What is hashed of some rows: the seed, the cells and, where rows have no key, an ordinal.
///
/// Cells are written column by column, so that a column's type is looked at once for all rows.
struct RowMessages {
    private let rowCount: Int
    private let columnCount: Int
    private var cells: [UInt8] = []
    /// Where each cell ends in `cells`, column after column.
    private var ends: [Int] = []
    private var opening: [UInt8] = []
    private var closing: [UInt8] = []

    /// Writes the cells of some rows.
    ///
    /// - Parameters:
    ///   - rows: the rows, in order.
    ///   - columns: the columns whose cells they are.
    ///   - seed: the brief's seed.
    ///   - ordinal: how many equals each of the rows has before it; `nil` with a key.
    init(_ rows: Range<Int>, of columns: [CellBytes], seed: Int64, ordinal: Int?) {
        (rowCount, columnCount) = (rows.count, columns.count)
        CellBytes.append(decimal: seed, to: &opening)
        ends.reserveCapacity(rowCount * columnCount)
        for column in columns { column.append(rows, to: &cells, ends: &ends) }
        guard let ordinal else { return }
        closing.append(CellBytes.separator)
        CellBytes.append(decimal: Int64(ordinal), to: &closing)
    }

    /// Each row's bytes, with the row's place among the rows.
    func forEach(_ body: (Int, [UInt8]) -> Void) {
        var message: [UInt8] = []
        cells.withUnsafeBytes { cells in
            for row in 0..<rowCount {
                message.removeAll(keepingCapacity: true)
                message.append(contentsOf: opening)
                for cell in stride(from: row, to: rowCount * columnCount, by: rowCount) {
                    message.append(CellBytes.separator)
                    message.append(contentsOf: cells[(cell == 0 ? 0 : ends[cell - 1])..<ends[cell]])
                }
                message.append(contentsOf: closing)
                body(row, message)
            }
        }
    }
}
