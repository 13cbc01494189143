import Columns
import DataQuality
import Warehouse

/// Events before a prediction, and what happens after it.
extension DatasetScript {
    /// A feature of events: what is aggregated, its name, and whether nothing is zero.
    private struct Feature {
        let name: String
        let value: SQL
        var isCount = true
    }

    /// The events of each thing before each prediction, counted and summed.
    func before(_ events: DatasetPlan.Events) -> SQL {
        let table = events.table
        let (own, other) = (Identifier(events.pair.own), Identifier(events.pair.other))
        let (e, p) = (Identifier("e"), Identifier("p"))
        let names: [Identifier] = [own] + (events.time == nil ? [] : [time].compactMap(\.self))
        let keys = names.map { "\(p).\($0)" as SQL }
        let features = features(events).map { "\($0.value) AS \(Identifier($0.name))" as SQL }
        let earlier: SQL =
            earlier(events).map { "\n        AND \($0)" } ?? ""
        let comment =
            events.time == nil
            ? "\(table.name): \(events.link.cardinality) by \(events.link.words); it has no moment, so all rows are taken to be known before."
            : "\(table.name): \(events.link.cardinality) by \(events.link.words); only rows before the prediction count."
        return """
            \(Identifier(events.alias)) AS (
                \(SQL.comment(comment))\
                SELECT
                    \(SQL(keys + features, separatedBy: ",\n        "))
                FROM (SELECT DISTINCT \(names) FROM \(base)) AS \(p)
                JOIN \(Identifier(table.name)) AS \(e)
                    ON \(e).\(other) = \(p).\(own)\(earlier)
                GROUP BY \(keys)
            )
            """
    }

    /// The condition that an event lies before the prediction; of days only earlier ones, since a day is not over.
    private func earlier(_ events: DatasetPlan.Events) -> SQL? {
        guard let (event, own) = moments(events) else { return nil }
        guard events.time.flatMap({ events.table[$0]?.type }) == .date, plan.timeType != .date else {
            return "\(event) < \(own)"
        }
        return "\(event) < CAST(\(own) AS DATE)"
    }

    /// The moments of an event and of the prediction, made comparable.
    private func moments(_ events: DatasetPlan.Events) -> (SQL, SQL)? {
        guard let name = events.time, let column = events.table[name], let time, let type = plan.timeType else {
            return nil
        }
        let (e, p) = (Identifier("e"), Identifier("p"))
        return Self.comparable(column.value(in: e), column.type, "\(p).\(time)", type)
    }

    private func features(_ events: DatasetPlan.Events) -> [Feature] {
        let name = NameWords(events.table.name).joined
        let e = Identifier("e")
        func within(_ window: DatasetPlan.Window?) -> SQL? {
            guard let window, let (event, own) = moments(events) else { return nil }
            return "\(event) >= \(own) - \(Self.span(window))"
        }
        func filtered(_ aggregate: SQL, _ conditions: [SQL?]) -> SQL {
            let all = conditions.compactMap(\.self)
            return all.isEmpty ? aggregate : "\(aggregate) FILTER (WHERE \(SQL(all, separatedBy: " AND ")))"
        }
        var features: [Feature] = []
        let windows: [DatasetPlan.Window?] = events.windows.map(Optional.some) + [nil]
        for window in windows {
            let suffix = window.map { "_\($0.short)" } ?? "_all"
            features.append(Feature(name: name + suffix, value: filtered("count(*)", [within(window)])))
            for (column, digits) in events.numbers {
                let sum = filtered(Self.sum(events.table[column]?.value(in: e) ?? "NULL", digits), [within(window)])
                features.append(
                    Feature(
                        name: "\(name)_\(NameWords(column).joined)_sum\(suffix)",
                        value: "CAST(\(sum) AS DOUBLE)"))
            }
        }
        if let kinds = events.kinds {
            let window = events.windows.last
            for value in kinds.values {
                let text = SQL.text("\(e).\(Identifier(kinds.column))")
                let isText = events.table[kinds.column]?.column.engineType == "VARCHAR"
                let cell: SQL = isText ? "\(e).\(Identifier(kinds.column))" : text
                features.append(
                    Feature(
                        name:
                            "\(name)_\(NameWords(kinds.column).joined)_\(NameWords(value).joined)\(window.map { "_\($0.short)" } ?? "_all")",
                        value: filtered("count(*)", ["\(cell) = \(Literal(value))", within(window)])))
            }
        }
        if let (event, own) = moments(events) {
            let unit = recencyUnit(events)
            features.append(
                Feature(
                    name: "\(name)_\(unit)s_since_last",
                    value: "date_diff(\(Literal(unit)), max(\(event)), \(own))", isCount: false))
            features.append(
                Feature(
                    name: "\(name)_\(unit)s_since_first",
                    value: "date_diff(\(Literal(unit)), min(\(event)), \(own))", isCount: false))
        }
        var taken: Set<String> = []
        return features.filter { taken.insert($0.name).inserted }
    }

