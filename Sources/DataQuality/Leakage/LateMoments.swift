import Columns
import Evidence
import Warehouse

/// Columns of moments that lie after the prediction: dates, timestamps, and numbers that count from 1970.
struct LateMoments {
    let sample: ColumnSample
    /// Columns of which the replay says that they were known.
    let cleared: Set<String>

    private var dataset: AuditedDataset { sample.dataset }

    /// Names of moments that are set beforehand, such as a deadline.
    private static let planned = [
        "plan", "sched", "due", "deadline", "expect", "expir", "target", "promis", "until", "valid", "renew", "book",
    ]
    /// Whether a name says that a moment is set beforehand.
    static func isPlanned(_ name: String) -> Bool { planned.contains { name.lowercased().contains($0) } }

    /// Time zones lie within so many hours of each other.
    private static let zoneHours: Int64 = 14

    /// What numbers of moments count.
    private enum Unit: String, CaseIterable {
        case seconds, milliseconds, microseconds, nanoseconds

        /// Microseconds of one.
        var microseconds: Double {
            switch self {
            case .seconds: 1e6
            case .milliseconds: 1e3
            case .microseconds: 1
            case .nanoseconds: 1e-3
            }
        }

        /// The unit in which a number may be a moment of 1973 to 5138: each begins where the one before it ends.
        static func of(_ number: Double) -> Unit? {
            switch number {
            case 1e8..<1e11: .seconds
            case 1e11..<1e14: .milliseconds
            case 1e14..<1e17: .microseconds
            case 1e17..<9e18: .nanoseconds
            default: nil
            }
        }
    }

    func findings() throws(WarehouseError) -> [Finding] {
        guard let time = dataset.timeColumn else { return [] }
        var findings: [Finding] = []
        for (index, column) in sample.columns.enumerated()
        where dataset.features.contains(column.name) && !cleared.contains(column.name) {
            let value = ColumnSample.value(index)
            if column.type.isMoment {
                findings += try late(column, SQL.tryCast("\(value)", to: .timestamp), unit: nil, time)
            } else if column.type.isNumber, let unit = try unit(of: "\(value)") {
                let micros: SQL = "\(SQL.cast("\(value)", to: .double)) * \(Literal(unit.microseconds))"
                findings += try late(column, "make_timestamp(CAST(\(micros) AS BIGINT))", unit: unit, time)
            }
        }
        return findings
    }

    /// What numbers count from 1970, where nine tenths of them lie within a year of the prediction.
    private func unit(of value: SQL) throws(WarehouseError) -> Unit? {
        let ends = try sample.connection.query(
            """
            SELECT CAST(min(\(value)) AS DOUBLE) AS low, CAST(max(\(value)) AS DOUBLE) AS high \
            FROM \(ColumnSample.table)
            """)
        guard case .double(let low)? = ends["low"], case .double(let high)? = ends["high"],
            let first = low.count > 0 ? low[0] : nil, let last = high[0], let unit = Unit.of(first),
            unit == Unit.of(last)
        else { return nil }
        let moment: SQL = "\(SQL.cast(value, to: .double)) * \(Literal(unit.microseconds))"
        let isNear = try sample.connection.integer(
            """
            SELECT CAST(coalesce(quantile_cont(abs(\(moment) - epoch_us(t)), 0.9) < 366 * 86400000000.0, FALSE) \
            AS BIGINT) FROM \(ColumnSample.table)
            """)
        return isNear == 1 ? unit : nil
    }

    private func late(
        _ column: EngineColumn, _ moment: SQL, unit: Unit?, _ time: EngineColumn
    ) throws(WarehouseError) -> [Finding] {
        let zone = SQL.interval(microseconds: Self.zoneHours * 3_600_000_000)
        let facts = AnswerRow(
            try sample.connection.query(
                """
                SELECT count(\(moment)) AS n, count(*) FILTER (WHERE \(moment) > t) AS after, \
                count(*) FILTER (WHERE \(moment) > t + \(zone)) AS beyond FROM \(ColumnSample.table)
                """))
        let (rows, after, beyond) = (facts["n"] ?? 0, facts["after"] ?? 0, facts["beyond"] ?? 0)
        guard 100 * after > rows else { return [] }
        // A wall clock and an instant cannot be compared until the zone is known; numbers count in UTC.
        let isInstant = unit != nil || column.type == .instant
        let isUnclear = isInstant != (time.type == .instant) && column.type != .date && beyond == 0
        return [finding(column.name, time.name, unit: unit, count: after, rows: rows, isUnclear: isUnclear)]
    }

    private func finding(
        _ name: String, _ time: String, unit: Unit?, count: Int, rows: Int, isUnclear: Bool
    ) -> Finding {
        let isPlanned = Self.isPlanned(name)
        let share = NumberText.percent(Double(count) / Double(rows))
        let subject = "'\(name)'" + (unit.map { ", read as \($0.rawValue) since 1970," } ?? "")
        if isUnclear {
            return Finding(
                .warning, .timeAfterPrediction,
                "\(subject) lies after '\(time)' in \(share) of the rows, by less than time zones differ: is one of them local?",
                advice: "convert both to UTC in the dataset's SQL, such as with AT TIME ZONE", column: name,
                count: count)
        }
        return Finding(
            isPlanned ? .warning : .error, .timeAfterPrediction,
            "\(subject) lies after the prediction ('\(time)') in \(share) of the rows",
            advice: isPlanned
                ? "see that it is a plan that is known when the prediction is made"
                : "exclude it, or say with known_at that it is known when the prediction is made", column: name,
            count: count)
    }
}
