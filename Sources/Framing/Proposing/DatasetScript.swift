import Columns
package import DataQuality
import Evidence
import Warehouse

/// Writes a plan for a dataset as SQL that a person can read and change.
package struct DatasetScript {
    let plan: DatasetPlan

    package init(_ plan: DatasetPlan) { self.plan = plan }

    /// The SQL; `nil` where the dataset is the table as it is.
    ///
    /// - Throws: `WarehouseError` where a name cannot be written.
    package func text() throws -> String? {
        guard !plan.isPlain else { return nil }
        return try sql().written(in: .duckDB) + "\n"
    }

    private func sql() throws -> SQL {
        var tables: [SQL] = []
        if let predictions { tables.append(predictions) }
        tables += plan.series.map { known($0) }
        tables += plan.events.map { before($0) }
        if let outcome { tables.append(outcome) }
        let with: SQL = tables.isEmpty ? "" : "WITH \(SQL(tables, separatedBy: ",\n"))\n"
        let columns = SQL(selected, separatedBy: ",\n    ")
        var clauses: [SQL] = ["FROM \(base)"]
        clauses += joins
        if let rare = plan.rare {
            let values = rare.values.map { "\(Literal($0))" as SQL }
            let comment =
                "Labels of fewer than \(DatasetPlan.Rare.needed) rows cannot stand in every part: "
                + "\(NumberText.counted(rare.rows, "row")) are left out."
            let label: SQL = "\(base).\(Identifier(rare.label))"
            clauses.append("\(SQL.comment(comment))WHERE \(label) IS NULL OR \(label) NOT IN (\(values))")
        }
        let from = SQL(clauses, separatedBy: "\n")
        return "\(SQL.comment(heading))\(with)SELECT\n    \(columns)\n\(from)"
    }

    private var heading: String {
        let key = plan.key.isEmpty ? "" : " (\(plan.key.joined(separator: ", ")))"
        guard plan.outcome == nil else {
            return "One row for each row of \(plan.main.name) and each moment of prediction."
        }
        return "One row for each row of \(plan.main.name)\(key)."
    }

    // MARK: The rows that are predicted

    /// What the rows that are predicted are called.
    var base: Identifier {
        predictions == nil ? Identifier(plan.main.name) : Identifier(Self.predictionsName)
    }

    static let predictionsName = "predictions"

    /// Whether the rows need a query of their own: texts that hold something else, or a moment that no column has.
    private var predictions: SQL? {
        let name = Identifier(Self.predictionsName)
        let formed = plan.main.columns.filter { $0.form != nil }
        guard !formed.isEmpty || plan.cut != nil || plan.outcome != nil else { return nil }
        let main = Identifier(plan.main.name)
        let cells = formed.map { "            \($0.value) AS \(Identifier($0.name))" as SQL }
        let all: SQL =
            formed.isEmpty ? "\(main).*" : "\(main).* REPLACE (\n\(SQL(cells, separatedBy: ",\n"))\n        )"
        let at = Identifier(DatasetPlan.predictedAt)
        if let outcome = plan.outcome {
            let first = Self.moment(outcome.first)
            let last = Self.moment(outcome.last)
            let step = Self.span(outcome.window)
            var since: SQL = ""
            if let name = outcome.since, let column = plan.main[name] {
                since = "\n    WHERE \(column.value(in: main)) < cuts.\(at)"
            }
            return """
                cuts AS (
                    \(SQL.comment("Moments of prediction, one every \(outcome.window.words): no outcome is counted twice."))\
                    SELECT unnest(generate_series(\(first), \(last), \(step))) AS \(at)
                ),
                \(name) AS (
                    SELECT
                        \(all),
                        cuts.\(at)
                    FROM \(main)
                    CROSS JOIN cuts\(since)
                )
                """
        }
        if let cut = plan.cut {
            return """
                \(name) AS (
                    \(SQL.comment("The moment of prediction, which no column holds: the outcome is what happens from then on."))\
                    SELECT
                        \(all),
                        \(Self.moment(cut)) AS \(at)
                    FROM \(main)
                )
                """
        }
        let words = Set(formed.compactMap(\.form?.words)).sorted().joined(separator: " or ")
        return """
            \(name) AS (
                \(SQL.comment("Texts that hold \(words), read as such."))\
                SELECT \(all)
                FROM \(main)
            )
            """
    }

    /// The moment of prediction.
    var time: Identifier? { plan.time.map { Identifier($0) } }

    // MARK: Series

    private static let knownAt = "known_from"

    private func known(_ series: DatasetPlan.Series) -> SQL {
        let table = series.table
        let step = DatasetPlan.Window(microseconds: series.step)
        let things = series.on.map { Identifier($0.other) }
        let moment = value(series.time, of: table)
        var cells: [SQL] = things.map { "\($0)" }
        cells.append("\(moment) + \(Self.span(step)) AS \(Identifier(Self.knownAt))")
        cells += series.columns.map { Self.cell($0, of: table) }
        let each = series.on.isEmpty ? "" : " for each \(series.on.map(\.other).joined(separator: ", "))"
        // Of rows of one moment the same one is taken whatever their order.
        let order: [SQL] = ([series.time] + series.columns).map { "\(Identifier($0))" }
        let over: SQL = things.isEmpty ? "" : "\(things), "
        let once: SQL =
            series.hasTwins
            ? "\n    QUALIFY row_number() OVER (PARTITION BY \(over)\(Identifier(series.time)) ORDER BY \(order)) = 1"
            : ""
        return """
            \(Identifier(series.alias)) AS (
                \(SQL.comment("\(table.name): a row\(each) every \(step.words); a row is taken to be known \(step.words) after its \(series.time)."))\
                SELECT
                    \(SQL(cells, separatedBy: ",\n        "))
                FROM \(Identifier(table.name))\(once)
            )
            """
    }

    private func join(_ series: DatasetPlan.Series) -> SQL {
        let alias = Identifier(series.alias)
        var conditions: [SQL] = series.on.map { "\(alias).\(Identifier($0.other)) = \(base).\(Identifier($0.own))" }
        let type = series.table[series.time]?.type ?? .timestamp
        // A day and a span make a moment.
        let (known, own) = Self.comparable(
            "\(alias).\(Identifier(Self.knownAt))", type == .date ? .timestamp : type, ownTime,
            plan.timeType ?? .timestamp)
        conditions.append("\(own) >= \(known)")
        return "ASOF LEFT JOIN \(alias)\n    ON \(SQL(conditions, separatedBy: " AND "))"
    }

    private var ownTime: SQL { time.map { "\(base).\($0)" } ?? "NULL" }

    // MARK: Lookups

    private func join(_ lookup: DatasetPlan.Lookup) -> SQL {
        let alias = Identifier(lookup.alias)
        let from = lookup.via.map { Identifier($0) } ?? base
        let conditions = lookup.link.on.map {
            "\(alias).\(Identifier($0.other)) = \(from).\(Identifier($0.own))" as SQL
        }
        let name: SQL =
            lookup.alias == lookup.table.name ? "\(alias)" : "\(Identifier(lookup.table.name)) AS \(alias)"
        return "LEFT JOIN \(name)\n    ON \(SQL(conditions, separatedBy: " AND "))"
    }

    // MARK: All together

    private var joins: [SQL] {
        var joins: [SQL] = plan.lookups.map { join($0) }
        joins += plan.series.map { join($0) }
        joins += plan.events.map { join($0) }
        if let outcomeJoin { joins.append(outcomeJoin) }
        return joins
    }

    /// What is selected, each column under a name that no other has.
    private var selected: [SQL] {
        var taken = Set(plan.main.columns.map { $0.name.lowercased() })
        taken.insert(DatasetPlan.predictedAt)
        func free(_ name: String, in alias: String) -> String {
            var output = name
            if taken.contains(output.lowercased()) { output = "\(alias)_\(name)" }
            while taken.contains(output.lowercased()) { output += "_" }
            taken.insert(output.lowercased())
            return output
        }
        func take(_ columns: [String], of table: SurveyedTable, _ alias: String, isRead: Bool) -> [SQL] {
            columns.map { name in
                let cell: SQL = isRead ? "\(Identifier(alias)).\(Identifier(name))" : value(name, of: table, in: alias)
                let output = free(name, in: isRead ? table.name : alias)
                return output == name && (isRead || table[name]?.form == nil)
                    ? cell : "\(cell) AS \(Identifier(output))"
            }
        }
        var cells: [SQL] = ["\(base).*"]
        for lookup in plan.lookups { cells += take(lookup.columns, of: lookup.table, lookup.alias, isRead: false) }
        for series in plan.series { cells += take(series.columns, of: series.table, series.alias, isRead: true) }
        for events in plan.events { cells += counted(events, free: { free($0, in: events.table.name) }) }
        if let outcome = outcomeCell { cells.append(outcome) }
        return cells
    }

    // MARK: Values

    private func value(_ column: String, of table: SurveyedTable, in alias: String? = nil) -> SQL {
        let name = alias.map { Identifier($0) }
        return table[column]?.value(in: name) ?? name.map { "\($0).\(Identifier(column))" } ?? "\(Identifier(column))"
    }

    private static func cell(_ column: String, of table: SurveyedTable) -> SQL {
        guard let found = table[column], found.form != nil else { return "\(Identifier(column))" }
        return "\(found.value) AS \(Identifier(column))"
    }

    static func span(_ window: DatasetPlan.Window) -> SQL {
        window.microseconds % (DatasetPlan.Window.day / 24) == 0
            ? "INTERVAL \(Literal(window.words))" : SQL.interval(microseconds: window.microseconds)
    }

    static func moment(_ microseconds: Int64) -> SQL {
        let second: Int64 = 1_000_000
        guard microseconds % second == 0 else { return "\(Literal.timestamp(microseconds, .timestamp))" }
        return "TIMESTAMP \(Literal(DatasetPlan.words(ofMoment: microseconds)))"
    }

    /// Two moments made comparable: where one has a time zone, both stand in UTC.
    static func comparable(_ first: SQL, _ firstType: ColumnType, _ second: SQL, _ secondType: ColumnType) -> (SQL, SQL)
    {
        guard (firstType == .instant) != (secondType == .instant) else { return (first, second) }
        let utc: SQL = " AT TIME ZONE 'UTC'"
        return firstType == .instant ? ("(\(first)\(utc))", second) : (first, "(\(second)\(utc))")
    }
}
