import Columns
import Evidence
import Warehouse

/// Columns of the sources that are missing where there is no outcome and present where there is one.
///
/// It looks before the dataset's SQL drops the rows without an outcome, which hides the tie.
struct SourceMissingness {
    let dataset: AuditedDataset
    let sources: [AuditedSource]
    /// Which rows of the dataset it is tried on what a column feeds; the engine can skip the others.
    let tried: SQL
    let ask: AuditAsk

    /// Columns with nulls whose patterns are looked at together.
    private static let columnsTried = 24
    /// Rows without an outcome, of which most lack the column, from which on it is no chance.
    private static let rowsMissing = 10

    /// A column that is missing where another is, and never where that is present.
    struct Tie: Hashable {
        let source: String
        let column: String
        let outcome: String
        /// Rows that lack the outcome, and those of them that lack the column too.
        let without: Int
        let missing: Int
    }

    func run() async throws -> [Finding] {
        let ties = try await ties()
        guard !ties.isEmpty else { return [] }
        let fed = try await fed(by: ties)
        var findings: [Finding] = []
        var blamed: Set<String> = []
        for tie in ties where fed[Cell(source: tie.source, column: tie.outcome)]?.label == true {
            for feature in fed[Cell(source: tie.source, column: tie.column)]?.features ?? []
            where blamed.insert(feature).inserted {
                findings.append(finding(tie, feature: feature))
            }
        }
        return findings
    }

    // MARK: Patterns of nulls

    /// The pairs of columns that are tied, in each source.
    private func ties() async throws -> [Tie] {
        var counts = QueryPlan(purpose: "counting what is missing")
        for (position, source) in sources.enumerated() {
            let facts = source.columns.enumerated().map { index, column in
                "count(\(Identifier(column.name))) AS \(Identifier("c\(index)"))" as SQL
            }
            try counts.ask("\(position)", "SELECT \(facts) FROM \(source.relation)")
        }
        let present = try await ask(counts)
        var patterns = QueryPlan(purpose: "comparing what is missing")
        var nullable: [[EngineColumn]] = []
        for (position, source) in sources.enumerated() {
            let facts = AnswerRow(try present.table("\(position)"))
            let columns = source.columns.enumerated().filter { index, _ in
                let nulls = source.rows - (facts["c\(index)"] ?? 0)
                return nulls >= Self.rowsMissing && nulls < source.rows
            }.map(\.element).prefix(Self.columnsTried)
            nullable.append(Array(columns))
            guard columns.count > 1 else { continue }
            let flags = columns.enumerated().map { index, column in
                "\(Identifier(column.name)) IS NULL AS \(Identifier("n\(index)"))" as SQL
            }
            let names = columns.indices.map { Identifier("n\($0)") }
            try patterns.ask(
                "\(position)",
                """
                SELECT \(names), count(*) AS n FROM (SELECT \(flags) FROM \(source.relation)) AS p GROUP BY \(names)
                """, mayFail: true)
        }
        guard !patterns.steps.isEmpty else { return [] }
        let answers = try await ask(patterns)
        return sources.indices.flatMap { position -> [Tie] in
            guard let table = try? answers.table("\(position)") else { return [] }
            return Self.ties(source: sources[position].name, nullable[position].map(\.name), table)
        }
    }

    /// Reads the patterns of one source: a row a pattern, with how many rows have it.
    static func ties(source: String, _ columns: [String], _ patterns: Table) -> [Tie] {
        guard case .integer(let counts)? = patterns["n"] else { return [] }
        let isNull = columns.indices.map { index -> [Bool] in
            guard case .boolean(let flags)? = patterns["n\(index)"] else { return [] }
            return (0..<patterns.rowCount).map { flags[$0] ?? false }
        }
        func rows(_ matches: (Int) -> Bool) -> Int {
            (0..<patterns.rowCount).reduce(0) { $0 + (matches($1) ? Int(counts[$1] ?? 0) : 0) }
        }
        var ties: [Tie] = []
        for outcome in columns.indices {
            let without = rows { isNull[outcome][$0] }
            for column in columns.indices where column != outcome {
                let missing = rows { isNull[column][$0] && isNull[outcome][$0] }
                let elsewhere = rows { isNull[column][$0] && !isNull[outcome][$0] }
                guard elsewhere == 0, 2 * missing > without, missing >= rowsMissing else { continue }
                ties.append(
                    Tie(
                        source: source, column: columns[column], outcome: columns[outcome], without: without,
                        missing: missing))
            }
        }
        return ties
    }

    // MARK: What a column feeds

    private struct Cell: Hashable {
        let source: String
        let column: String
    }

    private struct Fed {
        var label = false
        var features: [String] = []
    }

