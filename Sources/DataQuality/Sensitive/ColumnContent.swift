import Columns
import Warehouse

/// What the values of one column look like, in a sample of the rows.
struct ColumnContent {
    let column: EngineColumn
    /// Rows of the sample that have a value.
    private(set) var rows = 0
    /// Different values among them; shares are of these, so that one frequent value does not decide.
    private(set) var values = 0
    private var fitting = [Int](repeating: 0, count: ContentPattern.allCases.count)
    /// Values that are codes as a whole, or that stand within a text.
    private(set) var codes: [Digits] = []
    private(set) var codesWithin: [Digits] = []

    init(_ column: EngineColumn) { self.column = column }

    /// Different values that fit a pattern.
    subscript(pattern: ContentPattern) -> Int { fitting[pattern.rawValue] }

    /// Takes some values that fit the same patterns.
    mutating func add(values: Int, rows: Int, mask: Int, candidate: String?) {
        self.values += values
        self.rows += rows
        for pattern in ContentPattern.allCases where mask & pattern.bit != 0 { fitting[pattern.rawValue] += values }
        guard let candidate else { return }
        if mask & ContentPattern.codeWithin.bit != 0 {
            codesWithin.append(Digits(candidate))
        } else {
            codes.append(Digits(candidate))
        }
    }
}

/// A sample of rows that does not depend on their order, and what the engine sees in it.
struct ContentSample {
    /// Rows looked at; more would find nothing more in most columns, and take longer.
    static let rows = 2_000
    /// Columns of one query.
    private static let columnsPerScan = 200
    private static let purpose = "the look for personal data"
    /// The least number of seven digits.
    private static let shortestCode = 1e6
    /// Characters of a value that are looked at.
    private static let characters = 1_000

    let relation: CheckedRelation

    /// What the columns that can be read hold, and how many rows were looked at.
    ///
    /// - Throws: what `ask` throws.
    func contents(ask: @escaping Asking) async throws -> (columns: [ColumnContent], rows: Int) {
        let readable = try await candidates(ask)
        var contents: [ColumnContent] = []
        var sampled = 0
        for start in stride(from: 0, to: readable.count, by: Self.columnsPerScan) {
            let columns = Array(readable[start..<min(start + Self.columnsPerScan, readable.count)])
            var plan = QueryPlan(purpose: Self.purpose)
            try plan.ask("contents", query(columns), rowLimit: (Self.rows + 1) * columns.count)
            let table = try await ask(plan).table("contents")
            var found = columns.map(ColumnContent.init)
            for row in 0..<table.rowCount {
                let cells = table.columns.map { Cell($0, row: row) }
                guard let column = cells[0].integer, column >= 0 else {
                    sampled = cells[4].integer ?? 0
                    continue
                }
                guard let mask = cells[1].integer, let values = cells[3].integer,
                    let rows = cells[4].integer
                else { continue }
                let candidate: String? = if case .text(let text) = cells[2] { text } else { nil }
                found[column].add(values: values, rows: rows, mask: mask, candidate: candidate)
            }
            contents += found
        }
        return (contents, sampled)
    }

    /// Columns that may hold what is looked for.
    ///
    /// Of numbers whose ends statistics tell, only those with seven digits can be a code, a phone number or a date, unless
    /// the column's name speaks of what shorter ones are; the others need no look.
    private func candidates(_ ask: @escaping Asking) async throws -> [EngineColumn] {
        let readable = relation.columns.filter { $0.type != .unsupported && $0.type != .boolean }
        guard relation.isStored else { return readable }
        let ends = try readable.filter { $0.type.isNumber && !Self.saysShortNumbers($0.name) }.map { column in
            let name = Identifier(column.name)
            return (name: column.name, least: try Fact(leastOf: name), greatest: try Fact(greatestOf: name))
        }
        var finder = FactFinder(relation, purpose: Self.purpose, ask: ask)
        try await finder.find(ends.flatMap { [$0.least, $0.greatest] })
        let short = ends.filter { column in
            [column.least, column.greatest].allSatisfy { end in
                finder.facts[end].number.map { $0.magnitude < Self.shortestCode } ?? false
            }
        }
        let names = Set(short.map(\.name))
        return readable.filter { !names.contains($0.name) }
    }

    private static func saysShortNumbers(_ name: String) -> Bool {
        !ColumnWords(name).kinds.isDisjoint(with: [.birthDate, .coordinates])
    }

    /// Each value of the sample once, with what it fits; values leave the engine only where a checksum is to be tried.
    private func query(_ columns: [EngineColumn]) -> SQL {
        let names = columns.map { Identifier($0.name) }
        let parts = Form.allCases.compactMap { form -> SQL? in
            let chosen = columns.enumerated().filter { Form($1.type) == form }
            guard !chosen.isEmpty else { return nil }
            let numbers = chosen.map { "\($0.offset)" as SQL }
            let texts = chosen.map { text($0.element) }
            return """
                SELECT c, v, count(*) AS n, CAST(\(form.mask) AS BIGINT) AS mask FROM (
                SELECT c, left(trim(v), \(Self.characters)) AS v FROM (
                SELECT unnest([\(numbers)]) AS c, unnest([\(texts)]) AS v FROM sample) AS long) AS trimmed
                WHERE v <> '' GROUP BY c, v
                """
        }
        return """
            WITH sample AS MATERIALIZED (
            SELECT \(names) FROM \(relation.rows) ORDER BY hash(\(names)) LIMIT \(Self.rows))
            SELECT CAST(c AS BIGINT) AS c, mask, \(ContentPattern.candidate) AS candidate,
            CAST(count(*) AS BIGINT) AS values, CAST(sum(n) AS BIGINT) AS rows
            FROM (\(SQL(parts, separatedBy: " UNION ALL "))) AS marked GROUP BY ALL
            UNION ALL SELECT -1, 0, NULL, 0, count(*) FROM sample ORDER BY ALL
            """
    }

    /// Columns of one form are asked the same.
    private enum Form: CaseIterable {
        case text
        case number
        case moment

        init(_ type: ColumnType) { self = type == .text ? .text : type.isNumber ? .number : .moment }

        /// The number that says what `v` fits.
        var mask: SQL {
            let bits = ContentPattern.allCases.compactMap { pattern -> SQL? in
                let condition: SQL? =
                    switch self {
                    case .text: pattern.condition
                    case .number: pattern.numberCondition
                    case .moment: pattern == .date ? "TRUE" : nil
                    }
                return condition.map { "CASE WHEN \($0) THEN \(pattern.bit) ELSE 0 END" }
            }
            return SQL(bits, separatedBy: " + ")
        }
    }

    /// A value as text; a whole number that is held as one with a fraction without it.
    private func text(_ column: EngineColumn) -> SQL {
        let sql = ColumnSQL(column)
        guard column.type == .double, !column.engineType.hasSuffix("INT") else { return sql.text }
        let number = SQL.cast("\(sql.name)", to: .double)
        return """
            CASE WHEN isfinite(\(number)) AND trunc(\(number)) = \(number) AND abs(\(number)) < 9e15 \
            THEN CAST(CAST(\(number) AS BIGINT) AS VARCHAR) ELSE CAST(\(sql.name) AS VARCHAR) END
            """
    }
}
