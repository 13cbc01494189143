/// The formats of files that sources may have.
package enum SourceFormat: String, Sendable, CaseIterable, Codable {
    case csv
    case tsv
    case parquet
    /// A JSON array of objects, or objects one after the other.
    case json
    /// One JSON object a line.
    case jsonLines = "json-lines"
    /// A database file of DuckDB.
    case duckDB = "duckdb"
    /// A database file of SQLite.
    case sqlite

    /// The format of a database file by its first bytes, where its ending may be any database's.
    ///
    /// - Parameter beginning: the first bytes of the file.
    /// - Returns: the format that the file has.
    package func corrected(by beginning: some Sequence<UInt8>) -> SourceFormat {
        self == .duckDB && beginning.starts(with: SQLiteFile.mark.utf8) ? .sqlite : self
    }

    /// The format by a file's ending, of which `.gz` and `.zst` are taken off first for text formats.
    package init?(path: String) {
        var name = Substring(path.split(separator: "/").last ?? "").lowercased()[...]
        var compressed = false
        for ending in [".gz", ".zst"] where name.hasSuffix(ending) {
            name = name.dropLast(ending.count)
            compressed = true
        }
        switch name.split(separator: ".").last {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        case "parquet" where !compressed, "pq" where !compressed: self = .parquet
        case "duckdb" where !compressed, "ddb" where !compressed, "db" where !compressed: self = .duckDB
        case "sqlite" where !compressed, "sqlite3" where !compressed: self = .sqlite
        default: return nil
        }
    }
}

/// A source whose files have been found.
package struct ResolvedSource: Sendable, Equatable, Codable {
    /// The name under `data.sources`, by which the dataset's SQL knows it.
    package let name: String
    package let format: SourceFormat
    /// Absolute paths without symbolic links, sorted, at least one.
    package let files: [String]
    /// The table or view in a database file, in DuckDB `schema.table` or `table`; `nil` where the file has only one.
    package let table: String?
    /// What stands between the cells of delimited text, one ASCII character; `nil`: the header tells.
    package let delimiter: String?
    /// Columns of delimited text whose cells stay text, whatever they look like.
    package let texts: [String]

    package init(
        name: String, format: SourceFormat, files: [String], table: String? = nil, delimiter: String? = nil,
        texts: [String] = []
    ) {
        self.name = name
        self.format = format
        self.files = files
        self.table = table
        self.delimiter = delimiter
        self.texts = texts
    }
}
