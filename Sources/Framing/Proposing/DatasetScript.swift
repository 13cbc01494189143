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
        let distinct: SQL = plan.dropsCopies ? " DISTINCT" : ""
        let from = SQL(clauses, separatedBy: "\n")
        let remark: SQL = predictions == nil && !formed.isEmpty ? SQL.comment(formedWords) : ""
        return "\(SQL.comment(heading))\(remark)\(with)SELECT\(distinct)\n    \(columns)\n\(from)"
    }

    private var heading: String {
        let key = plan.key.isEmpty ? "" : " (\(plan.key.joined(separator: ", ")))"
        guard plan.outcome == nil else {
            return "One row for each row of \(plan.main.name) and each moment of prediction."
        }
        return "One row for each row of \(plan.main.name)\(key)."
    }

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
        var cells: [SQL] = [predictions == nil ? allColumns(indent: "    ") : "\(base).*"]
        for lookup in plan.lookups { cells += take(lookup.columns, of: lookup.table, lookup.alias, isRead: false) }
        for series in plan.series { cells += take(series.columns, of: series.table, series.alias, isRead: true) }
        for events in plan.events { cells += counted(events, free: { free($0, in: events.table.name) }) }
        if let outcome = outcomeCell { cells.append(outcome) }
        return cells
    }

    // MARK: Values

    func value(_ column: String, of table: SurveyedTable, in alias: String? = nil) -> SQL {
        let name = alias.map { Identifier($0) }
        return table[column]?.value(in: name) ?? name.map { "\($0).\(Identifier(column))" } ?? "\(Identifier(column))"
    }

    static func cell(_ column: String, of table: SurveyedTable) -> SQL {
        guard let found = table[column], found.form != nil else { return "\(Identifier(column))" }
        return "\(found.value) AS \(Identifier(column))"
    }

    static func span(_ window: DatasetPlan.Window) -> SQL { "INTERVAL \(Literal(window.words))" }

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
