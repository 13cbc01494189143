import Columns
import Evidence
import Foundation
import Warehouse

/// Rows over time, and how columns differ between the earlier and the later half of the sample.
struct TimeCover {
    private let table: ProfileTable
    private let column: ProfileTable.Column
    private let reason: String?

    /// Spans at most.
    private static let mostPeriods = 120
    /// Spans that a unit is chosen for.
    private static let wanted = 48.0
    private static let day = 86_400_000_000.0

    /// The named column, else the one that holds moments in most rows; `nil` where there is none.
    init?(_ table: ProfileTable, named name: String?, _ scans: [Int: NumberScan]) {
        self.table = table
        if let name {
            guard let column = table.columns.first(where: { $0.name == name && $0.kind == .moment }) else { return nil }
            (self.column, reason) = (column, nil)
            return
        }
        let moments = table.columns.filter { column in
            guard column.kind == .moment, let scan = scans[column.number] else { return false }
            return scan.minimum != scan.maximum
        }
        guard
            let best = moments.max(by: {
                (scans[$0.number]?.present ?? 0, $1.number) < (scans[$1.number]?.present ?? 0, $0.number)
            })
        else { return nil }
        column = best
        reason =
            moments.count == 1 ? "the only column of moments" : "of the columns of moments the fullest, then the first"
    }

    /// The unit in which the span has a readable number of periods.
    static func unit(microseconds span: Double) -> ProfiledTime.Unit {
        let lengths: [(ProfiledTime.Unit, Double)] = [
            (.hour, day / 24), (.day, day), (.week, 7 * day), (.month, 30.4 * day), (.quarter, 91.3 * day),
        ]
        return lengths.first { span / $0.1 <= wanted }?.0 ?? .year
    }

    func profile(_ scans: [Int: NumberScan], _ asker: ProfileAsker) async throws -> ProfiledTime? {
        guard let scan = scans[column.number], let first = scan.minimum, let last = scan.maximum else { return nil }
        let unit = Self.unit(microseconds: last - first)
        let moment: SQL = "make_timestamp(CAST(\(column.value) AS BIGINT))"
        let name = Literal(unit.rawValue)
        let rows = try await asker.rows(
            """
            SELECT p, n, date_diff(\(name), min(p) OVER (), max(p) OVER ()) + 1 AS spans, count(*) OVER () AS filled FROM
            (SELECT CAST(date_trunc(\(name), \(moment)) AS TIMESTAMP) AS p, count(*) AS n FROM \(table.rows)
            WHERE \(column.value) IS NOT NULL GROUP BY p) AS periods ORDER BY p LIMIT \(Self.mostPeriods)
            """)
        let kind: TimestampKind = unit == .hour ? .timestamp : .date
        let periods = rows.compactMap { row -> ProfiledTime.Period? in
            guard case .timestamp(let start, _) = row[0] else { return nil }
            return ProfiledTime.Period(start: Moment.text(start, kind), rows: row[1].integer ?? 0)
        }
        let empty = rows.first.map { ($0[2].integer ?? 0) - ($0[3].integer ?? 0) } ?? 0
        return ProfiledTime(
            column: column.name, reason: reason, unit: unit, periods: periods, emptyPeriods: max(0, empty),
            drift: try await drift(asker))
    }

    /// The population stability index of each column's bins, half a row added to each bin that is empty in a half.
    private func drift(_ asker: ProfileAsker) async throws -> [ProfiledTime.Drift] {
        let halves: SQL = """
            SELECT r, v > (SELECT quantile_disc(v, 0.5) FROM \(ProfileTable.numbers) WHERE c = \(column.number)) AS late
            FROM \(ProfileTable.numbers) WHERE c = \(column.number) AND v IS NOT NULL
            """
        let rows = try await asker.rows(
            """
            SELECT b.c, b.b, CAST(count_if(NOT late) AS BIGINT), CAST(count_if(late) AS BIGINT) FROM \(ColumnBins.table) AS b
            JOIN (\(halves)) AS halves ON b.r = halves.r WHERE b.c <> \(column.number) GROUP BY b.c, b.b ORDER BY b.c, b.b
            """)
        let names = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.number, $0.name) })
        let found = Dictionary(grouping: rows) { $0[0].integer ?? -1 }.compactMap {
            number, bins -> ProfiledTime.Drift? in
            guard let name = names[number] else { return nil }
            let counts = bins.map { (bin: $0[1].integer ?? 0, early: $0[2].integer ?? 0, late: $0[3].integer ?? 0) }
            let early = counts.map(\.early).reduce(0, +)
            let late = counts.map(\.late).reduce(0, +)
            guard early > 0, late > 0 else { return nil }
            let index = counts.map { Self.term($0.early, of: early, $0.late, of: late) }.reduce(0, +)
            let missing = counts.first { $0.bin < 0 }
            return ProfiledTime.Drift(
                column: name, psi: index, missingBefore: Double(missing?.early ?? 0) / Double(early),
                missingAfter: Double(missing?.late ?? 0) / Double(late))
        }
        return found.sorted { ($1.psi, $0.column) < ($0.psi, $1.column) }
    }

    private static func term(_ early: Int, of allEarly: Int, _ late: Int, of allLate: Int) -> Double {
        let before = max(Double(early), 0.5) / Double(allEarly)
        let after = max(Double(late), 0.5) / Double(allLate)
        return (after - before) * log(after / before)
    }
}
