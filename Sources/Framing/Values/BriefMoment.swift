/// A date in a brief, with or without a time of day, such as `2013-09-01` or `2013-09-01 06:30`.
package struct BriefMoment: Sendable, Hashable {
    /// Microseconds since 1970-01-01T00:00:00; where an offset was given it is taken off, so this is UTC.
    package let microseconds: Int64
    /// Whether a time of day was given.
    package let hasTime: Bool

    /// What can be read, for messages.
    package static let forms = "Write a date such as 2013-09-01, or with a time: 2013-09-01 06:30."

    private static let day: Int64 = 86_400_000_000

    /// Reads a date of the Gregorian calendar in the years 1 to 9999; `nil` where the text is none.
    package init?(_ text: String) {
        var rest = Substring(text)
        guard let year = Self.number(&rest, digits: 4), Self.sign(&rest, "-"),
            let month = Self.number(&rest, digits: 2), Self.sign(&rest, "-"),
            let day = Self.number(&rest, digits: 2),
            (1...12).contains(month), year >= 1, (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        var total = Self.daysSince1970(year: year, month: month, day: day) * Self.day
        hasTime = !rest.isEmpty
        if hasTime {
            guard Self.sign(&rest, "T") || Self.sign(&rest, " "), let time = Self.time(&rest) else { return nil }
            total += time
        }
        microseconds = total
    }

    private static func time(_ rest: inout Substring) -> Int64? {
        guard let hour = number(&rest, digits: 2), hour < 24, sign(&rest, ":"),
            let minute = number(&rest, digits: 2), minute < 60
        else { return nil }
        var total = (hour * 3600 + minute * 60) * 1_000_000
        if sign(&rest, ":") {
            guard let second = number(&rest, digits: 2), second < 60 else { return nil }
            total += second * 1_000_000
            if sign(&rest, ".") {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard (1...6).contains(digits.count), let fraction = Int64(digits) else { return nil }
                rest = rest.dropFirst(digits.count)
                total += (digits.count..<6).reduce(fraction) { value, _ in value * 10 }
            }
        }
        if rest.isEmpty || (sign(&rest, "Z") && rest.isEmpty) { return total }
        let isEast = sign(&rest, "+")
        guard isEast || sign(&rest, "-"), let hours = number(&rest, digits: 2), hours < 19, sign(&rest, ":"),
            let minutes = number(&rest, digits: 2), minutes < 60, rest.isEmpty
        else { return nil }
        return total + (isEast ? -1 : 1) * (hours * 3600 + minutes * 60) * 1_000_000
    }

    private static func number(_ rest: inout Substring, digits: Int) -> Int64? {
        let text = rest.prefix(digits)
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(digits)
        return Int64(text)
    }

    private static func sign(_ rest: inout Substring, _ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1970-01-01, counted in years that begin in March so that the leap day comes last.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + (153 * marchMonth + 2) / 5 + day
            - 1
            - 719_468
    }
}

extension BriefMoment: Comparable {
    package static func < (first: BriefMoment, second: BriefMoment) -> Bool {
        first.microseconds < second.microseconds
    }
}

extension BriefMoment: CustomStringConvertible {
    /// ISO 8601, such as `2013-09-01` or `2013-09-01T06:30:00`, which reads back to the same moment.
    package var description: String {
        var days = microseconds / Self.day
        var rest = microseconds % Self.day
        if rest < 0 {
            rest += Self.day
            days -= 1
        }
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        guard hasTime else { return date }
        let seconds = rest / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
        let fraction = rest % 1_000_000
        return date + "T" + clock.joined(separator: ":") + (fraction == 0 ? "" : "." + Self.padded(fraction, 6))
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
