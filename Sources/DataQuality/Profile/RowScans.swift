import Columns
import Evidence
import Warehouse

/// What is found of whole rows: copies, and which columns lack their values together.
enum RowScans {
    /// Columns whose missing values are looked at together.
    private static let mostColumns = 500
    /// Patterns that are listed.
    private static let mostPatterns = 20

    static func duplicates(_ table: ProfileTable, _ asker: ProfileAsker) async throws -> ProfileDocument.Duplicates {
        // Two hashes that agree by chance are rarer than a fault of the disk.
        let hash = SQL.hash(table.columns.map { "\(Identifier($0.name))" })
        let row = try await asker.rows(
            """
            SELECT count(*), CAST(coalesce(sum(n - 1), 0) AS BIGINT), coalesce(max(n), 0) FROM
            (SELECT count(*) AS n FROM (SELECT \(hash) AS h FROM \(table.source)) AS h GROUP BY h) AS counts
            """
        ).first
        return ProfileDocument.Duplicates(
            distinctRows: row?[0].integer ?? 0, repeatedRows: row?[1].integer ?? 0, mostFrequent: row?[2].integer ?? 0)
    }

    /// Sets of columns without a value in the same rows; `missing` counts such rows by the number of a column.
    static func missingness(
        _ table: ProfileTable, _ missing: [Int: Int], _ asker: ProfileAsker
    ) async throws -> ProfiledMissingness {
        let columns = table.columns.filter { (missing[$0.number] ?? 0) > 0 }
            .sorted { (missing[$0.number] ?? 0, $1.number) > (missing[$1.number] ?? 0, $0.number) }
            .prefix(mostColumns).sorted { $0.number < $1.number }
        guard !columns.isEmpty else { return ProfiledMissingness(completeRows: table.count, patterns: [], more: 0) }
        let marks = columns.map { column -> SQL in
            let isMissing: SQL =
                column.isFloating ? "\(column.value) IS NULL OR isnan(\(column.value))" : "\(column.value) IS NULL"
            return "CASE WHEN \(isMissing) THEN '1' ELSE '0' END"
        }
        let rows = try await asker.rows(
            """
            SELECT p, n, count(*) OVER () AS patterns FROM (SELECT concat(\(marks)) AS p, count(*) AS n FROM \(table.rows)
            GROUP BY p) AS counts ORDER BY n DESC, p LIMIT \(mostPatterns + 1)
            """)
        let all = rows.map { row in
            ProfiledMissingness.Pattern(
                columns: zip(columns, row[0].text).filter { $1 == "1" }.map(\.0.name), rows: row[1].integer ?? 0)
        }
        let patterns = all.filter { !$0.columns.isEmpty }.prefix(mostPatterns)
        let complete = try await completeRows(all, marks, table, asker)
        let total = (rows.first?[2].integer ?? 0) - (complete > 0 ? 1 : 0)
        return ProfiledMissingness(
            completeRows: complete, patterns: Array(patterns), more: max(0, total - patterns.count))
    }

    /// Where complete rows are rarer than the patterns listed, they are counted apart.
    private static func completeRows(
        _ patterns: [ProfiledMissingness.Pattern], _ marks: [SQL], _ table: ProfileTable, _ asker: ProfileAsker
    ) async throws -> Int {
        if let complete = patterns.first(where: \.columns.isEmpty) { return complete.rows }
        if patterns.count <= mostPatterns { return 0 }
        let rows = try await asker.rows(
            "SELECT count(*) FROM \(table.rows) WHERE position('1' IN concat(\(marks))) = 0")
        return rows.first?[0].integer ?? 0
    }
}
