package import CArrow
import Evidence

/// Builds a table from batches, each column on its own, so that no batch is kept.
package struct TableBuilder {
    private let fields: [ArrowField]
    private let builders: [(any ColumnBuilder)?]
    private var rows = 0

    /// Starts a table of these columns; `expectedRows` reserves room and may be 0.
    package init(fields: [ArrowField], expectedRows: Int = 0) {
        self.fields = fields
        builders = fields.map { $0.arrow?.builder(rows: max(0, min(expectedRows, 1 << 32))) }
    }

    /// Adds the rows of a batch.
    ///
    /// - Throws: ``ColumnsError`` where the batch is damaged, or the table would pass ``Limits/cellsInMemory``.
    package mutating func append(_ batch: UnsafePointer<ArrowArray>) throws(ColumnsError) {
        let array = batch.pointee
        let cells = try ArrowCells(batch, skip: 0, rows: Int(max(0, array.length)), buffers: 0)
        guard array.null_count <= 0 || array.buffers?[0] == nil else {
            throw ColumnsError(.malformed, "an Arrow batch has rows that are null as a whole")
        }
        guard array.n_children == fields.count, fields.isEmpty || array.children != nil else {
            throw ColumnsError(.malformed, "an Arrow batch has another number of columns than its schema")
        }
        let (sum, overflow) = (rows + cells.rows).multipliedReportingOverflow(by: max(1, fields.count))
        guard !overflow, sum <= Limits.cellsInMemory else {
            throw ColumnsError(.tooLarge, "the table has more than \(Limits.cellsInMemory) cells")
        }
        for (index, builder) in builders.enumerated() {
            guard let child = array.children[index] else {
                throw ColumnsError(.malformed, "an Arrow batch lacks a column", column: fields[index].name)
            }
            guard let builder else { continue }
            do {
                try builder.append(child, skip: cells.offset, rows: cells.rows)
            } catch {
                throw ColumnsError(error.code, error.message, column: fields[index].name)
            }
        }
        rows += cells.rows
    }

    /// The table of the columns that could be read.
    ///
    /// - Throws: ``ColumnsError`` where a text is not UTF-8.
    package func finish() throws(ColumnsError) -> Table {
        var columns: [(name: String, column: Column)] = []
        for (field, builder) in zip(fields, builders) {
            guard let builder else { continue }
            do {
                columns.append((field.name, try builder.finish()))
            } catch {
                throw ColumnsError(error.code, error.message, column: field.name)
            }
        }
        return Table(columns, rowCount: rows)
    }
}
