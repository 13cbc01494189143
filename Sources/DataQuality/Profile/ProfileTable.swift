import Columns
import Evidence
import Warehouse

/// A table as a profile asks for it: each column by its number, as a double or a text.
///
/// Names stand in one place only, so that none gets in the way of a statement, and columns of one kind can be asked
/// together, one below the other, whatever their types are.
struct ProfileTable {
    /// A column with its number.
    struct Column {
        let number: Int
        let engine: EngineColumn

        var name: String { engine.name }

        var kind: ProfiledColumn.Kind {
            switch engine.type {
            case .integer, .double: .number
            case .date, .timestamp, .instant: .moment
            case .text: .text
            case .boolean: .boolean
            case .unsupported: .unsupported
            }
        }

        /// Whether it is asked for as doubles; moments are microseconds.
        var isNumeric: Bool { kind == .number || kind == .moment }

        /// Whether it may be NaN or infinite.
        var isFloating: Bool { engine.type == .double }

        /// Its values in the forms below.
        var value: Identifier { Identifier("v\(number)") }

        /// The length of a text.
        var length: Identifier { Identifier("n\(number)") }

        /// What is asked for in its place.
        fileprivate var forms: [SQL] {
            let name = Identifier(engine.name)
            switch kind {
            case .number: return ["\(SQL.cast("\(name)", to: .double)) AS \(value)"]
            case .moment:
                let moment: SQL = "CASE WHEN isfinite(\(name)) THEN TRY(epoch_us(\(name))) END"
                return ["\(SQL.cast(moment, to: .double)) AS \(value)"]
            case .text, .boolean:
                let text: SQL = engine.engineType == "VARCHAR" ? "\(name)" : SQL.text("\(name)")
                let length = SQL.characterCount(text)
                // Long texts keep what tells them apart.
                let kept: SQL = """
                    CASE WHEN \(length) > \(ProfileTable.longText) \
                    THEN left(\(text), \(ProfileTable.longText)) || '…' || \(SQL.md5(text)) ELSE \(text) END
                    """
                return ["\(kept) AS \(value)", "\(length) AS \(self.length)"]
            case .unsupported: return []
            }
        }
    }

    /// The table as the engine knows it.
    let source: SQL
    let columns: [Column]
    /// Rows of the table.
    let count: Int
    /// Rows of the sample.
    let sampleCount: Int
    /// Whether the sample is all rows.
    var isWhole: Bool { sampleCount == count }

    /// Characters of a text that are kept.
    fileprivate static let longText = 120
    /// The sample, a row a row.
    static let sample = Identifier("associate profile")
    /// The sample's numbers, and its texts, a row a value.
    static let numbers = Identifier("associate profile numbers")
    static let texts = Identifier("associate profile texts")

    /// Rows of a sample of few columns; of many columns it has fewer.
    private static let most = 100_000
    private static let fewest = 2_000
    private static let cells = 4_000_000
    /// Columns that one statement sets one below the other.
    static let columnsAtOnce = 200
    /// Columns of the sample that one statement puts below one another.
    private static let columnsUnfolded = 1_000

    /// Draws the sample.
    init(_ relation: CheckedRelation, _ asker: ProfileAsker) async throws {
        source = relation.rows
        columns = relation.columns.enumerated().map { Column(number: $0, engine: $1) }
        let rows = try await asker.rows("SELECT count(*) FROM \(source)")
        count = rows.first?[0].integer ?? 0
        let wanted = max(Self.fewest, min(Self.most, Self.cells / max(1, columns.count)))
        let forms = [" r" as SQL] + columns.flatMap(\.forms)
        let numbered: SQL = "SELECT *, row_number() OVER () - 1 AS r FROM \(source)"
        // Which rows it is follows from their numbers alone, spread so that nothing periodic in them is met.
        let share = 1_000_000 * wanted / max(1, count)
        let drawn: SQL = count <= wanted ? "TRUE" : "\(SQL.hash(["r"])) % 1000000 < \(share)"
        try await asker.execute(
            "CREATE OR REPLACE TEMP TABLE \(Self.sample) AS SELECT \(forms) FROM (\(numbered)) WHERE \(drawn)")
        sampleCount = try await asker.rows("SELECT count(*) FROM \(Self.sample)").first?[0].integer ?? 0
        try await asker.execute("CREATE OR REPLACE TEMP TABLE \(Self.numbers) (c INTEGER, r BIGINT, v DOUBLE)")
        try await asker.execute("CREATE OR REPLACE TEMP TABLE \(Self.texts) (c INTEGER, r BIGINT, v VARCHAR, n BIGINT)")
        for list in Self.batches(numeric, of: Self.columnsUnfolded) {
            try await unfold(list, into: Self.numbers, [list.map(\.value)], asker)
        }
        for list in Self.batches(textual, of: Self.columnsUnfolded) {
            try await unfold(list, into: Self.texts, [list.map(\.value), list.map(\.length)], asker)
        }
    }