    /// Hours where the events cover a few days alone.
    private func recencyUnit(_ events: DatasetPlan.Events) -> String {
        guard let longest = events.windows.last else { return "hour" }
        return longest.microseconds > 2 * DatasetPlan.Window.day ? "day" : "hour"
    }

    /// A sum that does not depend on the order of the rows.
    private static func sum(_ value: SQL, _ digits: Int) -> SQL {
        digits == 0 ? "sum(CAST(\(value) AS BIGINT))" : "sum(CAST(\(value) AS DECIMAL(38, \(digits))))"
    }

    func join(_ events: DatasetPlan.Events) -> SQL {
        let (alias, own) = (Identifier(events.alias), Identifier(events.pair.own))
        var conditions: [SQL] = ["\(alias).\(own) = \(base).\(own)"]
        if events.time != nil, let time { conditions.append("\(alias).\(time) = \(base).\(time)") }
        return "LEFT JOIN \(alias)\n    ON \(SQL(conditions, separatedBy: " AND "))"
    }

    /// The features as they are selected: who has no event has none counted.
    func counted(_ events: DatasetPlan.Events, free: (String) -> String) -> [SQL] {
        features(events).map { feature in
            let cell: SQL = "\(Identifier(events.alias)).\(Identifier(feature.name))"
            let name = Identifier(free(feature.name))
            return feature.isCount ? "coalesce(\(cell), 0) AS \(name)" : "\(cell) AS \(name)"
        }
    }

    // MARK: What happens after a prediction

    /// Those to whom it happens in the window that begins with the prediction.
    var outcome: SQL? {
        guard let outcome = plan.outcome, let column = outcome.table[outcome.time] else { return nil }
        let (own, other) = (Identifier(outcome.pair.own), Identifier(outcome.pair.other))
        let at = Identifier(DatasetPlan.predictedAt)
        let (e, p) = (Identifier("e"), Identifier("p"))
        let (event, moment) = Self.comparable(column.value(in: e), column.type, "\(p).\(at)", .timestamp)
        return """
            \(Identifier(free("outcome"))) AS (
                \(SQL.comment("The label: the \(outcome.window.words) from the prediction on, of which no feature knows."))\
                SELECT DISTINCT
                    \(p).\(own),
                    \(p).\(at)
                FROM \(base) AS \(p)
                JOIN \(Identifier(outcome.table.name)) AS \(e)
                    ON \(e).\(other) = \(p).\(own)
                    AND \(event) >= \(moment)
                    AND \(event) < \(moment) + \(Self.span(outcome.window))
            )
            """
    }

    var outcomeJoin: SQL? {
        plan.outcome.map { outcome in
            let (own, at) = (Identifier(outcome.pair.own), Identifier(DatasetPlan.predictedAt))
            let found = Identifier(free("outcome"))
            return "LEFT JOIN \(found)\n    ON \(found).\(own) = \(base).\(own) AND \(found).\(at) = \(base).\(at)"
        }
    }

    var outcomeCell: SQL? {
        plan.outcome.map { outcome in
            "\(Identifier(free("outcome"))).\(Identifier(outcome.pair.own)) IS NOT NULL AS \(Identifier(outcome.label))"
        }
    }
}
