/// HTML that is made only by escaping: markup comes from literals in this program's source, all else is text.
///
/// An interpolated `String` is escaped for content and for attributes in double quotes alike; unescaped text
/// cannot be passed in at run time, since literals are `StaticString`.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The markup.
    package private(set) var text: String

    package init(stringLiteral value: StaticString) {
        text = value.description
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        /// Text of any origin.
        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        /// A sentence of ours, in which backticks mark code; for text of any origin the markup would depend on it.
        package mutating func appendInterpolation(words value: String) {
            let pieces = value.split(separator: "`", omittingEmptySubsequences: false)
            guard pieces.count % 2 == 1 else { return appendInterpolation(value) }
            for (index, piece) in pieces.enumerated() {
                let escaped = HTML.escaped(String(piece))
                text += index % 2 == 1 ? "<code>\(escaped)</code>" : escaped
            }
        }

        /// Markup made by the same rules.
        package mutating func appendInterpolation(_ value: HTML) { text += value.text }

        /// Pieces of markup, one after the other.
        package mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }

        /// A whole number in plain digits, for attributes.
        package mutating func appendInterpolation(_ value: Int) { text += String(value) }

        /// A coordinate to two decimals, for charts.
        package mutating func appendInterpolation(at value: Double) { text += Coordinate.text(value) }
    }

    /// The text with the five characters that mean something in markup as entities.
    private static func escaped(_ value: String) -> String {
        var result = ""
        for scalar in VisibleText.of(value).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    package static func + (first: HTML, second: HTML) -> HTML { "\(first)\(second)" }

    /// Pieces with a separator between them.
    static func joined(_ pieces: [HTML], by separator: HTML) -> HTML {
        var result: HTML = ""
        for (index, piece) in pieces.enumerated() {
            if index > 0 { result.text += separator.text }
            result.text += piece.text
        }
        return result
    }
}

/// Coordinates of charts: at most two decimals, the same text on every machine.
enum Coordinate {
    static func text(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e7 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest.isMultiple(of: 10) { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
