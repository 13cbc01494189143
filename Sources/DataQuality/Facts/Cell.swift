import Columns
import Evidence
import Foundation

/// One value that an engine answered with.
enum Cell: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case text(String)
    /// Microseconds since 1970.
    case timestamp(Int64, TimestampKind)

    init(_ column: Column, row: Int) {
        switch column {
        case .boolean(let values): self = values[row].map(Cell.boolean) ?? .null
        case .integer(let values): self = values[row].map(Cell.integer) ?? .null
        case .double(let values): self = values[row].map(Cell.double) ?? .null
        case .text(let values): self = values[row].map(Cell.text) ?? .null
        case .timestamp(let values, let kind): self = values[row].map { .timestamp($0, kind) } ?? .null
        }
    }

    /// The value where it is a whole number.
    var integer: Int? {
        if case .integer(let value) = self { Int(value) } else { nil }
    }

    /// The value where it is a number.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The value as evidence files hold it; moments in ISO 8601.
    var json: JSONValue {
        switch self {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .double(let value): value.isFinite ? .number(value) : .string("\(value)")
        case .text(let value): .string(value)
        case .timestamp(let microseconds, let kind): .string(Moment.text(microseconds, kind))
        }
    }

    /// The value as a person reads it in a list of keys.
    var text: String {
        switch json {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
        case .string(let value): value
        case .array, .object: ""
        }
    }
}

/// Moments as ISO 8601 text, and back.
enum Moment {
    /// `2013-01-31`, `2013-01-31T05:15:00`, `2013-01-31T05:15:00Z`; fractions only where there are any.
    static func text(_ microseconds: Int64, _ kind: TimestampKind) -> String {
        let day = 86_400_000_000 as Int64
        let days = Int64((Double(microseconds) / Double(day)).rounded(.down))
        let start = days * day <= microseconds ? days : days - 1
        let date = civil(days: start)
        let dateText = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        if kind == .date { return dateText }
        let rest = microseconds - start * day
        let seconds = rest / 1_000_000
        var text = dateText + "T\(padded(Int(seconds / 3_600), 2)):\(padded(Int(seconds / 60 % 60), 2))"
        text += ":\(padded(Int(seconds % 60), 2))"
        let fraction = Int(rest % 1_000_000)
        if fraction > 0 { text += ".\(padded(fraction, 6))" }
        return text + (kind == .instant ? "Z" : "")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Year, month and day of a count of days since 1970, in the proleptic Gregorian calendar.
    private static func civil(days: Int64) -> (year: Int, month: Int, day: Int) {
        // Eras of 400 years begin on the first of March, so that the leap day is the last of its year.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, day)
    }
}
