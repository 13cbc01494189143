package import Columns

/// A column of a query as the engine knows it, and what it becomes in a `Table`.
package struct EngineColumn: Sendable, Equatable, Codable {
    package let name: String
    /// The engine's own name of the type, such as `DECIMAL(18,3)`.
    package let engineType: String
    /// The type in a table; `unsupported` where the column is left out.
    package let type: ColumnType

    package init(name: String, engineType: String, type: ColumnType) {
        self.name = name
        self.engineType = engineType
        self.type = type
    }

    /// A column of DuckDB.
    init(name: String, duckDBType: String) {
        self.init(name: name, engineType: duckDBType, type: Self.columnType(ofDuckDB: duckDBType))
    }

    /// The column as SQL that gives a type which is read, or `nil` where there is none.
    ///
    /// Exact numbers beyond 64 bits and decimals become doubles; enumerations, UUIDs, times of day and JSON become
    /// text; moments of any unit become microseconds.
    package var readingSQL: SQL? {
        let column = Identifier(name)
        guard type != .unsupported else { return nil }
        return Self.native.contains(engineType) ? "\(column)" : "\(SQL.cast("\(column)", to: type)) AS \(column)"
    }

    /// DuckDB's types that Arrow carries as they are read.
    private static let native: Set<String> = [
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE",
        "VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE",
    ]

    private static func columnType(ofDuckDB type: String) -> ColumnType {
        if type.hasSuffix("]") { return .unsupported }
        let base = type.prefix { $0 != "(" }
        return switch base {
        case "BOOLEAN": .boolean
        case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER": .integer
        case "UBIGINT", "HUGEINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL": .double
        case "VARCHAR", "ENUM", "UUID", "TIME", "TIME_NS", "TIME WITH TIME ZONE", "JSON", "\"NULL\"": .text
        case "DATE": .date
        case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS": .timestamp
        case "TIMESTAMP WITH TIME ZONE": .instant
        default: .unsupported
        }
    }
}

extension Connection {
    /// The columns of a query, without running it.
    ///
    /// - Throws: ``WarehouseError``.
    package func describe(_ query: SQL) throws(WarehouseError) -> [EngineColumn] {
        guard dialect.name == .duckdb else {
            return try fields(of: query).map { EngineColumn(name: $0.name, engineType: $0.format, type: $0.type) }
        }
        let answer = try self.query("DESCRIBE SELECT * FROM (\(query))")
        guard case .text(let names)? = answer["column_name"], case .text(let types)? = answer["column_type"] else {
            throw WarehouseError(.engineFailed, "the engine does not describe the query")
        }
        return (0..<answer.rowCount).map { EngineColumn(name: names[$0] ?? "", duckDBType: types[$0] ?? "") }
    }

    /// The one whole number that a query gives.
    ///
    /// - Throws: ``WarehouseError``, also where the answer is something else.
    package func integer(_ query: SQL) throws(WarehouseError) -> Int {
        guard case .integer(let values)? = try self.query(query).columns.first, values.count == 1,
            let value = values[0]
        else { throw WarehouseError(.engineFailed, "the engine does not answer with one number") }
        return Int(value)
    }
}
