import Warehouse

/// The forms in which scored rows are written.
enum ScoreFormat: Sendable {
    case parquet
    case csv
    case jsonLines

    /// The form by the output's ending; standard output gets CSV.
    ///
    /// - Throws: ``ArgumentError`` where the ending says none.
    init(output: String) throws {
        guard output != "-" else {
            self = .csv
            return
        }
        let name = output.split(separator: "/").last.map { $0.lowercased() } ?? ""
        switch name.split(separator: ".").last {
        case "parquet", "pq": self = .parquet
        case "csv": self = .csv
        case "jsonl", "ndjson": self = .jsonLines
        default:
            throw ArgumentError(
                "--output names '\(output)', whose ending says no form",
                advice: "end it in .parquet, .csv or .jsonl, or write - for CSV on standard output")
        }
    }

    /// Writes the rows of a query in their order, as they come.
    ///
    /// - Throws: `WarehouseError`.
    func copy(_ query: SQL, to path: String, _ connection: Connection) throws(WarehouseError) {
        switch self {
        case .parquet: try Parquet.copy(query, to: path, connection)
        case .csv: try connection.execute("COPY (\(query)) TO \(Literal(path)) (FORMAT csv, HEADER true)")
        case .jsonLines: try connection.execute("COPY (\(query)) TO \(Literal(path)) (FORMAT json)")
        }
    }
}
