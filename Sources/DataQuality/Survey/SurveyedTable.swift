package import Columns
package import Warehouse

/// A table as it was found: its columns, and what is known of their values.
package struct SurveyedTable: Sendable, Equatable {
    package var name: String
    package var rows: Int
    package var columns: [SurveyedColumn]

    package init(name: String, rows: Int, columns: [SurveyedColumn]) {
        self.name = name
        self.rows = rows
        self.columns = columns
    }

    /// The column of a name.
    package subscript(name: String) -> SurveyedColumn? { columns.first { $0.name == name } }

    /// The table after FROM.
    package var relation: Identifier { Identifier(opened: name) }

    /// Whether a column names each row.
    package func isUnique(_ column: SurveyedColumn) -> Bool { column.distinct == rows && column.present == rows }
}

/// A column as it was found.
package struct SurveyedColumn: Sendable, Equatable {
    /// A value and how many rows have it.
    package struct ValueCount: Sendable, Equatable {
        package var text: String
        package var rows: Int
    }

    package var column: EngineColumn
    /// Rows with a value.
    package var present: Int
    package var distinct: Int
    /// Of texts, and of whole numbers that are months: what they really hold; `nil` where they are what they seem.
    package var form: TextForm?
    /// The values, where they are few, most frequent first.
    package var values: [ValueCount] = []
    /// Of moments: the ends, in microseconds since 1970.
    package var earliest: Int64?
    package var latest: Int64?
    /// Of numbers: the ends.
    package var least: Double?
    package var greatest: Double?
    /// Of numbers that are no integers by type: whether they are whole all the same.
    package var isWhole = false
    /// Of texts: mean spaces.
    package var spaces = 0.0

    package var name: String { column.name }

    /// The type of the value.
    package var type: ColumnType { form?.type ?? column.type }

    /// The value, read as what it really is.
    package var value: SQL { value(in: nil) }

    /// The value of the column of a table under another name.
    package func value(in table: Identifier?) -> SQL {
        let cell: SQL = table.map { "\($0).\(Identifier(name))" } ?? "\(Identifier(name))"
        return form?.value(of: column.type == .text ? cell : SQL.text(cell)) ?? cell
    }

    package var isConstant: Bool { distinct < 2 }

    /// Whether it holds moments.
    package var isMoment: Bool { [.date, .timestamp, .instant].contains(type) }

    package var isNumber: Bool { type == .integer || type == .double }
}
