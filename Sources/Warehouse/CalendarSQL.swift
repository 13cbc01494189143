import Columns

/// A part of a moment as a number from 0 on.
package enum MomentPart: Sendable, CaseIterable {
    case month
    case dayOfMonth
    /// Monday is 0.
    case dayOfWeek
    case hour
    case minuteOfDay
}

/// How an engine speaks of moments: by the proleptic Gregorian calendar, and of instants in UTC whatever the time zone
/// of the session.
struct CalendarSQL: Sendable {
    /// What the clock shows, of which ``part`` reads.
    var wallClock: @Sendable (SQL, TimestampKind) -> SQL
    /// A part of what the clock shows.
    var part: @Sendable (MomentPart, SQL) -> SQL
    /// Microseconds from 1970-01-01T00:00:00 to a moment.
    var microseconds: @Sendable (SQL, TimestampKind) -> SQL

    /// A calendar whose clock knows functions for each part.
    ///
    /// - Parameters:
    ///   - wallClock: the moment as a time without a zone.
    ///   - month: the functions' names, or what stands for them.
    ///   - day: of the month.
    ///   - dayOfWeek: Monday is 1.
    ///   - hour: of the day.
    ///   - minute: of the hour.
    ///   - microseconds: since 1970 of a time without a zone.
    /// - Returns: the calendar.
    static func reading(
        wallClock: @escaping @Sendable (SQL, TimestampKind) -> SQL,
        month: @escaping @Sendable (SQL) -> SQL, day: @escaping @Sendable (SQL) -> SQL,
        dayOfWeek: @escaping @Sendable (SQL) -> SQL, hour: @escaping @Sendable (SQL) -> SQL,
        minute: @escaping @Sendable (SQL) -> SQL, microseconds: @escaping @Sendable (SQL) -> SQL
    ) -> CalendarSQL {
        CalendarSQL(
            wallClock: wallClock,
            part: { part, clock in
                switch part {
                case .month: "(\(month(clock)) - 1)"
                case .dayOfMonth: "(\(day(clock)) - 1)"
                case .dayOfWeek: "(\(dayOfWeek(clock)) - 1)"
                case .hour: hour(clock)
                case .minuteOfDay: "(\(hour(clock)) * 60 + \(minute(clock)))"
                }
            },
            microseconds: { microseconds(wallClock($0, $1)) })
    }

    /// A calendar that is asked by `EXTRACT`.
    static func extracting(
        wallClock: @escaping @Sendable (SQL, TimestampKind) -> SQL,
        dayOfWeek: @escaping @Sendable (SQL) -> SQL,
        microseconds: @escaping @Sendable (SQL) -> SQL
    ) -> CalendarSQL {
        reading(
            wallClock: wallClock, month: { "EXTRACT(MONTH FROM \($0))" }, day: { "EXTRACT(DAY FROM \($0))" },
            dayOfWeek: dayOfWeek, hour: { "EXTRACT(HOUR FROM \($0))" }, minute: { "EXTRACT(MINUTE FROM \($0))" },
            microseconds: microseconds)
    }

    /// A calendar of functions named after the parts.
    static func functions(
        wallClock: @escaping @Sendable (SQL, TimestampKind) -> SQL,
        dayOfWeek: @escaping @Sendable (SQL) -> SQL,
        microseconds: @escaping @Sendable (SQL) -> SQL
    ) -> CalendarSQL {
        reading(
            wallClock: wallClock, month: { "month(\($0))" }, day: { "day(\($0))" }, dayOfWeek: dayOfWeek,
            hour: { "hour(\($0))" }, minute: { "minute(\($0))" }, microseconds: microseconds)
    }
}
