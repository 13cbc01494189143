import Columns
import DataQuality
import Warehouse

/// Tables of a row for each thing and moment: the last row that was known.
extension DatasetScript {
    private static let knownAt = "known_from"

    func known(_ series: DatasetPlan.Series) -> SQL {
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
                \(SQL.comment("\(table.name): a row\(each) every \(step.every); a row is taken to be known \(step.words) after its \(series.time)."))\
                SELECT
                    \(SQL(cells, separatedBy: ",\n        "))
                FROM \(Identifier(table.name))\(once)
            )
            """
    }

    func join(_ series: DatasetPlan.Series) -> SQL {
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
}
