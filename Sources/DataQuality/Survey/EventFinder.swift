import Columns
import Warehouse

/// What is counted and summed of a table of events.
struct EventFinder {
    let plan: DatasetPlan
    let table: SurveyedTable
    let link: TableLink
    let ask: Asking

    /// Pairs of a row and an event past which windows are too dear.
    private static let mostPairs = 500_000_000
    private static let mostNumbers = 4
    private static let mostKinds = 6
    private static let mostWindows = 3

    /// The events; `nil` where they are too many, or have a moment and the predictions none.
    func events() async throws -> DatasetPlan.Events? {
        guard let pair = link.on.first else { return nil }
        let hasTime = plan.timeType != nil
        let time = DatasetPlanner.time(of: table, like: nil)
        guard time == nil || hasTime else { return nil }
        guard try await pairs(pair) <= Self.mostPairs else { return nil }
        let apart = Set([pair.other, time?.name].compactMap(\.self))
        let columns = table.columns.filter { column in
            !apart.contains(column.name) && ColumnRemark.of(column, in: table, key: []) == nil
                && !NameWords(column.name).isIdentifier && !NameWords(column.name).isCalendar
        }
        let kinds = columns.first { column in
            [.text, .boolean].contains(column.type) && (2...Self.mostKinds).contains(column.distinct)
        }
        return DatasetPlan.Events(
            table: table, pair: pair, link: link, time: time?.name,
            windows: time.map { Self.windows(of: $0) } ?? [],
            kinds: kinds.map { ($0.name, $0.values.map(\.text)) },
            numbers: columns.filter { $0.isNumber && $0.distinct > 2 }.prefix(Self.mostNumbers)
                .map { ($0.name, Self.digits(of: $0)) }, alias: table.name + "_before")
    }

    /// Rows of the main table times their events.
    private func pairs(_ pair: TableLink.Pair) async throws -> Int {
        let (own, other) = (Identifier(pair.own), Identifier(pair.other))
        var questions = QueryPlan(purpose: "counting the rows of '\(table.name)'")
        try questions.ask(
            "pairs",
            """
            SELECT CAST(coalesce(least(sum(CAST(a.n AS HUGEINT) * b.n), 9000000000000000000), 0) AS BIGINT) AS n FROM \
            (SELECT \(own) AS k, count(*) AS n FROM \(plan.main.relation) GROUP BY k) AS a JOIN \
            (SELECT \(other) AS k, count(*) AS n FROM \(table.relation) GROUP BY k) AS b ON a.k = b.k
            """)
        return AnswerRow(try await ask(questions).table("pairs"))["n"] ?? 0
    }

    /// Spans that fit into what the events cover.
    static func windows(of time: SurveyedColumn) -> [DatasetPlan.Window] {
        guard let earliest = time.earliest, let latest = time.latest, latest > earliest else { return [] }
        let hour = DatasetPlan.Window.day / 24
        let all = [hour, 6 * hour, 24 * hour] + [7, 30, 90, 365].map { $0 * 24 * hour }
        let fitting = all.filter { 4 * $0 <= latest - earliest }
        return fitting.suffix(mostWindows).map { DatasetPlan.Window(microseconds: $0) }
    }

    /// Digits after the point that are kept of a sum, so that it is exact and fits.
    static func digits(of column: SurveyedColumn) -> Int {
        guard column.type == .double, !column.isWhole else { return 0 }
        let most = max((column.least ?? 0).magnitude, (column.greatest ?? 0).magnitude)
        var (digits, bound) = (9, 1_000.0)
        while digits > 2, most > bound { (digits, bound) = (digits - 1, bound * 10) }
        return digits
    }
}
