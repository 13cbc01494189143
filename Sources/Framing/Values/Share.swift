/// A part of the rows, more than none and less than all, such as `15%` or `0.15`.
package struct Share: Sendable, Hashable {
    /// Over 0 and under 1.
    package let value: Double

    /// Half of the rows.
    package static let half = Share(known: 0.5)

    private init(known value: Double) {
        self.value = value
    }

    /// A share over 0 and under 1; `nil` for any other number.
    package init?(_ value: Double) {
        guard value > 0, value < 1 else { return nil }
        self.value = value
    }
}

extension Share: CustomStringConvertible {
    /// The share as a decimal that reads back to it.
    package var description: String { "\(value)" }
}

/// Numbers as briefs write them: decimal, without separators, leading zeros or signs that mean something elsewhere.
enum Numeral {
    /// An integer; `nil` for anything else, also for `012` and `1_000`, which other readers take for something else.
    static func integer(_ text: String) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        guard digits.count == 1 || !digits.hasPrefix("0") else { return nil }
        return Int64(text)
    }

    /// A finite number, such as `0.20`, `5` or `1e-3`; `nil` for anything else.
    static func number(_ text: String) -> Double? {
        let allowed = Set("+-.0123456789eE")
        guard text.allSatisfy(allowed.contains), text.contains(where: \.isNumber), let value = Double(text),
            value.isFinite
        else { return nil }
        let digits = text.drop { $0 == "+" || $0 == "-" }
        return digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true ? nil : value
    }

    /// A number or a percentage; `15%` is exactly the double nearest to 0.15.
    static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%") else { return number(text) }
        let percent = String(text.dropLast()).trimmingSuffix()
        guard number(percent) != nil, !percent.contains("e"), !percent.contains("E") else { return nil }
        return Double(percent + "e-2")
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
