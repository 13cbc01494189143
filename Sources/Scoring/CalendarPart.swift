/// A part of a moment that comes round again, by the proleptic Gregorian calendar and without a time zone.
package enum CalendarPart: String, Codable, Sendable, CaseIterable {
    case month
    case dayOfMonth = "day_of_month"
    case dayOfWeek = "day_of_week"
    case hour
    case minuteOfDay = "minute_of_day"

    /// Values that the part takes.
    package var period: Int {
        switch self {
        case .month: 12
        case .dayOfMonth: 31
        case .dayOfWeek: 7
        case .hour: 24
        case .minuteOfDay: 1_440
        }
    }

    /// The lowest value as people write it: months and days of the month count from 1.
    package var first: Int { self == .month || self == .dayOfMonth ? 1 : 0 }

    /// Sine and cosine pairs beyond which a part of this period gains nothing.
    package var maximumHarmonics: Int { (period - 1) / 2 }

    /// Pairs that the fit gives the part.
    ///
    /// Three for the day of the week say as much as seven separate weights. A day has two, for a morning and an
    /// evening peak. A month and a day of the month have one: training often holds less than a few rounds of them.
    package var usualHarmonics: Int {
        switch self {
        case .month, .dayOfMonth: 1
        case .dayOfWeek: 3
        case .hour, .minuteOfDay: 2
        }
    }

    /// Days that training rows must span for the part to be fitted.
    ///
    /// Over less than a year the months and the trend cannot be told apart, and rows of a later month would be
    /// extrapolated; a day of the month needs as many rounds. Days of the week need two weeks, times of day two days.
    package var minimumSpan: Int64 {
        switch self {
        case .month, .dayOfMonth: 365
        case .dayOfWeek: 14
        case .hour, .minuteOfDay: 2
        }
    }

    /// The part of a moment, in `0 ..< period` (Monday is 0).
    ///
    /// Any count of microseconds since 1970-01-01T00:00:00 has one, also before it.
    @inline(__always)
    package func index(ofMicroseconds microseconds: Int64) -> Int {
        switch self {
        case .month: CivilDate(day: CivilDate.day(ofMicroseconds: microseconds)).month - 1
        case .dayOfMonth: CivilDate(day: CivilDate.day(ofMicroseconds: microseconds)).dayOfMonth - 1
        case .dayOfWeek: CivilDate.dayOfWeek(day: CivilDate.day(ofMicroseconds: microseconds))
        case .hour: Int(CivilDate.microsecondOfDay(microseconds) / 3_600_000_000)
        case .minuteOfDay: Int(CivilDate.microsecondOfDay(microseconds) / 60_000_000)
        }
    }
}

/// A day of the proleptic Gregorian calendar, by integer arithmetic alone.
///
/// Years are counted from March, so that the leap day is a year's last, within eras of 400 years (146,097 days).
package struct CivilDate: Sendable, Equatable {
    /// The astronomical year: 0 is 1 BC.
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to 31.
    package let dayOfMonth: Int

    /// The date that lies `day` days after 1970-01-01.
    @inline(__always)
    package init(day: Int64) {
        // 719,468 days lie between 0000-03-01 and 1970-01-01.
        let shifted = day + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        // Every 4 years a day, less every 100, more every 400: takes the leap days out before dividing by 365.
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // Five months of March to July, and again of August to December, have 153 days.
        let marchMonth = (5 * dayOfYear + 2) / 153
        dayOfMonth = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Whole days since 1970-01-01, rounded down.
    @inline(__always)
    package static func day(ofMicroseconds microseconds: Int64) -> Int64 {
        floorDivide(microseconds, 86_400_000_000)
    }

    /// Whether it is one of the ends of time that engines call infinite: such a moment is as good as none.
    @inline(__always)
    package static func isInfinite(microseconds: Int64) -> Bool { microseconds == .max || microseconds <= -Int64.max }

    /// Microseconds since midnight, in `0 ..< 86,400,000,000`.
    @inline(__always)
    package static func microsecondOfDay(_ microseconds: Int64) -> Int64 {
        let remainder = microseconds % 86_400_000_000
        return remainder < 0 ? remainder + 86_400_000_000 : remainder
    }

    /// Monday is 0; day 0 was a Thursday.
    @inline(__always)
    package static func dayOfWeek(day: Int64) -> Int {
        let remainder = (day + 3) % 7
        return Int(remainder < 0 ? remainder + 7 : remainder)
    }

    @inline(__always)
    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
