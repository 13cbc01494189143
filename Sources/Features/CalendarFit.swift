import Columns
import Evidence
import Scoring

/// Fits moments: the calendar parts that vary, and the seconds since the moment of prediction.
enum CalendarFit {
    /// The moment of prediction.
    struct Origin {
        let name: String
        let values: Values<Int64>
    }

    static func fit(
        _ name: String, _ values: Values<Int64>, _ kind: TimestampKind, rows: [Int], origin: Origin?
    ) -> ColumnFit {
        var seen = SeenParts()
        var present = 0
        var first = Int64.max
        var last = Int64.min
        for row in rows {
            guard let moment = values[row], !CivilDate.isInfinite(microseconds: moment) else { continue }
            seen.insert(moment)
            first = min(first, moment)
            last = max(last, moment)
            present += 1
        }
        guard present > 0 else { return .empty(name) }
        let span = CivilDate.day(ofMicroseconds: last) - CivilDate.day(ofMicroseconds: first) + 1
        let treatment = CalendarTreatment(
            parts: seen.varying(days: span).map { .init(part: $0, harmonics: $0.usualHarmonics) },
            missingIndicator: present < rows.count, elapsed: elapsed(values, rows: rows, origin: origin))
        guard treatment.width > 0 else {
            return first == last
                ? .constant(name)
                : .leftOut(
                    name, .constantColumn, "its training rows span too few days to tell a calendar part from a trend")
        }
        return ColumnFit(
            feature: Feature(name: name, source: name, kind: kind.featureKind, treatment: .calendar(treatment)))
    }

    private static func elapsed(_ values: Values<Int64>, rows: [Int], origin: Origin?) -> ElapsedTreatment? {
        guard let origin else { return nil }
        let seconds = rows.map { row in
            guard let moment = values[row], let from = origin.values[row] else { return Double.nan }
            return Elapsed.seconds(from: from, to: moment)
        }
        // The difference is worth columns only where it varies; whether it is missing is said by the moment itself.
        guard let statistics = NumberStatistics(seconds), statistics.treatment.writesValue else { return nil }
        return ElapsedTreatment(since: origin.name, number: statistics.treatment)
    }
}

/// The calendar parts that occurred.
private struct SeenParts {
    private var days: (months: UInt64, daysOfMonth: UInt64, daysOfWeek: UInt64) = (0, 0, 0)
    private var hours: UInt64 = 0
    private var minutesOfHour: UInt64 = 0

    mutating func insert(_ moment: Int64) {
        days.months |= 1 << UInt64(CalendarPart.month.index(ofMicroseconds: moment))
        days.daysOfMonth |= 1 << UInt64(CalendarPart.dayOfMonth.index(ofMicroseconds: moment))
        days.daysOfWeek |= 1 << UInt64(CalendarPart.dayOfWeek.index(ofMicroseconds: moment))
        let minute = CalendarPart.minuteOfDay.index(ofMicroseconds: moment)
        hours |= 1 << UInt64(minute / 60)
        minutesOfHour |= 1 << UInt64(minute % 60)
    }

    /// Parts of more than one value that so many days allow to fit, in their order.
    ///
    /// Of the hour and the minute of the day one is taken: the finer where minutes vary, since it says all of the other.
    func varying(days span: Int64) -> [CalendarPart] {
        CalendarPart.allCases.filter { part in
            guard span >= part.minimumSpan else { return false }
            return switch part {
            case .month: days.months.nonzeroBitCount > 1
            case .dayOfMonth: days.daysOfMonth.nonzeroBitCount > 1
            case .dayOfWeek: days.daysOfWeek.nonzeroBitCount > 1
            case .hour: hours.nonzeroBitCount > 1 && minutesOfHour.nonzeroBitCount == 1
            case .minuteOfDay: minutesOfHour.nonzeroBitCount > 1
            }
        }
    }
}

extension TimestampKind {
    fileprivate var featureKind: FeatureKind {
        switch self {
        case .date: .date
        case .timestamp: .timestamp
        case .instant: .instant
        }
    }
}
