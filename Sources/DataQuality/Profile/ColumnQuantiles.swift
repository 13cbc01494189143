import Columns
import Evidence
import Warehouse

/// Quantiles of the finite values of each column of numbers or moments.
struct ColumnQuantiles {
    /// Rows up to which quantiles are of all of them.
    private static let mostRows = 2_000_000
    /// Columns of which all values are held in memory at once.
    private static let columnsAtOnce = 8

    private static let shares = Literal.list(ProfiledColumn.Quantiles.shares.map { .double($0) })

    /// - Returns: by the column's number; none of columns without a finite value.
    static func all(_ table: ProfileTable, _ asker: ProfileAsker) async throws -> [Int: ProfiledColumn.Quantiles] {
        var found: [Int: ProfiledColumn.Quantiles] = [:]
        let picks = SQL((1...ProfiledColumn.Quantiles.shares.count).map { "q[\($0)]" })
        let ofSample = table.isWhole || table.count > mostRows
        if ofSample {
            let rows = try await asker.rows(
                """
                SELECT c, \(picks) FROM (SELECT c, quantile_cont(v, \(shares)) AS q FROM \(ProfileTable.numbers)
                WHERE isfinite(v) GROUP BY c) AS q
                """)
            for row in rows {
                guard let number = row[0].integer else { continue }
                found[number] = quantiles(row.dropFirst(), isSampled: !table.isWhole)
            }
            return found
        }
        for columns in ProfileTable.batches(table.numeric, of: columnsAtOnce) {
            let each = columns.map { column -> SQL in
                """
                SELECT \(column.number) AS c, \(picks) FROM (SELECT quantile_cont(\(column.value), \(shares)) AS q
                FROM \(table.rows) WHERE isfinite(\(column.value))) AS q
                """
            }
            for row in try await asker.rows(SQL(each, separatedBy: " UNION ALL ")) {
                guard let number = row[0].integer else { continue }
                found[number] = quantiles(row.dropFirst(), isSampled: false)
            }
        }
        return found
    }

    private static func quantiles(_ cells: ArraySlice<Cell>, isSampled: Bool) -> ProfiledColumn.Quantiles? {
        let values = cells.compactMap(\.number)
        guard values.count == ProfiledColumn.Quantiles.shares.count, values.allSatisfy(\.isFinite) else { return nil }
        return ProfiledColumn.Quantiles(values: values, isSampled: isSampled)
    }
}
