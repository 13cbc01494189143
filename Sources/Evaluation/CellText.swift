package import Columns
import Scoring

/// Cells as people read them.
package enum CellText {
    /// The text of a row's cell: dates and times in ISO 8601, `null` where there is no value.
    package static func text(_ column: Column, row: Int) -> String? {
        switch column {
        case .boolean(let values): values[row].map { "\($0)" }
        case .integer(let values): values[row].map { "\($0)" }
        case .double(let values): values[row].map(number)
        case .text(let values): values[row]
        case .timestamp(let values, let kind): values[row].map { text(microseconds: $0, kind) }
        }
    }

    /// A number as it reads back, a whole one without a point.
    private static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// ISO 8601 of a moment: the date alone, a wall-clock time, or an instant with `Z`.
    ///
    /// Fractions of a second stand only where they are not 0. The calendar is the proleptic Gregorian one.
    package static func text(microseconds: Int64, _ kind: TimestampKind) -> String {
        let date = text(day: CivilDate.day(ofMicroseconds: microseconds))
        guard kind != .date else { return date }
        let rest = CivilDate.microsecondOfDay(microseconds)
        let seconds = rest / 1_000_000
        let fraction = rest % 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        var text = date + "T" + clock.map { padded($0, 2) }.joined(separator: ":")
        if fraction > 0 { text += "." + padded(fraction, 6) }
        return kind == .instant ? text + "Z" : text
    }

    /// ISO 8601 of a day, counted from 1970-01-01.
    static func text(day: Int64) -> String {
        let date = CivilDate(day: day)
        return (date.year < 0 ? "-" : "") + padded(Int64(abs(date.year)), 4) + "-" + padded(Int64(date.month), 2) + "-"
            + padded(Int64(date.dayOfMonth), 2)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
