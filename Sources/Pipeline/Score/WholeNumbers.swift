import Columns
import Evidence
import Warehouse
import Worker

/// Columns that held whole numbers alone when the model was fitted, and hold fractions now.
///
/// `31.939` may be a fraction, and may be 31939 with a dot between thousands: the file does not say which.
struct WholeNumbers {
    private let counts: [(column: String, rows: Int)]

    /// Counts fractions where there should be none; nothing is asked where all types are as they were.
    ///
    /// - Parameters:
    ///   - columns: of the input.
    ///   - known: the types that the columns had.
    ///   - relation: the rows.
    ///   - session: where the input is open.
    /// - Throws: what the worker fails with.
    init(
        _ columns: [EngineColumn], known: [String: ColumnType], relation: SQL, _ session: WorkerSession
    ) async throws {
        let wanted = columns.filter { $0.type == .double && known[$0.name] == .integer }.map(\.name)
        guard !wanted.isEmpty else {
            counts = []
            return
        }
        let cells = wanted.enumerated().map { index, name -> SQL in
            let cell = Identifier(name)
            return "count(*) FILTER (isfinite(\(cell)) AND \(cell) <> trunc(\(cell))) AS \(Identifier("c\(index)"))"
        }
        var plan = QueryPlan(purpose: "a look for fractions")
        try plan.ask("fractions", "SELECT \(SQL(cells)) FROM \(relation)")
        let answer = try await session.answers(to: plan).table("fractions")
        counts = wanted.enumerated().compactMap { index, name in
            guard case .integer(let rows)? = answer["c\(index)"], let rows = rows[0], rows > 0 else { return nil }
            return (name, Int(rows))
        }
    }

    func contains(_ column: String) -> Bool { counts.contains { $0.column == column } }

    /// A warning for each.
    ///
    /// - Parameters:
    ///   - file: the input as messages name it.
    ///   - source: the source of the brief; `nil` for what the model reads itself.
    /// - Returns: the warnings.
    func findings(file: String?, source: String? = nil) -> [Finding] {
        counts.map { column, rows in
            Finding(
                .warning, .schemaChanged,
                "'\(column)' has a fraction in \(NumberText.counted(rows, "row")), and was whole in every row when the "
                    + "model was fitted",
                advice:
                    "where the dot stands between thousands (31.939 for 31939), take it out of the file: it was read as "
                    + "a decimal point; where it is one, run the brief again with such rows",
                file: file, source: source, column: column, count: rows)
        }
    }
}
