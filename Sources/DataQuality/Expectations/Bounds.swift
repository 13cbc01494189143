import Evidence

/// A range whose ends may be open, and may be left out.
struct Bounds: Sendable {
    var minimum: JSONValue?
    var maximum: JSONValue?
    var strictMinimum = false
    var strictMaximum = false

    init(_ scope: CheckScope) {
        minimum = scope.expectation.arguments["min_value"]
        maximum = scope.expectation.arguments["max_value"]
        strictMinimum = scope.flag("strict_min")
        strictMaximum = scope.flag("strict_max")
    }

    init(exactly value: JSONValue) {
        minimum = value
        maximum = value
    }

    /// Whether both ends are left out.
    var isEmpty: Bool { minimum == nil && maximum == nil }

    /// Whether a number lies in the range.
    func contain(_ value: Double) -> Bool {
        guard !value.isNaN else { return false }
        if let low = Self.number(minimum), strictMinimum ? value <= low : value < low { return false }
        if let high = Self.number(maximum), strictMaximum ? value >= high : value > high { return false }
        return true
    }

    /// Whether a value is a text that writes a number.
    static func isNumber(text value: JSONValue) -> Bool {
        if case .string(let text) = value { Double(text)?.isFinite ?? false } else { false }
    }

    /// The ends as numbers, where they are.
    static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }
}
