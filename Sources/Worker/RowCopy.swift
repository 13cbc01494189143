package import Evidence
import Warehouse

/// Asks a session to copy rows of a source, or of the dataset, as Parquet: some columns in the order wanted.
///
/// The copy is the request's ``QueryRequest/output``. Rows pass through, so that memory does not grow with them.
package struct RowCopy: Codable, Sendable, Equatable {
    /// The source's name, whose rows keep their order; `nil` for the dataset.
    package var source: String?
    /// Columns in the order wanted.
    package var columns: [String]
    /// Columns of the dataset that its rows are ordered by first, then by all that are copied: a query has no order.
    package var key: [String]
    /// Rows of a row group, which can be read without the others.
    package var rowGroupRows: Int

    package init(source: String?, columns: [String], key: [String] = [], rowGroupRows: Int) {
        self.source = source
        self.columns = columns
        self.key = key
        self.rowGroupRows = rowGroupRows
    }
}

/// What a session copied.
package struct CopiedRows: Codable, Sendable, Equatable {
    /// Rows of the copy.
    package var rows: Int
    /// What the copy has to hash to when it is opened.
    package var sha256: ContentHash
}

/// One line to a child that holds sources open.
enum SessionOrder: Codable, Sendable, Equatable {
    case plan(QueryPlan)
    case copy(RowCopy)
}
