import Columns
package import Evidence

/// Makes sources known to DuckDB by their names.
///
/// Delimited text is read strictly: the first line is the header, the delimiter is the most frequent of comma,
/// semicolon, tabulator and bar in it, cells are quoted by `"`, and empty cells and `NA` are null. A row with more or
/// fewer cells than the header is an error with its line. Types follow from all rows, never from their order.
package struct SourceReader {
    private let connection: Connection

    /// A reader that makes tables and views in a connection's DuckDB.
    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// What was opened.
    package struct Opened: Sendable, Equatable {
        /// The columns in their order.
        package let columns: [EngineColumn]
        /// Rows of the source.
        package let rows: Int
        /// What a person should know of how it was read.
        package let findings: [Finding]
    }

    /// Makes a source known under a name: text is loaded into a table once, a table of SQLite is copied,
    /// Parquet and DuckDB files become views.
    ///
    /// - Throws: ``WarehouseError`` that names the file, and its line where there is one.
    package func open(_ source: ResolvedSource, as name: Identifier) throws(WarehouseError) -> Opened {
        var findings: [Finding] = []
        switch source.format {
        case .csv, .tsv: findings = try DelimitedText(source, connection).load(as: name)
        case .json, .jsonLines: try loadJSONLines(source, as: name)
        case .parquet: try connection.execute("CREATE OR REPLACE VIEW \(name) AS \(try parquet(source))")
        case .duckDB: try connection.execute("CREATE OR REPLACE VIEW \(name) AS \(try attached(source))")
        case .sqlite: try SQLiteFile(source: source, connection: connection).load(as: name)
        }
        let columns = try connection.describe("SELECT * FROM \(name)")
        try check(columns.map(\.name), source)
        return Opened(
            columns: columns, rows: try connection.integer("SELECT count(*) FROM \(name)"), findings: findings)
    }

    /// A query that reads a source anew each time; for text it reads all rows once now, to find their types.
    ///
    /// - Throws: ``WarehouseError``.
    package func sql(for source: ResolvedSource) throws(WarehouseError) -> SQL {
        switch source.format {
        case .csv, .tsv: return try DelimitedText(source, connection).query()
        case .json, .jsonLines:
            // Told types make each later use cheap and the same.
            let columns = try connection.describe(jsonLines(source))
            return jsonLines(source, columns: columns)
        case .parquet: return try parquet(source)
        case .duckDB: return try attached(source)
        case .sqlite:
            let copy = Identifier("copy of \(source.name)")
            try SQLiteFile(source: source, connection: connection).load(as: copy)
            return "SELECT * FROM \(copy)"
        }
    }

    private func check(_ names: [String], _ source: ResolvedSource) throws(WarehouseError) {
        let findings = ColumnNames.findings(names, file: source.files.first?.fileName, source: source.name)
        if !findings.isEmpty { throw WarehouseError(columnNames: findings) }
    }

    // MARK: JSON lines

    private func jsonLines(_ source: ResolvedSource, columns: [EngineColumn]? = nil) -> SQL {
        let files = Literal.list(source.files.map { .text($0) })
        let format = Literal(source.format == .json ? "auto" : "newline_delimited")
        guard let columns else {
            return """
                SELECT * FROM read_json(\(files), format = \(format), records = 'true', sample_size = -1, \
                maximum_sample_files = \(Limits.filesPerSource), ignore_errors = false)
                """
        }
        return """
            SELECT * FROM read_json(\(files), format = \(format), records = 'true', ignore_errors = false, \
            columns = {\(columns.map { "\(Literal($0.name)): \(Literal($0.engineType))" as SQL })})
            """
    }

    private func loadJSONLines(_ source: ResolvedSource, as name: Identifier) throws(WarehouseError) {
        try connection.execute("CREATE OR REPLACE TABLE \(name) AS \(jsonLines(source))")
    }

    // MARK: Parquet

    private func parquet(_ source: ResolvedSource) throws(WarehouseError) -> SQL {
        if source.files.count > 1 { try checkTypesAgree(source) }
        return "SELECT * FROM read_parquet(\(Literal.list(source.files.map { .text($0) })))"
    }

    private func checkTypesAgree(_ source: ResolvedSource) throws(WarehouseError) {
        let first = try Parquet.columns(of: source.files[0], connection)
        for file in source.files.dropFirst() {
            let columns = try Parquet.columns(of: file, connection)
            guard columns != first else { continue }
            for column in columns {
                let other = first.first { $0.name == column.name }
                if column.engineType == other?.engineType { continue }
                var error = WarehouseError(
                    .sourceTypesDiffer,
                    other.map {
                        "column '\(column.name)' is \(column.engineType) here and \($0.engineType) in "
                            + source.files[0].fileName
                    } ?? "column '\(column.name)' is not in \(source.files[0].fileName)", column: column.name)
                error.file = file.fileName
                throw error
            }
            // The same columns in another order are found by name.
            guard let missing = first.first(where: { column in !columns.contains { $0.name == column.name } }) else {
                continue
            }
            var error = WarehouseError(
                .sourceTypesDiffer, "column '\(missing.name)' of \(source.files[0].fileName) is missing",
                column: missing.name)
            error.file = file.fileName
            throw error
        }
    }

    // MARK: DuckDB files

    /// Attaches the file for reading and selects the table.
    private func attached(_ source: ResolvedSource) throws(WarehouseError) -> SQL {
        guard let file = source.files.first, source.files.count == 1 else {
            throw WarehouseError(.sourceUnreadable, "a DuckDB source is one file")
        }
        let catalog = Identifier("source \(source.name)")
        try connection.execute("ATTACH IF NOT EXISTS \(Literal(file)) AS \(catalog) (READ_ONLY)")
        let tables = try connection.query(
            """
            SELECT schema_name AS s, table_name AS t FROM duckdb_tables() WHERE database_name = \(Literal(catalog.name))
            UNION ALL SELECT schema_name, view_name FROM duckdb_views()
            WHERE database_name = \(Literal(catalog.name)) AND NOT internal ORDER BY 1, 2
            """)
        guard case .text(let schemas)? = tables["s"], case .text(let names)? = tables["t"] else {
            throw WarehouseError(.engineFailed, "the engine does not list the tables of a file")
        }
        let all = (0..<tables.rowCount).map { (schema: schemas[$0] ?? "", name: names[$0] ?? "") }
        let matching = all.filter { table in
            source.table.map { $0 == table.name || $0 == "\(table.schema).\(table.name)" } ?? true
        }
        guard matching.count == 1, let table = matching.first else {
            let list = all.prefix(Limits.findingsShown).map { "\($0.schema).\($0.name)" }.joined(separator: ", ")
            var error = WarehouseError(
                .sourceUnreadable,
                matching.isEmpty
                    ? source.table.map { "the file has no table '\($0)'" } ?? "the file has no table"
                    : "the file has several tables: \(list)",
                advice: all.isEmpty
                    ? "give a file with a table"
                    : "name one: FILE:TABLE on the command line, 'table' in a brief; the file has \(list)")
            error.file = file.fileName
            if matching.count > 1 {
                error.evidence["tables"] = .array(all.map { .string("\($0.schema).\($0.name)") })
            }
            throw error
        }
        return "SELECT * FROM \(Identifier(path: [catalog.name, table.schema, table.name]))"
    }
}

extension String {
    /// The last name of a path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}
