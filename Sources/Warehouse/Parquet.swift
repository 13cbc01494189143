package import Columns

/// Parquet files through DuckDB: reading into tables, and writing so that the bytes follow from the rows alone.
package enum Parquet {
    /// Rows of a row group, fixed so that the same rows give the same bytes.
    package static let rowGroupRows = 122_880

    /// A file as a relation that stands after FROM.
    package static func relation(_ path: String) -> SQL { "read_parquet(\(Literal(path)))" }

    /// The columns of a file.
    ///
    /// - Throws: ``WarehouseError``.
    package static func columns(of path: String, _ connection: Connection) throws(WarehouseError) -> [EngineColumn] {
        try connection.describe("SELECT * FROM \(relation(path))")
    }

    /// Rows of a file, from its footer.
    ///
    /// - Throws: ``WarehouseError``.
    package static func rowCount(of path: String, _ connection: Connection) throws(WarehouseError) -> Int {
        try connection.integer(
            "SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata(\(Literal(path)))")
    }

    /// Reads a file in the order of its rows: these columns, or all whose type is read.
    ///
    /// - Throws: ``WarehouseError``, with `columnName` where a column that is asked for is not there.
    package static func read(
        _ path: String, columns names: [String]? = nil, _ connection: Connection
    ) throws(WarehouseError) -> Table {
        let all = try columns(of: path, connection)
        var chosen = all.filter { $0.type != .unsupported }
        if let names {
            chosen = []
            for name in names {
                guard let column = all.first(where: { $0.name == name }) else {
                    throw WarehouseError(.columnName, "the file has no column '\(name)'", column: name)
                }
                if column.type != .unsupported { chosen.append(column) }
            }
        }
        let rows = try rowCount(of: path, connection)
        guard !chosen.isEmpty else { return Table([], rowCount: rows) }
        let list = SQL(chosen.compactMap(\.readingSQL))
        return try connection.query("SELECT \(list) FROM \(relation(path))", expectedRows: rows)
    }

    /// Writes a table in the order of its rows; the same table gives the same bytes at any number of threads.
    ///
    /// - Throws: ``WarehouseError``.
    package static func write(
        _ table: Table, to path: String, _ connection: Connection
    ) throws(WarehouseError) {
        let staging = Identifier("associate staging for parquet")
        try connection.ingest(table, into: staging, mode: .replace)
        // A table gives its rows in the order of their insertion, so that no sort is needed.
        let outcome = Result { () throws(WarehouseError) in
            try copy(rows: "SELECT * FROM \(staging)", orderedBy: [], to: path, connection)
        }
        try connection.execute("DROP TABLE IF EXISTS \(staging)")
        try outcome.get()
    }

    /// Writes the rows of a query in a total order, nulls last; the bytes follow from the rows alone.
    ///
    /// Columns that only give the order can be left out of the file.
    ///
    /// - Throws: ``WarehouseError``.
    package static func copy(
        _ query: SQL, orderedBy order: [SQL], excluding: [Identifier] = [], rowGroupRows: Int = rowGroupRows,
        to path: String, _ connection: Connection
    ) throws(WarehouseError) {
        let columns: SQL = excluding.isEmpty ? "*" : "* EXCLUDE (\(excluding))"
        try copy(
            rows: "SELECT \(columns) FROM (\(query))", orderedBy: order, rowGroupRows: rowGroupRows, to: path,
            connection)
    }

    /// Writes the rows of a query in the order in which it gives them, as they come.
    ///
    /// - Throws: ``WarehouseError``.
    package static func copy(
        _ query: SQL, rowGroupRows: Int = rowGroupRows, to path: String, _ connection: Connection
    ) throws(WarehouseError) {
        try copy(rows: query, orderedBy: [], rowGroupRows: rowGroupRows, to: path, connection)
    }

    private static func copy(
        rows relation: SQL, orderedBy order: [SQL], rowGroupRows: Int = rowGroupRows, to path: String,
        _ connection: Connection
    ) throws(WarehouseError) {
        let terms = order.map { "\($0) ASC NULLS LAST" as SQL }
        let ordering: SQL = terms.isEmpty ? "" : "ORDER BY \(terms)"
        try connection.execute(
            """
            COPY (\(relation) \(ordering)) TO \(Literal(path)) \
            (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE \(rowGroupRows))
            """)
    }
}
