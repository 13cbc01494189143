import Columns
import Evidence
package import Warehouse

/// Rows that a suite is checked against.
package struct CheckedRelation: Sendable {
    /// A table expression.
    package var rows: SQL
    /// Whether the rows lie in a table or a Parquet file, rather than being made by a query.
    package var isStored: Bool
    package var columns: [EngineColumn]
    /// The columns that name a row; may be empty.
    package var key: [String]
    /// What messages call it: the source's name, or `nil` for the dataset.
    package var source: String?
    /// Other tables by their names.
    package var others: [String: Other]

    /// Another table that expectations may name.
    package struct Other: Sendable {
        package var rows: SQL
        package var columns: [EngineColumn]

        package init(rows: SQL, columns: [EngineColumn]) {
            self.rows = rows
            self.columns = columns
        }
    }

    package init(
        rows: SQL, isStored: Bool = true, columns: [EngineColumn], key: [String] = [], source: String? = nil,
        others: [String: Other] = [:]
    ) {
        self.rows = rows
        self.isStored = isStored
        self.columns = columns
        self.key = key
        self.source = source
        self.others = others
    }

    func column(_ name: String) -> EngineColumn? { columns.first { $0.name == name } }
}

/// A column in SQL, with what its type asks for.
struct ColumnSQL: Sendable {
    let column: EngineColumn
    let name: Identifier

    init(_ column: EngineColumn) {
        self.column = column
        name = Identifier(column.name)
    }

    private var mayBeNaN: Bool { column.engineType == "DOUBLE" || column.engineType == "FLOAT" }

    /// Whether the value is missing: null, or NaN as Great Expectations has it on data frames.
    var isMissing: SQL { mayBeNaN ? "(\(name) IS NULL OR isnan(\(name)))" : "(\(name) IS NULL)" }

    /// Whether there is a value.
    var isPresent: SQL { mayBeNaN ? "(\(name) IS NOT NULL AND NOT isnan(\(name)))" : "(\(name) IS NOT NULL)" }

    /// How many values there are, as an aggregate.
    var presentCount: SQL { mayBeNaN ? "count(nullif(\(name), \(Literal(Double.nan))))" : "count(\(name))" }

    /// The value, null for NaN.
    var value: SQL { mayBeNaN ? "nullif(\(name), \(Literal(Double.nan)))" : "\(name)" }

    /// The value as the engine writes it.
    var text: SQL { column.engineType == "VARCHAR" ? "\(name)" : SQL.text("\(name)") }

    /// A condition on the value, false where it is missing.
    func present(_ condition: SQL) -> SQL { mayBeNaN ? "(\(condition)) AND NOT isnan(\(name))" : condition }

    /// Whether values of both columns can be told apart and ordered.
    func isComparable(with other: ColumnSQL) -> Bool { kind == other.kind }

    /// Types that are compared with one another.
    private var kind: ColumnType {
        switch column.type {
        case .integer, .double: .double
        case .date, .timestamp, .instant: .timestamp
        case .text, .boolean, .unsupported: column.type
        }
    }

    var isNumber: Bool { column.type == .integer || column.type == .double }

    /// A value of a suite as a literal that this column can be compared with; `nil` where it cannot.
    func literal(_ value: JSONValue) -> SQL? {
        switch (column.type, value) {
        case (.boolean, .bool(let flag)): "\(Literal(flag))"
        case (.integer, .integer(let number)), (.double, .integer(let number)): "\(Literal(number))"
        case (.integer, .number(let number)), (.double, .number(let number)): "\(Literal(number))"
        case (.text, .string(let text)): "\(Literal(text))"
        case (.date, .string(let text)), (.timestamp, .string(let text)): "CAST(\(Literal(text)) AS TIMESTAMP)"
        case (.instant, .string(let text)): "CAST(\(Literal(text)) AS TIMESTAMPTZ)"
        default: nil
        }
    }
}
