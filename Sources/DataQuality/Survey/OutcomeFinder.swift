import Columns
import Warehouse

/// Whether the rows of a table happen to the things of another, so that it can be predicted whether they do.
package struct OutcomeFinder {
    private let things: SurveyedTable
    private let events: SurveyedTable
    private let ask: Asking

    /// Spans of outcomes that are tried, in days.
    private static let spans = [90, 30, 14, 7, 1]
    /// Cuts at most, and spans before the first of them from which features come.
    private static let mostCuts: Int64 = 12
    private static let spansBefore: Int64 = 2

    package init(things: SurveyedTable, events: SurveyedTable, ask: @escaping Asking) {
        self.things = things
        self.events = events
        self.ask = ask
    }

    /// The outcome whose two sides are the most even; `nil` where the tables do not belong together, or the events
    /// have no moment or cover too little time.
    ///
    /// - Throws: what `ask` throws.
    package func outcome() async throws -> DatasetPlan.Outcome? {
        let links = try await LinkFinder(from: things, to: events, ask: ask).links()
        guard let link = links.first(where: { $0.isUniqueFrom && !$0.isUniqueTo }), let pair = link.on.first,
            let time = DatasetPlanner.time(of: events, like: nil), let earliest = time.earliest,
            let latest = time.latest
        else { return nil }
        let since = try await since(of: pair, before: time)
        var outcomes: [DatasetPlan.Outcome] = []
        for days in Self.spans {
            let window = DatasetPlan.Window(days: days)
            // A cut stands at midnight, and the window behind the last one is over.
            let last = (latest - window.microseconds) / DatasetPlan.Window.day * DatasetPlan.Window.day
            let cuts = min(Self.mostCuts, (last - earliest) / window.microseconds - Self.spansBefore + 1)
            guard cuts >= 2 else { continue }
            outcomes.append(
                DatasetPlan.Outcome(
                    table: events, pair: pair, time: time.name, window: window,
                    first: last - (cuts - 1) * window.microseconds, last: last, since: since?.name,
                    label: "\(NameWords(events.name).joined)_in_next_\(days)_day\(days == 1 ? "" : "s")"))
        }
        return try await mostEven(outcomes, time)
    }

    /// Words for a moment from which on a thing is there.
    private static let sinces: Set = [
        "signup", "sign", "signed", "enrolled", "registered", "registration", "joined", "join", "created", "since",
        "opened", "start", "seit",
        "first",
    ]

    /// Share of the things whose first event may lie before they were there, by an error of the data.
    private static let early = 0.001

    /// The moment from which on a thing is there: by its name, or since no event of the thing comes before it.
    ///
    /// Of several it is the latest, as a person is born before they sign up.
    private func since(of pair: TableLink.Pair, before time: SurveyedColumn) async throws -> SurveyedColumn? {
        let candidates = things.columns.filter { $0.isMoment && $0.present == things.rows && !$0.isConstant }
        if let named = candidates.first(where: { NameWords($0.name).contains(anyOf: Self.sinces) }) { return named }
        guard !candidates.isEmpty else { return nil }
        let (t, e) = (Identifier("t"), Identifier("e"))
        var plan = QueryPlan(purpose: "looking for the moment since when a row of '\(things.name)' is there")
        for (index, column) in candidates.enumerated() {
            let moment = SQL.tryCast(column.value(in: t), to: .timestamp)
            try plan.ask(
                "\(index)",
                """
                SELECT count(*) AS n, count(*) FILTER (WHERE \(moment) > x.moment) AS after, \
                CAST(sum(epoch(x.moment) - epoch(\(moment))) AS DOUBLE) AS gap FROM \(things.relation) AS \(t) JOIN \
                (SELECT \(e).\(Identifier(pair.other)) AS k, min(\(SQL.tryCast(time.value(in: e), to: .timestamp))) \
                AS moment FROM \(events.relation) AS \(e) GROUP BY k) AS x ON x.k = \(t).\(Identifier(pair.own))
                """)
        }
        let answers = try await ask(plan)
        let gaps = try candidates.enumerated().compactMap { index, column -> (SurveyedColumn, gap: Double)? in
            let facts = AnswerRow(try answers.table("\(index)"))
            guard let n = facts["n"], n > 0, Double(facts["after"] ?? 0) <= Self.early * Double(n),
                let gap = facts.number("gap")
            else { return nil }
            return (column, gap)
        }
        return gaps.min { $0.gap < $1.gap }?.0
    }

    private func mostEven(
        _ outcomes: [DatasetPlan.Outcome], _ time: SurveyedColumn
    ) async throws -> DatasetPlan.Outcome? {
        guard !outcomes.isEmpty else { return nil }
        let moment = "epoch_us(\(SQL.tryCast(time.value, to: .timestamp)))" as SQL
        var plan = QueryPlan(purpose: "looking for an outcome in '\(events.name)'")
        for (index, outcome) in outcomes.enumerated() {
            let end = outcome.last + outcome.window.microseconds
            try plan.ask(
                "\(index)",
                """
                SELECT count(DISTINCT \(Identifier(outcome.pair.other))) AS n FROM \(events.relation) \
                WHERE \(moment) >= \(Literal(outcome.last)) AND \(moment) < \(Literal(end))
                """)
        }
        let answers = try await ask(plan)
        let shares = try outcomes.indices.map { index in
            Double(AnswerRow(try answers.table("\(index)"))["n"] ?? 0) / Double(max(1, things.rows))
        }
        let best = outcomes.indices.min { abs(shares[$0] - 0.5) < abs(shares[$1] - 0.5) }
        guard let best, shares[best] > 0, shares[best] < 1 else { return nil }
        return outcomes[best]
    }
}
