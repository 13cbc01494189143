package import Columns

/// Cells as people read them.
package enum CellText {
    /// The text of a row's cell: dates and times in ISO 8601, `null` where there is no value.
    package static func text(_ column: Column, row: Int) -> String? {
        switch column {
        case .boolean(let values): values[row].map { "\($0)" }
        case .integer(let values): values[row].map { "\($0)" }
        case .double(let values): values[row].map { "\($0)" }
        case .text(let values): values[row]
        case .timestamp(let values, let kind): values[row].map { text(microseconds: $0, kind) }
        }
    }

    /// ISO 8601 of a moment: the date alone, a wall-clock time, or an instant with `Z`.
    ///
    /// Fractions of a second stand only where they are not 0. The calendar is the proleptic Gregorian one.
    package static func text(microseconds: Int64, _ kind: TimestampKind) -> String {
        let (days, rest) = floorDivide(microseconds, 86_400_000_000)
        let date = dateText(days: days)
        guard kind != .date else { return date }
        let seconds = rest / 1_000_000
        let fraction = rest % 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        var text = date + "T" + clock.map { padded($0, 2) }.joined(separator: ":")
        if fraction > 0 { text += "." + padded(fraction, 6) }
        return kind == .instant ? text + "Z" : text
    }

    /// Days since 1970-01-01 as year, month and day, by counting in eras of 400 years from March on.
    private static func dateText(days: Int64) -> String {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year < 0 ? "-" : "") + padded(abs(year), 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
