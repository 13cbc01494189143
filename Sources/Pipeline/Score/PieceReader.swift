import Columns
import Warehouse

/// Reads pieces of the copy of an input: what a model reads of some rows.
struct PieceReader: Sendable {
    let engine: Engine
    /// The copy of the input.
    let path: String
    /// What reads the model's columns.
    let columns: [SQL]

    /// The rows at `rows` as they stand behind FROM.
    func relation(_ rows: Range<Int>) -> SQL {
        """
        read_parquet(\(Literal(path)), file_row_number = true) \
        WHERE file_row_number >= \(rows.lowerBound) AND file_row_number < \(rows.upperBound)
        """
    }

    /// What the model reads of some rows.
    ///
    /// - Throws: `WarehouseError`.
    func table(_ rows: Range<Int>, _ connection: Connection) throws(WarehouseError) -> Table {
        let table = try connection.query("SELECT \(columns) FROM \(relation(rows))", expectedRows: rows.count)
        guard table.rowCount == rows.count else {
            throw WarehouseError(.engineFailed, "a piece of \(rows.count) rows came back with \(table.rowCount)")
        }
        return table
    }
}
