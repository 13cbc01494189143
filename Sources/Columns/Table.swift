/// Named columns of the same length.
package struct Table: Sendable, Equatable {
    package let names: [String]
    package let columns: [Column]
    package let rowCount: Int
    private let positions: [String: Int]

    /// Takes columns under their names.
    ///
    /// Names must be distinct and columns of one length; `rowCount` is needed only where there is no column.
    package init(_ columns: [(name: String, column: Column)], rowCount: Int? = nil) {
        names = columns.map(\.name)
        self.columns = columns.map(\.column)
        self.rowCount = columns.first?.column.count ?? rowCount ?? 0
        positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        precondition(columns.allSatisfy { [rows = self.rowCount] in $0.column.count == rows }, "columns of one length")
    }

    /// The column of a name, or `nil`.
    package subscript(name: String) -> Column? { positions[name].map { columns[$0] } }

    /// The table with only these columns, in this order; names that are not there are passed over.
    package func selecting(_ names: some Sequence<String>) -> Table {
        Table(names.compactMap { name in self[name].map { (name, $0) } }, rowCount: rowCount)
    }
}
