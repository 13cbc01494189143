import Columns
import Warehouse

/// Whether a table has a row for each thing and moment, such as the weather of each hour at each place.
struct SeriesFinder {
    let plan: DatasetPlan
    let table: SurveyedTable
    let links: [TableLink]
    let ask: Asking

    /// Share of the rows that may have a twin.
    private static let twins = 0.01
    /// Share of all things at all moments that must be there.
    private static let density = 0.5
    /// Share of the gaps that must be alike.
    private static let regular = 0.5
    /// Rows of each thing at least.
    private static let fewest = 3
    private static let mostThings = 3

    /// The series; `nil` where it is none, or nothing says when a prediction is made.
    func series() async throws -> DatasetPlan.Series? {
        guard plan.cut == nil, let own = plan.time.flatMap({ plan.main[$0] }),
            let time = DatasetPlanner.time(of: table, like: own.name)
        else { return nil }
        for on in combinations {
            guard let shape = try await shape(on.map(\.other), time) else { continue }
            let columns = table.columns.filter { column in
                column.name != time.name && !on.contains { $0.other == column.name }
                    && !NameWords(column.name).isCalendar && ColumnRemark.of(column, in: table, key: []) == nil
            }
            guard !columns.isEmpty else { continue }
            let found = links.filter { link in on.contains { [$0] == link.on } }.map(\.containment).min() ?? 1
            return DatasetPlan.Series(
                table: table, on: on, time: time.name, step: shape.step, hasTwins: shape.hasTwins,
                alias: table.name + "_known", columns: columns.map(\.name), containment: found)
        }
        return nil
    }

    /// Columns that may name the things, all of them first; none where nothing joins.
    private var combinations: [[TableLink.Pair]] {
        // What belongs to a thing is no series of moments alone.
        guard !links.isEmpty else { return [[]] }
        let pairs = Array(links.filter { !$0.isUniqueTo }.flatMap(\.on).prefix(Self.mostThings))
        let all = pairs.count > 1 ? [pairs] : []
        return all + pairs.map { [$0] }
    }

    /// The step from one moment to the next, where the rows are a series.
    private func shape(_ things: [String], _ time: SurveyedColumn) async throws -> (step: Int64, hasTwins: Bool)? {
        let moment = SQL.tryCast(time.value, to: .timestamp)
        let names = things.map { Identifier($0) }
        let cells: SQL = names.isEmpty ? "0 AS thing" : "(\(names)) AS thing"
        var questions = QueryPlan(purpose: "looking at the moments of '\(table.name)'")
        try questions.ask(
            "shape",
            """
            WITH s AS (SELECT \(cells), epoch_us(\(moment)) AS t FROM \(table.relation)), \
            g AS (SELECT t - lag(t) OVER (ORDER BY t) AS gap FROM (SELECT DISTINCT t FROM s WHERE t IS NOT NULL) AS d) \
            SELECT (SELECT count(*) FROM (SELECT DISTINCT thing, t FROM s) AS d) AS cells, \
            (SELECT count(DISTINCT thing) FROM s) AS things, (SELECT count(DISTINCT t) FROM s) AS moments, \
            (SELECT mode(gap) FROM g) AS step, \
            (SELECT count(*) FROM g WHERE gap = (SELECT mode(gap) FROM g)) AS regular
            """)
        let facts = AnswerRow(try await ask(questions).table("shape"))
        guard let cells = facts["cells"], let things = facts["things"], let moments = facts["moments"],
            let step = facts["step"], step > 0, things > 0
        else { return nil }
        let isUnique = Double(table.rows - cells) <= Self.twins * Double(table.rows)
        let isDense = Double(cells) >= Self.density * Double(things) * Double(moments)
        let isRegular = Double(facts["regular"] ?? 0) >= Self.regular * Double(moments - 1)
        guard isUnique, isDense, isRegular, moments >= Self.fewest * 2 else { return nil }
        return (Int64(step), cells < table.rows)
    }
}
