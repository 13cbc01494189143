import Evidence

/// The name of a run: `<UTC date>-<name>-<4 hex of fingerprint>[-n]` (contracts, section 4).
package struct RunID: Hashable, Sendable, CustomStringConvertible {
    /// The whole id, such as `2026-11-24-late-flights-7f3a-2`.
    package let text: String
    /// The UTC date, such as `2026-11-24`.
    package let day: String
    /// The brief's name.
    package let name: String
    /// The first four hexadecimal digits of the fingerprint.
    package let digits: String
    /// 1 for the first run of that name, then 2, 3, …, at most ``maxOrdinal``.
    package let ordinal: Int

    /// Beyond it a suffix could be mistaken for the digits of a fingerprint.
    package static let maxOrdinal = 999

    /// An id from its parts; `nil` where one of them is not of its form.
    package init?(day: String, name: String, digits: String, ordinal: Int = 1) {
        guard Self.isDay(day), Self.isName(name), digits.utf8.count == 4, digits.utf8.allSatisfy(Self.isHex),
            (1...Self.maxOrdinal).contains(ordinal)
        else { return nil }
        self.day = day
        self.name = name
        self.digits = digits
        self.ordinal = ordinal
        text = "\(day)-\(name)-\(digits)" + (ordinal == 1 ? "" : "-\(ordinal)")
    }

    /// An id as written; `nil` where the text is not one, so that no other folder passes for a run.
    package init?(_ text: String) {
        var parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 5, let last = parts.last else { return nil }
        var ordinal = 1
        if last.utf8.count < 4 {
            guard let number = Int(last), number >= 2, String(number) == last else { return nil }
            ordinal = number
            parts.removeLast()
        }
        guard parts.count >= 5, let digits = parts.last else { return nil }
        let day = parts[..<3].joined(separator: "-")
        let name = parts[3..<(parts.count - 1)].joined(separator: "-")
        self.init(day: day, name: name, digits: String(digits), ordinal: ordinal)
    }

    package var description: String { text }

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, (4...6).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts[2].utf8.count == 2, text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func isName(_ text: String) -> Bool {
        (1...Limits.nameLength).contains(text.utf8.count)
            && text.utf8.allSatisfy { isDigit($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (97...102).contains(byte) }
}
