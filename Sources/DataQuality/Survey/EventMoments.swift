import Columns
import Warehouse

/// How the moments of events lie beside the rows of the main table.
struct EventMoments {
    let main: SurveyedTable
    let link: TableLink
    let table: SurveyedTable
    let time: SurveyedColumn

    /// Kinds of events that are tried one by one.
    private static let mostKinds = 8
    /// Share of the span of the events that is kept free where nothing says when it was predicted.
    private static let kept = 0.8

    private func moment(_ column: SurveyedColumn, in alias: Identifier) -> SQL {
        SQL.tryCast(column.value(in: alias), to: .timestamp)
    }

    private var other: Identifier { Identifier(link.on[0].other) }
    private var own: Identifier { Identifier(link.on[0].own) }

    /// Each thing with the first and the last of its events, as `k`, `first` and `last`.
    private func ends(where condition: SQL) -> SQL {
        let e = Identifier("e")
        return """
            (SELECT \(e).\(other) AS k, min(\(moment(time, in: e))) AS "first", max(\(moment(time, in: e))) AS "last" \
            FROM \(table.relation) AS \(e) WHERE \(condition) GROUP BY k) AS x
            """
    }

    /// Share of the rows with an event before a moment of theirs.
    func shareBefore(_ candidate: SurveyedColumn, _ ask: Asking) async throws -> Double {
        let m = Identifier("m")
        var plan = QueryPlan(purpose: "comparing the moments of '\(table.name)' and '\(main.name)'")
        try plan.ask(
            "before",
            """
            SELECT count(*) FILTER (WHERE x."first" < \(moment(candidate, in: m))) AS n FROM \(main.relation) AS \(m) \
            LEFT JOIN \(ends(where: "TRUE")) ON x.k = \(m).\(own)
            """)
        let n = AnswerRow(try await ask(plan).table("before"))["n"] ?? 0
        return main.rows > 0 ? Double(n) / Double(main.rows) : 0
    }

    /// The moment from which on a row of the events, or of one of their kinds, is what the label tells; `nil` where it
    /// tells no such thing.
    func cut(label: String, _ ask: Asking) async throws -> Int64? {
        guard let column = main[label], column.distinct == 2 else { return nil }
        let kinds = table.columns.first { (2...Self.mostKinds).contains($0.distinct) && !$0.values.isEmpty }
        let conditions: [SQL] =
            ["TRUE"]
            + (kinds.map { kinds in
                kinds.values.map { "\(SQL.text("\(Identifier(kinds.name))")) = \(Literal($0.text))" as SQL }
            } ?? [])
        var plan = QueryPlan(purpose: "looking for the moment that the label speaks of")
        for (index, condition) in conditions.enumerated() {
            try plan.ask(
                "\(index)",
                """
                SELECT \(SQL.text("m.\(Identifier(label))")) AS y, epoch_us(min(x."last")) AS least, \
                epoch_us(max(x."last")) AS most, count(*) AS n FROM \(main.relation) AS m \
                LEFT JOIN \(ends(where: condition)) ON x.k = m.\(own) \
                WHERE m.\(Identifier(label)) IS NOT NULL GROUP BY y ORDER BY y
                """)
        }
        let answers = try await ask(plan)
        for index in conditions.indices {
            let table = try answers.table("\(index)")
            guard table.rowCount == 2, case .integer(let least)? = table["least"],
                case .integer(let most)? = table["most"]
            else { continue }
            for (before, after) in [(0, 1), (1, 0)] {
                guard let last = most[before], let first = least[after], last < first else { continue }
                let day = DatasetPlan.Window.day
                let midnight = (last / day + 1) * day
                return midnight <= first ? midnight : last + 1
            }
        }
        return nil
    }

    /// A moment late among the events, for want of a better one.
    var assumedCut: Int64? {
        guard let earliest = time.earliest, let latest = time.latest, latest > earliest else { return nil }
        let day = DatasetPlan.Window.day
        let moment = earliest + Int64(Double(latest - earliest) * Self.kept)
        return moment / day * day > earliest ? moment / day * day : moment
    }
}