    /// For each column of a tie: whether it makes the label or decides which rows there are, and the features that
    /// change without it.
    private func fed(by ties: [Tie]) async throws -> [Cell: Fed] {
        let columns = tied(by: ties)
        let watched =
            dataset.featureColumns.filter { $0.type != .unsupported }
            + [dataset.column(dataset.label)].compactMap(\.self)
        let facts = watched.enumerated().map { index, column in
            "\(Checksum.ofRounded(column)) AS \(Identifier("s\(index)"))" as SQL
        }
        let whole: SQL = "SELECT count(*) AS n, \(facts) FROM \(dataset.relation) WHERE \(tried)"
        // Mostly no feature is made of any of them, which one look at all together tells.
        var first = QueryPlan(purpose: "the search for what a column feeds")
        try first.ask("whole", whole)
        try first.ask("none", query(columns, becoming: { _ in "NULL" }, whole), mayFail: true)
        let ends = try await ask(first)
        let before = AnswerRow(try ends.table("whole"))
        if let none = try? ends.table("none"), case let none = AnswerRow(none), none["n"] == before["n"],
            watched.indices.dropLast().allSatisfy({ before.text("s\($0)") == none.text("s\($0)") })
        {
            return [:]
        }
        var plan = QueryPlan(purpose: "the search for what a column feeds")
        for (position, entry) in columns.enumerated() {
            try plan.ask("\(position)", query([entry], becoming: { _ in "NULL" }, whole), mayFail: true)
        }
        let answers = try await ask(plan)
        // Where rows go without a column, what it feeds shows when it has one value.
        let null = columns.indices.map { (try? answers.table("\($0)")).map(AnswerRow.init) }
        var again = QueryPlan(purpose: "the search for what a column feeds")
        for (position, entry) in columns.enumerated() where null[position].map({ $0["n"] != before["n"] }) ?? true {
            let same: (TiedColumn) -> SQL = { "(SELECT max(v) FROM \(value(of: $0)))" }
            try again.ask("\(position)", query([entry], becoming: same, whole), mayFail: true)
        }
        let others = again.steps.isEmpty ? QueryAnswers() : try await ask(again)
        var fed: [Cell: Fed] = [:]
        for (position, entry) in columns.enumerated() {
            fed[Cell(source: entry.source.name, column: entry.column)] = Self.fed(
                before, null: null[position], same: (try? others.table("\(position)")).map(AnswerRow.init),
                watched.map(\.name))
        }
        return fed
    }

    private typealias TiedColumn = (source: AuditedSource, column: String)

    /// The columns of ties, each once.
    private func tied(by ties: [Tie]) -> [TiedColumn] {
        var columns: [TiedColumn] = []
        for tie in ties {
            for name in [tie.outcome, tie.column] {
                guard let source = sources.first(where: { $0.name == tie.source }),
                    !columns.contains(where: { $0.source.name == tie.source && $0.column == name })
                else { continue }
                columns.append((source, name))
            }
        }
        return columns
    }

    /// The query on sources in which each of these columns holds one value.
    private func query(_ entries: [TiedColumn], becoming value: (TiedColumn) -> SQL, _ whole: SQL) -> SQL {
        let views = sources.compactMap { source -> SQL? in
            let own = entries.filter { $0.source.name == source.name }
            guard !own.isEmpty else { return nil }
            let cells = source.columns.map { column -> SQL in
                let name = Identifier(column.name)
                guard let entry = own.first(where: { $0.column == column.name }) else { return "\(name)" }
                return "\(SQL.tryCast(value(entry), toTypeOf: column)) AS \(name)"
            }
            return "\(Identifier(source.name)) AS (SELECT \(cells) FROM \(source.relation))"
        }
        return "WITH \(views) \(whole)"
    }

    private func value(of entry: TiedColumn) -> SQL {
        "(SELECT \(Identifier(entry.column)) AS v FROM \(entry.source.table)) AS values"
    }

    /// Where rows go with a column, it decides about them as a label does; what it feeds shows when it has one value.
    private static func fed(_ before: AnswerRow, null: AnswerRow?, same: AnswerRow?, _ watched: [String]) -> Fed {
        func changed(_ after: AnswerRow?) -> [Int] {
            guard let after, after["n"] == before["n"] else { return [] }
            return watched.indices.filter { before.text("s\($0)") != after.text("s\($0)") }
        }
        let all = Set(changed(null) + changed(same))
        return Fed(
            label: all.contains(watched.count - 1) || null.map { $0["n"] != before["n"] } ?? false,
            features: all.filter { $0 < watched.count - 1 }.sorted().map { watched[$0] })
    }

    private func finding(_ tie: Tie, feature: String) -> Finding {
        let direct = feature == tie.column ? "" : " (from \(tie.source).\(tie.column))"
        return Finding(
            .error, .missingWithOutcome,
            "'\(feature)'\(direct) is missing in \(NumberText.count(tie.missing)) of \(NumberText.count(tie.without)) "
                + "rows without an outcome ('\(tie.outcome)') and never in one with it",
            advice:
                "it is learnt with the outcome or after it: exclude it, or say with known_at that it is known before",
            source: tie.source, column: feature, count: tie.missing,
            evidence: ["source_column": .string(tie.column), "outcome": .string(tie.outcome)])
    }
}

/// Numbers that follow from the values of a column, in whatever order they stand, as text.
enum Checksum {
    /// Alike for doubles that differ in their last digits, as sums do.
    static func ofRounded(_ column: EngineColumn) -> SQL {
        let name: SQL = "\(Identifier(column.name))"
        return SQL.text("sum(\(SQL.hash([column.type == .double ? SQL.singlePrecision(name) : name])))")
    }

    /// The same beside the key of each row.
    static func rounded(_ column: EngineColumn, key: [String]) -> SQL {
        let value: SQL = "\(Identifier(column.name))"
        let rounded = column.type == .double ? SQL.singlePrecision(value) : value
        return SQL.text("sum(\(SQL.hash(key.map { "\(Identifier($0))" as SQL } + [rounded])))")
    }

    /// Every bit counts, each value beside the key of its row.
    static func exact(_ column: EngineColumn, key: [String]) -> SQL {
        SQL.text("sum(\(SQL.hash((key + [column.name]).map { "\(Identifier($0))" as SQL })))")
    }
}
