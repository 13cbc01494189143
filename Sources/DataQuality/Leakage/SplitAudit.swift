import Columns
import Evidence
import Warehouse

/// Whether the parts are strangers to each other: rows and groups that stand on both sides, and columns that tell the
/// sides apart.
struct SplitAudit {
    let sample: ColumnSample
    /// The column of the number of a row's part: 0 fits, 2 judges.
    static let part = Identifier("associate part")

    /// The rows with a label, each with the number of its part.
    let rows: SQL
    let count: Int
    let isByTime: Bool
    /// The column that rows are kept together by.
    let group: String?
    /// Whether to look for near copies, and for what tells the parts of a division at random apart, as well.
    let looksCloser: Bool

    private var dataset: AuditedDataset { sample.dataset }
    private var connection: Connection { sample.connection }

    func findings() throws(WarehouseError) -> [Finding] {
        let duplicates = try duplicates()
        // Under a split by time the same customer may well come again.
        let groups = isByTime ? [] : try groups()
        // What was divided by a hash differs by chance alone, unless whole groups went one way.
        let differences = looksCloser || group != nil ? try differences() : []
        return duplicates + groups + differences
    }

    // MARK: The same rows

    private static let share = 0.01
    private static let rowsSame = 10
    /// Rows up to which near copies are looked for.
    private static let rowsCompared = 2_000_000

    private func duplicates() throws(WarehouseError) -> [Finding] {
        let features = dataset.featureColumns.filter { !dataset.key.contains($0.name) && $0.type != .unsupported }
        guard features.count > 1 else { return [] }
        let exact = try same(features.map { "\(Identifier($0.name))" })
        if let finding = try finding(
            exact, "the same features", isSure: { () throws(WarehouseError) in try hasNearKey(among: features) })
        {
            return [finding]
        }
        guard looksCloser, count <= Self.rowsCompared, features.contains(where: { $0.type == .double }) else {
            return []
        }
        let near = try same(
            features.map { $0.type == .double ? Self.rounded("\(Identifier($0.name))") : "\(Identifier($0.name))" })
        return [try finding(near, "the same features to three digits")].compactMap(\.self)
    }

    /// A number to three significant digits.
    private static func rounded(_ value: SQL) -> SQL {
        "CASE WHEN \(value) = 0 OR NOT isfinite(\(value)) THEN \(value) ELSE round(\(value), CAST(2 - floor(log10(abs(\(value)))) AS INTEGER)) END"
    }

    /// Rows that judge (`judging`), those of them that are among the rows that fit (`same`), those with the same
    /// label there (`agree`), distinct rows (`kinds`).
    private func same(_ values: [SQL]) throws(WarehouseError) -> AnswerRow {
        let label = Identifier(dataset.label)
        return AnswerRow(
            try connection.query(
                """
                WITH h AS (SELECT \(SQL.hash(values)) AS h, \(label) AS y, \(Self.part) AS part FROM (\(rows)) AS d), \
                f AS (SELECT h, min(y) AS y FROM h WHERE part = 0 GROUP BY h) \
                SELECT count(*) AS judging, count(f.h) AS same, count(*) FILTER (WHERE f.y = j.y) AS agree, \
                (SELECT count(DISTINCT h) FROM h) AS kinds FROM (SELECT * FROM h WHERE part = 2) AS j \
                LEFT JOIN f ON f.h = j.h
                """))
    }

    /// Whether a column of numbers has a value of its own in at least every second row: rows that share such a value
    /// are copies beyond doubt.
    private func hasNearKey(among features: [EngineColumn]) throws(WarehouseError) -> Bool {
        for column in features where column.type == .double {
            let distinct = try connection.integer(
                "SELECT count(DISTINCT \(Identifier(column.name))) FROM (\(rows)) AS d")
            if 2 * distinct >= count { return true }
        }
        return false
    }

