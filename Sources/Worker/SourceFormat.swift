/// How a source file is to be read.
package enum SourceFormat: String, Codable, Sendable, CaseIterable {
    case csv
    case tsv
    case parquet
    /// A JSON array of objects, or objects one after the other.
    case json
    /// One JSON object a line.
    case jsonLines = "jsonl"
    /// A DuckDB database file.
    case duckdb
    /// A table of a foreign engine; not a file.
    case table

    /// The format that a file's name says, and how it is compressed; `nil` where it says none.
    static func of(fileName: String) -> (format: SourceFormat, compression: Compression)? {
        var name = fileName.lowercased()
        var compression = Compression.none
        for candidate in [Compression.gzip, .zstd] {
            for ending in candidate.endings where name.hasSuffix(ending) {
                name.removeLast(ending.count)
                compression = candidate
            }
        }
        guard let format = endings.first(where: { name.hasSuffix($0.ending) })?.format else { return nil }
        if compression != .none, !format.mayBeCompressed { return nil }
        return (format, compression)
    }

    private static let endings: [(ending: String, format: SourceFormat)] = [
        (".csv", .csv), (".tsv", .tsv), (".parquet", .parquet), (".jsonl", .jsonLines), (".ndjson", .jsonLines),
        (".json", .json), (".duckdb", .duckdb), (".db", .duckdb),
    ]

    /// The endings that are known, for messages.
    static let knownEndings =
        ".csv, .tsv, .parquet, .json, .jsonl, .ndjson, .duckdb or .db, the text formats also with .gz or .zst"

    private var mayBeCompressed: Bool { isText }

    /// Whether files of this format are lines of text.
    var isText: Bool { [.csv, .tsv, .json, .jsonLines].contains(self) }

    /// Whether a file is fields and lines.
    var isDelimited: Bool { self == .csv || self == .tsv }
}

/// How a text file is compressed.
enum Compression: String, Codable, Sendable, CaseIterable {
    case none
    case gzip
    case zstd

    fileprivate var endings: [String] {
        switch self {
        case .none: []
        case .gzip: [".gz", ".gzip"]
        case .zstd: [".zst", ".zstd"]
        }
    }
}
