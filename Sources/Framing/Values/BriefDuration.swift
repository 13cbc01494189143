/// A span of time in a brief, such as `2 days`, `1 hour`, `30 minutes` or `5m`.
package struct BriefDuration: Sendable, Hashable {
    /// At least 0.
    package let microseconds: Int64

    /// A span of at least 0 microseconds.
    package init(microseconds: Int64) {
        precondition(microseconds >= 0, "durations are not negative")
        self.microseconds = microseconds
    }

    /// What can be read, for messages.
    package static let forms = "Write a number and a unit, such as '2 days', '1 hour', '30 minutes' or '5m'."

    private static let second: Int64 = 1_000_000
    /// From the largest: microseconds, the unit's word, and what else is read for it.
    private static let units: [(microseconds: Int64, word: String, also: Set<String>)] = [
        (604_800 * second, "week", ["w"]),
        (86_400 * second, "day", ["d"]),
        (3_600 * second, "hour", ["h", "hr", "hrs"]),
        (60 * second, "minute", ["m", "min", "mins"]),
        (second, "second", ["s", "sec", "secs"]),
    ]

    /// Reads a duration; `nil` where the text is none, is not a whole number of microseconds, or is over 10,000 years.
    package init?(_ text: String) {
        var total: Int64 = 0
        var rest = Substring(text)
        var parts = 0
        while !rest.isEmpty {
            rest = rest.drop { $0 == " " }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.count <= 12, let number = Int64(digits) else { return nil }
            rest = rest.dropFirst(digits.count).drop { $0 == " " }
            let word = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(word.count)
            guard let unit = Self.unit(String(word)) else { return nil }
            let (product, tooLarge) = number.multipliedReportingOverflow(by: unit)
            let (sum, over) = total.addingReportingOverflow(product)
            guard !tooLarge, !over else { return nil }
            total = sum
            parts += 1
        }
        guard parts > 0, total <= 10_000 * 366 * 86_400 * Self.second else { return nil }
        microseconds = total
    }

    private static func unit(_ text: String) -> Int64? {
        let word = text.lowercased()
        return units.first { word == $0.word || word == $0.word + "s" || $0.also.contains(word) }?.microseconds
    }
}

extension BriefDuration: CustomStringConvertible {
    /// The duration in units that read back to it, such as `1 day 12 hours`.
    package var description: String {
        var rest = microseconds
        var parts: [String] = []
        for unit in Self.units where rest >= unit.microseconds {
            let count = rest / unit.microseconds
            // Weeks only where they are all there is: "10 days" reads better than "1 week 3 days".
            if unit.word == "week", rest % unit.microseconds != 0 { continue }
            parts.append("\(count) \(unit.word)\(count == 1 ? "" : "s")")
            rest %= unit.microseconds
        }
        return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
    }
}