    private func finding(
        _ facts: AnswerRow, _ what: String, isSure: (() throws(WarehouseError) -> Bool)? = nil
    ) throws(WarehouseError) -> Finding? {
        let (judging, same, agree) = (facts["judging"] ?? 0, facts["same"] ?? 0, facts["agree"] ?? 0)
        guard same >= Self.rowsSame, Double(same) >= Self.share * Double(judging) else { return nil }
        // Where columns have few values, rows are the same by chance.
        guard 2 * (facts["kinds"] ?? 0) >= count, 20 * agree >= 19 * same else { return nil }
        let isNear = isSure == nil
        return Finding(
            try isSure?() == true ? .error : .warning, .duplicatesAcrossParts,
            "\(NumberText.count(same)) of \(NumberText.count(judging)) test rows have \(what) as a training row",
            advice: "drop copies in the dataset's SQL, or split: {by: group, group: COLUMN} by what they are copies of",
            count: same, evidence: ["same_label": .integer(Int64(agree)), "near": .bool(isNear)])
    }

    // MARK: The same things

    private func groups() throws(WarehouseError) -> [Finding] {
        var findings: [Finding] = []
        for column in sample.columns.filter(isThing).prefix(Self.mostThings) {
            let name = Identifier(column.name)
            let label: SQL =
                sample.isClass
                ? SQL.text("\(Identifier(dataset.label))")
                : "\(Identifier(dataset.label)) > (SELECT median(\(Identifier(dataset.label))) FROM (\(rows)) AS m)"
            let facts = AnswerRow(
                try connection.query(
                    """
                    WITH d AS (SELECT \(name) AS g, \(label) AS y, \(Self.part) AS part FROM (\(rows)) AS d WHERE \(name) IS NOT NULL), \
                    gy AS (SELECT g, y, count(*) AS n FROM d GROUP BY g, y), \
                    gs AS (SELECT g, sum(n) AS n, sum(n * (n - 1)) AS pairs FROM gy GROUP BY g), \
                    ys AS (SELECT sum(n) AS n FROM gy GROUP BY y) \
                    SELECT (SELECT count(*) FROM gs) AS things, (SELECT count(*) FROM d) AS n, \
                    CAST((SELECT sum(pairs) FROM gs) AS DOUBLE) AS agree, \
                    CAST((SELECT sum(n * (n - 1)) FROM gs) AS DOUBLE) AS pairs, \
                    CAST((SELECT sum(n * n) FROM ys) AS DOUBLE) AS squares, \
                    (SELECT count(*) FROM d WHERE part = 2) AS judging, \
                    (SELECT count(*) FROM d WHERE part = 2 AND g IN (SELECT g FROM d WHERE part = 0)) AS shared
                    """))
            if let finding = finding(column.name, facts) { findings.append(finding) }
        }
        return findings
    }

    /// Columns that may name things, of a very wide table.
    private static let mostThings = 200
    private static let nameEnds = [
        "id", "key", "code", "no", "nr", "number", "uuid", "name", "email", "account", "patient", "customer", "user",
        "subject", "person", "household", "device", "client", "member", "group",
    ]

    /// Whether a column may name things that come again.
    private func isThing(_ column: EngineColumn) -> Bool {
        guard column.name != dataset.label, column.name != group, dataset.key != [column.name] else { return false }
        let name = column.name.lowercased()
        let isNamed = Self.nameEnds.contains { name == $0 || name.hasSuffix("_" + $0) || name.hasSuffix(" " + $0) }
        return column.type == .text || (column.type == .integer && isNamed)
    }

    private func finding(_ name: String, _ facts: AnswerRow) -> Finding? {
        let (things, rows) = (facts["things"] ?? 0, facts["n"] ?? 0)
        guard things >= 20, 2 * things <= rows, rows <= 500 * things, let pairs = facts.number("pairs"), pairs > 0
        else {
            return nil
        }
        let (judging, shared) = (facts["judging"] ?? 0, facts["shared"] ?? 0)
        guard judging > 0, 5 * shared >= judging else { return nil }
        let chance = (facts.number("squares") ?? 0) / (Double(rows) * Double(rows))
        let agree = (facts.number("agree") ?? 0) / pairs
        let excess = chance < 1 ? (agree - chance) / (1 - chance) : 0
        guard excess >= 0.15 else { return nil }
        return Finding(
            excess >= 0.4 ? .error : .warning, .groupsAcrossParts,
            "\(NumberText.percent(Double(shared) / Double(judging))) of the test rows have a '\(name)' that training rows "
                + "have too, and rows of one '\(name)' mostly share their label",
            advice: "split: {by: group, group: \(name)}, so that the test shows how new ones are predicted",
            column: name,
            count: shared, evidence: ["agreement": .number(agree), "by_chance": .number(chance)])
    }

