import Columns
import Evidence
import Warehouse

/// Correlations of pairs of columns, from the sample.
enum ColumnPairs {
    /// Columns of numbers whose pairs are compared.
    static let mostNumbers = 50
    /// Columns of few values whose pairs are compared.
    static let mostCategories = 30
    /// Values of a column of few values.
    private static let mostValues = 50
    /// Aggregates of one scan; engines take long to plan statements of more.
    private static let pairsPerScan = 100
    private static let ranks = Identifier("associate profile ranks")
    private static let longRanks = Identifier("associate profile ranks by column")

    /// Pearson's and Spearman's.
    ///
    /// Values are taken from their `medians`, so that what is large and varies little keeps its digits.
    static func numbers(
        _ columns: [ProfileTable.Column], medians: [Int: Double], _ asker: ProfileAsker
    ) async throws -> [ProfiledCorrelations.NumberPair] {
        guard columns.count > 1 else { return [] }
        try await rank(columns, medians, asker)
        let pairs = columns.indices.flatMap { first in
            columns.indices.dropFirst(first + 1).map { (columns[first], columns[$0]) }
        }
        var found: [ProfiledCorrelations.NumberPair] = []
        for start in stride(from: 0, to: pairs.count, by: pairsPerScan) {
            let some = Array(pairs[start..<min(start + pairsPerScan, pairs.count)])
            if let measured = try await measure(some, withValues: true, asker) {
                found += measured
                continue
            }
            // Squares of one column beyond the largest double must not hide the others.
            for pair in some {
                var measured = try await measure([pair], withValues: true, asker)
                if measured == nil { measured = try await measure([pair], withValues: false, asker) }
                found += measured ?? []
            }
        }
        return found.sorted { $0.strength > $1.strength }
    }

    private static func measure(
        _ pairs: [(ProfileTable.Column, ProfileTable.Column)], withValues: Bool, _ asker: ProfileAsker
    ) async throws -> [ProfiledCorrelations.NumberPair]? {
        let facts = pairs.flatMap { first, second -> [SQL] in
            let (a, b) = (rank(of: first), rank(of: second))
            let pearson: SQL = withValues ? "corr(\(first.value), \(second.value))" : "CAST(NULL AS DOUBLE)"
            return ["count(\(a) + \(b))", pearson, "corr(\(a), \(b))"]
        }
        // One thread reads what lies in one piece, so that the sums are the same in every call.
        guard let row = try await asker.attempt("SELECT \(facts) FROM \(ranks)")?.first, row.count == facts.count else {
            return nil
        }
        return pairs.enumerated().map { index, pair in
            ProfiledCorrelations.NumberPair(
                first: pair.0.name, second: pair.1.name, rows: row[3 * index].integer ?? 0,
                pearson: row[3 * index + 1].correlation, spearman: row[3 * index + 2].correlation)
        }
    }

    private static func rank(of column: ProfileTable.Column) -> Identifier { Identifier("k\(column.number)") }

    /// Values and their mean ranks, a row a row.
    private static func rank(
        _ columns: [ProfileTable.Column], _ medians: [Int: Double], _ asker: ProfileAsker
    ) async throws {
        let numbers = SQL(columns.map { "\($0.number)" as SQL })
        // Rows of one value share a rank: the least one, and half of what they are more than one.
        try await asker.execute(
            """
            CREATE OR REPLACE TEMP TABLE \(longRanks) AS SELECT c, r, CASE WHEN isfinite(v) THEN
            rank() OVER (PARTITION BY c ORDER BY v) + (count(*) OVER
            (PARTITION BY c ORDER BY v RANGE BETWEEN CURRENT ROW AND CURRENT ROW) - 1) / 2 END AS k
            FROM \(ProfileTable.numbers) WHERE c IN (\(numbers))
            """)
        // Every column has all rows of the sample, so that rows of one place belong together.
        let finite = columns.map { column -> SQL in
            let value: SQL = "\(column.value) - \(Literal(medians[column.number] ?? 0))"
            return column.isFloating
                ? "CASE WHEN isfinite(\(column.value)) THEN \(value) END AS \(column.value)"
                : "\(value) AS \(column.value)"
        }
        let parts = columns.map { column -> SQL in
            """
            POSITIONAL JOIN (SELECT k AS \(rank(of: column)) FROM \(longRanks) WHERE c = \(column.number) ORDER BY r)
            """
        }
        try await asker.execute(
            """
            CREATE OR REPLACE TEMP TABLE \(ranks) AS SELECT * FROM
            (SELECT \(finite) FROM \(ProfileTable.sample) ORDER BY r) \(SQL(parts, separatedBy: " "))
            """)
    }

    /// Cramér's V.
    static func categories(
        _ columns: [ProfileTable.Column], _ asker: ProfileAsker
    ) async throws -> [ProfiledCorrelations.CategoryPair] {
        guard columns.count > 1 else { return [] }
        let chosen = SQL(columns.map { "\($0.number)" as SQL })
        let values: SQL = """
            SELECT c, r, v FROM \(ProfileTable.texts) WHERE v IS NOT NULL AND c IN (\(chosen)) UNION ALL
            SELECT c, r, \(SQL.text("v")) FROM \(ProfileTable.numbers) WHERE isfinite(v) AND c IN (\(chosen))
            """
        let counts: SQL = """
            SELECT a.c AS first, b.c AS second, a.v AS x, b.v AS y, count(*) AS n FROM (\(values)) AS a
            JOIN (\(values)) AS b ON a.r = b.r AND a.c < b.c GROUP BY ALL
            """
        let rows = try await asker.rows(Contingency.query(counts, by: ["first", "second"]))
        let names = Dictionary(uniqueKeysWithValues: columns.map { ($0.number, $0.name) })
        let found = rows.compactMap { row -> ProfiledCorrelations.CategoryPair? in
            guard let first = row[0].integer.flatMap({ names[$0] }), let second = row[1].integer.flatMap({ names[$0] }),
                let table = Contingency(row.dropFirst(2))
            else { return nil }
            return ProfiledCorrelations.CategoryPair(
                first: first, second: second, rows: table.rows, cramersV: table.cramersV)
        }
        return found.sorted { ($0.cramersV ?? -1) > ($1.cramersV ?? -1) }
    }

    /// Columns of few values: texts, booleans and whole numbers that tell classes apart.
    static func categories(
        of table: ProfileTable, _ values: [Int: ValueCounts]
    ) -> [ProfileTable.Column] {
        table.columns.filter { column in
            guard let distinct = values[column.number]?.distinct.count, distinct > 1 else { return false }
            switch column.kind {
            case .text, .boolean: return distinct <= mostValues
            case .number: return !column.isFloating && distinct <= Limits.integerClasses
            case .moment, .unsupported: return false
            }
        }.prefix(mostCategories).map(\.self)
    }
}

extension Cell {
    /// A correlation: what is not a number is none, and rounding leaves none beyond 1.
    var correlation: Double? { number.flatMap { $0.isFinite ? min(1, max(-1, $0)) : nil } }
}
