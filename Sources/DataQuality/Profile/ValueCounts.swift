import Columns
import Evidence
import Warehouse

/// How many different values each column has, and which are the most frequent.
///
/// Where a value in ten or fewer of the sample is new, all rows are counted value by value. Else the count is estimated
/// from the values whose hash falls into a part, and the most frequent values are those of the sample.
struct ValueCounts {
    var distinct: ProfiledColumn.Distinct
    /// With the engine's own values, most frequent first.
    var top: [(value: Cell, count: Int)]
    var isSampled: Bool

    /// Values that are listed.
    static let shown = 10
    /// Rows of which each value is taken into an estimate.
    private static let estimatedRows = 200_000
    /// Columns that may name the rows and are counted exactly.
    private static let mostKeys = 12

    /// - Returns: by the column's number.
    static func all(
        _ table: ProfileTable, _ scans: [Int: NumberScan], _ asker: ProfileAsker
    ) async throws -> [Int: ValueCounts] {
        var found = try await counted(table.numeric, in: "\(ProfileTable.numbers)", isSampled: !table.isWhole, asker)
        found.merge(
            try await counted(table.textual, in: "\(ProfileTable.texts)", isSampled: !table.isWhole, asker)
        ) { $1 }
        if table.isWhole {
            // Doubles cannot tell large whole numbers apart.
            let large = table.numeric.filter { column in
                guard column.engine.type == .integer, let scan = scans[column.number] else { return false }
                return max(scan.maximum ?? 0, -(scan.minimum ?? 0)) >= 9_007_199_254_740_992
            }
            try await countExactly(large, table, in: &found, asker)
            return found
        }
        let (few, many) = partition(table, found)
        for columns in [few.filter(\.isNumeric), few.filter { !$0.isNumeric }] {
            for batch in ProfileTable.batches(columns) {
                let values = ProfileTable.below(batch, in: table.rows) { "\($0.value) AS v" }
                found.merge(try await counted(batch, in: "(\(values)) AS v", isSampled: false, asker)) { $1 }
            }
        }
        try await estimate(many, table, in: &found, asker)
        // Only what may name the rows is worth an exact count.
        let keys = many.filter { column in
            !column.isFloating && (found[column.number].map { 10 * $0.distinct.count > 9 * table.count } ?? false)
        }
        try await countExactly(keys.prefix(mostKeys).map(\.self), table, in: &found, asker)
        return found
    }

    private static func partition(
        _ table: ProfileTable, _ found: [Int: ValueCounts]
    ) -> (few: [ProfileTable.Column], many: [ProfileTable.Column]) {
        let read = table.columns.filter { $0.kind != .unsupported }
        let isFew = { (column: ProfileTable.Column) in
            (found[column.number]?.distinct.count ?? 0) * 10 <= table.sampleCount
        }
        return (read.filter(isFew), read.filter { !isFew($0) })
    }

    /// Counts values one by one.
    private static func counted(
        _ columns: [ProfileTable.Column], in rows: SQL, isSampled: Bool, _ asker: ProfileAsker
    ) async throws -> [Int: ValueCounts] {
        guard !columns.isEmpty else { return [:] }
        let answer = try await asker.rows(
            """
            SELECT c, v, n, d FROM (SELECT c, v, n, count(*) OVER (PARTITION BY c) AS d,
            row_number() OVER (PARTITION BY c ORDER BY n DESC, v) AS k FROM
            (SELECT c, v, count(*) AS n FROM \(rows) WHERE v IS NOT NULL GROUP BY c, v) AS counts) AS ranked
            WHERE k <= \(shown) ORDER BY c, k
            """)
        var found: [Int: ValueCounts] = [:]
        for row in answer {
            guard let number = row[0].integer, let count = row[2].integer, let distinct = row[3].integer else {
                continue
            }
            found[
                number,
                default: ValueCounts(
                    distinct: ProfiledColumn.Distinct(count: distinct, isExact: !isSampled), top: [],
                    isSampled: isSampled)
            ].top.append((row[1], count))
        }
        return found
    }

    /// Estimates from the values whose hash falls into one part of many.
    private static func estimate(
        _ columns: [ProfileTable.Column], _ table: ProfileTable, in found: inout [Int: ValueCounts],
        _ asker: ProfileAsker
    ) async throws {
        let parts = max(1, table.count / estimatedRows)
        for batch in ProfileTable.batches(columns) {
            let values = ProfileTable.below(batch, in: table.rows) {
                "\(SQL.hash(["\($0.value)"])) AS h, \($0.value) IS NOT NULL AS p"
            }
            let answer = try await asker.rows(
                """
                SELECT c, count(DISTINCT h) FROM (\(values)) AS v WHERE p AND h % \(parts) = 0 GROUP BY c
                """)
            for row in answer {
                guard let number = row[0].integer, let count = row[1].integer else { continue }
                let known = found[number]?.distinct.count ?? 0
                found[number]?.distinct = ProfiledColumn.Distinct(
                    count: max(known, count * parts), isExact: parts == 1)
            }
        }
    }

    /// Counts the values of the engine's own type.
    private static func countExactly(
        _ columns: [ProfileTable.Column], _ table: ProfileTable, in found: inout [Int: ValueCounts],
        _ asker: ProfileAsker
    ) async throws {
        for column in columns {
            let answer = try await asker.rows("SELECT count(DISTINCT \(Identifier(column.name))) FROM \(table.source)")
            guard let count = answer.first?[0].integer else { continue }
            found[column.number]?.distinct = ProfiledColumn.Distinct(count: count, isExact: true)
        }
    }
}
