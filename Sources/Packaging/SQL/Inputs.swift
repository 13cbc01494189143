import Columns
import Scoring
import Warehouse

/// What a model reads of a raw column, with NULL for what is missing: the same values that `BoundPlan` gathers.
enum Inputs {
    /// A finite double.
    static func number(_ source: String) -> SQL {
        "CASE WHEN \(double(source)) \(finite) THEN \(double(source)) END"
    }

    /// A finite double as trees read it: what is nearest to 0 is 0.
    static func flushedNumber(_ source: String) -> SQL {
        let bound = TreeMatrix.zeroBound
        return """
            CASE WHEN \(double(source)) BETWEEN \(Literal(-bound)) AND \(Literal(bound)) THEN \(Literal(0.0)) \
            WHEN \(double(source)) \(finite) THEN \(double(source)) END
            """
    }

    /// A boolean as 0 or 1.
    static func boolean(_ source: String) -> SQL {
        let column: SQL = "\(Identifier(source))"
        return "CASE WHEN \(column) THEN \(Literal(1.0)) WHEN NOT \(column) THEN \(Literal(0.0)) END"
    }

    /// The slot of a text: that of its level, that of other texts, or `missing`.
    static func slot(_ source: String, _ category: CategoryTreatment, missing: Literal) -> SQL {
        let column: SQL = "\(Identifier(source))"
        let levels = category.levels.enumerated().map { slot, level -> SQL in
            "WHEN \(column) = \(Literal(level)) THEN \(slot)"
        }
        return SQL(
            ["CASE WHEN \(column) IS NULL THEN \(missing)"] + levels + ["ELSE \(category.other) END"],
            separatedBy: " ")
    }

    /// The place of a moment in the round of a calendar part, from 0 on.
    static func part(_ part: CalendarPart, of source: String, _ kind: TimestampKind) -> SQL {
        .part(MomentPart(part), of: "\(Identifier(source))", kind)
    }

    /// Whether there is no value, as 0 or 1.
    static func isMissing(_ value: SQL) -> SQL {
        "CASE WHEN \(value) IS NULL THEN \(Literal(1.0)) ELSE \(Literal(0.0)) END"
    }

    /// Whether there is no moment, or an infinite one, as 0 or 1.
    static func isMissing(moment source: String, _ kind: TimestampKind) -> SQL {
        isMissing(.microseconds(of: "\(Identifier(source))", kind))
    }

    /// Seconds from one moment to another; NULL also where they lie too far apart for 64 bits of microseconds.
    static func seconds(from origin: String, to source: String, _ kind: TimestampKind) -> SQL {
        let (from, to) = (
            SQL.microseconds(of: "\(Identifier(origin))", kind), SQL.microseconds(of: "\(Identifier(source))", kind)
        )
        // The borders cannot overflow: an engine may work out what its conditions guard. NULL gives NULL either way.
        let last: SQL = "\(Literal(Int64.max)) + \(.least([from, "0"]))"
        let first: SQL = "\(Literal(Int64.min)) + \(.greatest([from, "0"]))"
        return """
            CASE WHEN \(to) > \(last) OR \(to) < \(first) THEN NULL \
            ELSE \(SQL.cast("(\(to) - \(from))", to: .double)) / \(Literal(1e6)) END
            """
    }

    private static func double(_ source: String) -> SQL { .cast("\(Identifier(source))", to: .double) }

    /// NaN is greater than all numbers where an engine orders it, and like NULL where it does not.
    private static var finite: SQL {
        let greatest = Double.greatestFiniteMagnitude
        return "BETWEEN \(Literal(-greatest)) AND \(Literal(greatest))"
    }
}

extension MomentPart {
    init(_ part: CalendarPart) {
        self =
            switch part {
            case .month: .month
            case .dayOfMonth: .dayOfMonth
            case .dayOfWeek: .dayOfWeek
            case .hour: .hour
            case .minuteOfDay: .minuteOfDay
            }
    }
}

extension FeatureKind {
    /// How the moments of a calendar feature are told.
    var timestampKind: TimestampKind {
        switch self {
        case .instant: .instant
        case .date: .date
        default: .timestamp
        }
    }
}
