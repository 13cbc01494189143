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
    /// The correlation with the time from which on a column counts time itself.
    private static let clock = 0.95

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

    func profile(
        _ scans: [Int: NumberScan], _ bins: ColumnBins, _ asker: ProfileAsker
    ) async throws -> ProfiledTime? {
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
        var time = ProfiledTime(
            column: column.name, reason: reason, unit: unit, periods: periods, emptyPeriods: max(0, empty),
            drift: try await drift(bins, asker))
        time.morePeriods = max(0, (rows.first?[3].integer ?? 0) - rows.count)
        return time
    }

    /// The population stability index of each column's bins, half a row added to each bin that is empty in a half.
    private func drift(_ bins: ColumnBins, _ asker: ProfileAsker) async throws -> [ProfiledTime.Drift] {
        let rows = try await asker.rows(
            """
            SELECT b.c AS c, b.b AS x, t.b // \(bins.fineness) AS at, count(*) AS n FROM \(ColumnBins.table) AS b
            JOIN \(ColumnBins.table) AS t ON b.r = t.r WHERE t.c = \(column.number) AND t.b >= 0 AND b.c <> \(column.number)
            GROUP BY ALL ORDER BY ALL
            """)
        let columns = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.number, $0) })
        let found = Dictionary(grouping: rows) { $0[0].integer ?? -1 }.compactMap {
            number, rows -> ProfiledTime.Drift? in
            guard let column = columns[number] else { return nil }
            let counts = rows.map { row in
                BinnedRows(
                    bin: bins.coarse(row[1].integer ?? -1, of: column), time: row[2].integer ?? 0,
                    count: row[3].integer ?? 0)
            }
            return Self.drift(of: column, counts)
        }
        return found.sorted { ($1.psi, $0.column) < ($0.psi, $1.column) }
    }

    /// Rows of one bin of a column and one of the time.
    private struct BinnedRows {
        let bin: Int
        let time: Int
        let count: Int

        var isLate: Bool { 2 * time >= ColumnBins.ranks }
    }

    private static func drift(of column: ProfileTable.Column, _ rows: [BinnedRows]) -> ProfiledTime.Drift? {
        func total(_ isCounted: (BinnedRows) -> Bool) -> Int { rows.lazy.filter(isCounted).map(\.count).reduce(0, +) }
        let (early, late) = (total { !$0.isLate }, total { $0.isLate })
        guard early > 0, late > 0 else { return nil }
        let index = Set(rows.map(\.bin)).sorted().map { bin in
            term(total { $0.bin == bin && !$0.isLate }, of: early, total { $0.bin == bin && $0.isLate }, of: late)
        }.reduce(0, +)
        let missing = (total { $0.bin < 0 && !$0.isLate }, total { $0.bin < 0 && $0.isLate })
        return ProfiledTime.Drift(
            column: column.name, psi: index, missingBefore: Double(missing.0) / Double(early),
            missingAfter: Double(missing.1) / Double(late),
            followsTime: column.kind == .moment || (column.isNumeric && isClock(rows)))
    }

    /// Whether bins rise or fall with those of the time, as a month or a running number does.
    private static func isClock(_ rows: [BinnedRows]) -> Bool {
        let present = rows.filter { $0.bin >= 0 }
        let count = Double(present.map(\.count).reduce(0, +))
        func mean(_ value: (BinnedRows) -> Double) -> Double {
            present.map { Double($0.count) * value($0) }.reduce(0, +) / count
        }
        guard count > 0 else { return false }
        let (x, y) = (mean { Double($0.bin) }, mean { Double($0.time) })
        let together = mean { (Double($0.bin) - x) * (Double($0.time) - y) }
        let squares =
            mean { (Double($0.bin) - x) * (Double($0.bin) - x) }
            * mean { (Double($0.time) - y) * (Double($0.time) - y) }
        return squares > 0 && together * together >= clock * clock * squares
    }

    private static func term(_ early: Int, of allEarly: Int, _ late: Int, of allLate: Int) -> Double {
        let before = max(Double(early), 0.5) / Double(allEarly)
        let after = max(Double(late), 0.5) / Double(allLate)
        return (after - before) * log(after / before)
    }
}