    // MARK: Telling the parts apart

    /// A naive Bayes classifier of test rows against training rows, learnt on one half of the sample.
    private func differences() throws(WarehouseError) -> [Finding] {
        let features = Set(dataset.features)
        let named = sample.columns.enumerated().filter { features.contains($0.element.name) }.prefix(200)
        guard !named.isEmpty, !isByTime else { return [] }
        let coarse = max(1, sample.bins / 50)
        var scores: [(name: String, area: Double)] = []
        for (index, column) in named {
            let bin: SQL = column.type.isOrdered ? "b // \(coarse)" : "b"
            let rows = sample.binned(index)
            try connection.execute(
                """
                CREATE OR REPLACE TEMP TABLE \(Identifier("associate odds \(index)")) AS \
                SELECT s.r, ln((coalesce(m.j, 0) + 1.0) / (coalesce(m.f, 0) + 1.0)) AS o, s.part FROM \
                (SELECT r, \(bin) AS b, part FROM (\(rows)) AS s WHERE half = 1 AND part IN (0, 2)) AS s LEFT JOIN \
                (SELECT \(bin) AS b, count(*) FILTER (WHERE part = 2) AS j, count(*) FILTER (WHERE part = 0) AS f \
                FROM (\(rows)) AS s WHERE half = 0 GROUP BY 1) AS m ON m.b IS NOT DISTINCT FROM s.b
                """)
            scores.append((column.name, try area("SELECT o, part FROM \(Identifier("associate odds \(index)"))")))
        }
        let all = SQL(
            named.map { "SELECT r, o, part FROM \(Identifier("associate odds \($0.offset)"))" as SQL },
            separatedBy: " UNION ALL ")
        let whole = try area("SELECT sum(o) AS o, any_value(part) AS part FROM (\(all)) AS u GROUP BY r")
        for (index, _) in named { try connection.execute("DROP TABLE \(Identifier("associate odds \(index)"))") }
        guard whole >= 0.65 else { return [] }
        let telling = scores.filter { $0.area >= 0.6 }.sorted { ($1.area, $0.name) < ($0.area, $1.name) }.prefix(5)
        let names = telling.map { "'\($0.name)'" }.joined(separator: ", ")
        return [
            Finding(
                .warning, .partsDiffer,
                "test rows can be told from training rows"
                    + (names.isEmpty ? "" : " by \(names)")
                    + " (area under the curve \(NumberText.fixed(whole, decimals: 2)))",
                advice: "see how the rows were divided; the test may not show how the next rows are predicted",
                column: telling.first?.name, evidence: ["area": .number(whole)])
        ]
    }

    /// The area under the ROC curve of a score `o` for rows of part 2 against part 0; ties count a half.
    private func area(_ scores: SQL) throws(WarehouseError) -> Double {
        let facts = AnswerRow(
            try connection.query(
                """
                WITH s AS (SELECT o, part = 2 AS j FROM (\(scores)) AS s), \
                t AS (SELECT o, count(*) FILTER (WHERE j) AS a, count(*) FILTER (WHERE NOT j) AS b FROM s GROUP BY o), \
                c AS (SELECT a, b, sum(b) OVER (ORDER BY o) - b AS below FROM t) \
                SELECT CAST(sum(a * (below + b / 2.0)) AS DOUBLE) AS u, CAST(sum(a) AS BIGINT) AS a, \
                CAST(sum(b) AS BIGINT) AS b FROM c
                """))
        let pairs = Double(facts["a"] ?? 0) * Double(facts["b"] ?? 0)
        return pairs > 0 ? (facts.number("u") ?? 0) / pairs : 0.5
    }
}