    /// Puts the sample's columns one below the other.
    private func unfold(
        _ columns: [Column], into table: Identifier, _ values: [[Identifier]], _ asker: ProfileAsker
    ) async throws {
        let numbers = SQL(columns.map { "\($0.number)" as SQL })
        let lists = SQL(values.map { "unnest([\($0)])" as SQL })
        try await asker.execute(
            "INSERT INTO \(table) SELECT unnest([\(numbers)]), r, \(lists) FROM \(Self.sample)")
    }

    var numeric: [Column] { columns.filter(\.isNumeric) }
    var textual: [Column] { columns.filter { $0.kind == .text || $0.kind == .boolean } }

    /// All rows, with columns by their numbers.
    var rows: SQL {
        isWhole ? "\(Self.sample)" : "(SELECT \(columns.flatMap(\.forms)) FROM \(source)) AS t"
    }

    /// Columns in portions that one statement may hold.
    static func batches(_ columns: [Column], of size: Int = columnsAtOnce) -> [[Column]] {
        stride(from: 0, to: columns.count, by: size).map { Array(columns[$0..<min($0 + size, columns.count)]) }
    }

    /// Columns one below the other, each with its number `c` and what `values` selects of it.
    ///
    /// - Parameters:
    ///   - columns: which.
    ///   - rows: a table expression with columns by their numbers.
    ///   - isFinite: whether only rows count that have a finite number.
    ///   - values: what is selected of a column.
    /// - Returns: the query.
    static func below(
        _ columns: [Column], in rows: SQL, finite isFinite: Bool = false, _ values: (Column) -> SQL
    ) -> SQL {
        SQL(
            columns.map { column in
                let condition: SQL =
                    !isFinite
                    ? "" : column.isFloating ? " WHERE isfinite(\(column.value))" : " WHERE \(column.value) IS NOT NULL"
                return "SELECT \(column.number) AS c, \(values(column)) FROM \(rows)\(condition)"
            }, separatedBy: " UNION ALL ")
    }
}

/// Asks questions of a profile, a plan each.
struct ProfileAsker {
    let ask: Asking

    /// Rows of an answer: facts of columns, their bins and values.
    private static let most = 1_000_000

    /// The rows that answer a query.
    func rows(_ query: SQL) async throws -> [[Cell]] {
        var plan = QueryPlan(purpose: "the profile")
        try plan.ask("rows", query, rowLimit: Self.most)
        return try Self.rows(of: try await ask(plan))
    }

    /// The rows that answer a query, or `nil` where its SQL fails, such as of sums beyond the largest double.
    func attempt(_ query: SQL) async throws -> [[Cell]]? {
        var plan = QueryPlan(purpose: "the profile")
        try plan.ask("rows", query, rowLimit: Self.most, mayFail: true)
        let answers = try await ask(plan)
        return answers.failure("rows") == nil ? try Self.rows(of: answers) : nil
    }

    private static func rows(of answers: QueryAnswers) throws -> [[Cell]] {
        let table = try answers.table("rows")
        return (0..<table.rowCount).map { row in table.columns.map { Cell($0, row: row) } }
    }

    /// Runs a statement for what it does.
    func execute(_ statement: SQL) async throws {
        var plan = QueryPlan(purpose: "the profile")
        try plan.execute(statement)
        _ = try await ask(plan)
    }
}
