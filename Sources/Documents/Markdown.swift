import Evidence

/// Markdown that is made only by escaping, as ``HTML`` is: it reads as the same text in CommonMark, in
/// GitHub's dialect, and in renderers that let HTML through.
package struct Markdown: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The marked-up text.
    package private(set) var text: String

    package init(stringLiteral value: StaticString) { text = value.description }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        /// Text of any origin, on one line.
        package mutating func appendInterpolation(_ value: String) { text += Markdown.escaped(value) }

        /// Markdown made by the same rules.
        package mutating func appendInterpolation(_ value: Markdown) { text += value.text }

        /// A name in a code span if it is plain, else escaped text.
        package mutating func appendInterpolation(code value: String) {
            let isPlain = !value.isEmpty && value.utf8.allSatisfy(Markdown.isPlain)
            text += isPlain ? "`\(value)`" : Markdown.escaped(value)
        }

        /// A sentence of ours, on one line, in which backticks mark names; what they mark is a code span if it is plain.
        package mutating func appendInterpolation(words value: String) {
            let pieces = value.split(separator: "`", omittingEmptySubsequences: false)
            guard pieces.count > 1, pieces.count % 2 == 1 else { return appendInterpolation(value) }
            let visible = VisibleText.of(value)
            // What is shortened or made visible is no sentence of ours: it is escaped as it is.
            let isPlain = pieces.indices.allSatisfy { index in
                index % 2 == 0 || !pieces[index].isEmpty && pieces[index].utf8.allSatisfy(Markdown.isPlainCode)
            }
            guard visible == value, isPlain else { return appendInterpolation(value) }
            for (index, piece) in pieces.enumerated() {
                text += index % 2 == 1 ? "`\(piece)`" : Markdown.escaped(String(piece), trims: false)
            }
        }

        /// Lines of code in a fence that is longer than any run of backticks in them.
        package mutating func appendInterpolation(fence value: String, language: StaticString) {
            let lines = value.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
                VisibleText.whole(String($0))
            }
            let longest = value.split { $0 != "`" }.map(\.count).max() ?? 0
            let fence = String(repeating: "`", count: max(3, longest + 1))
            text += "\(fence)\(language)\n\(lines.joined(separator: "\n"))\n\(fence)"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// What may stand between backticks in a sentence of ours.
    private static func isPlainCode(_ byte: UInt8) -> Bool { isPlain(byte) || " :,={}()/%".utf8.contains(byte) }

    private static func escaped(_ value: String, trims: Bool = true) -> String {
        let visible = VisibleText.of(value)
        var result = ""
        var scalars = trims ? Array(visible.unicodeScalars.drop { $0 == " " }) : Array(visible.unicodeScalars)
        while trims, scalars.last == " " { scalars.removeLast() }
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "$", "!": result += "\\\(scalar)"
            // A list, a rule or a heading's underline could begin here.
            case "-" where index == 0 && beginsBlock(scalars), "+" where index == 0 && beginsBlock(scalars),
                "=" where index == 0:
                result += "\\\(scalar)"
            case "." where marksNumber(scalars, at: index), ")" where marksNumber(scalars, at: index):
                result += "\\\(scalar)"
            // With a bracket before it, a link's target would begin here for a renderer that knows no escapes.
            case "(" where index > 0 && scalars[index - 1] == "]": result += "\\("
            // What looks like an address is not made a link of.
            case ":" where scalars[(index + 1)...].starts(with: ["/", "/"]): result += "&#58;"
            case "." where endsWithWWW(scalars[..<index]): result += "&#46;"
            case "@": result += "&#64;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a sign at the beginning would be a list's or a rule's, and not a number's or an option's.
    private static func beginsBlock(_ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars.count > 1 else { return true }
        return scalars[1] == " " || scalars[1] == scalars[0]
    }

    /// Whether what stands before is a number and nothing but a space or the end follows: a list could begin here.
    private static func marksNumber(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
        guard (1...9).contains(index), scalars[..<index].allSatisfy(digits.contains) else { return false }
        return index + 1 == scalars.count || scalars[index + 1] == " "
    }

    private static func endsWithWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// Blocks with an empty line between them.
    static func blocks(_ blocks: [Markdown]) -> Markdown { joined(blocks.filter { !$0.text.isEmpty }, by: "\n\n") }

    /// Lines, one below the other.
    static func lines(_ lines: [Markdown]) -> Markdown { joined(lines, by: "\n") }

    static func joined(_ pieces: [Markdown], by separator: Markdown) -> Markdown {
        var result: Markdown = ""
        result.text = pieces.map(\.text).joined(separator: separator.text)
        return result
    }

    /// A table; the columns from `numbersFrom` on are aligned to the right.
    static func table(_ header: [Markdown], numbersFrom: Int, _ rows: [[Markdown]]) -> Markdown {
        let rule = header.indices.map { $0 >= numbersFrom ? "---:" as Markdown : "---" }
        return lines(([header, rule] + rows).map { "| \(joined($0, by: " | ")) |" })
    }

    /// A heading of the second level with what stands under it; nothing where nothing stands under it.
    static func section(_ title: StaticString, _ blocks: [Markdown]) -> Markdown {
        let body = Markdown.blocks(blocks)
        if body.text.isEmpty { return "" }
        return "## \(Markdown(stringLiteral: title))\n\n\(body)"
    }

    /// That a field is unknown, and who fills it in.
    static func unknown(_ field: RequiredField) -> Markdown {
        "_Unknown: to be filled in by the \(field.filledBy)_ (\(code: field.rawValue) in the brief)"
    }

    /// The text, or that the field is unknown.
    static func known(_ value: String?, _ field: RequiredField) -> Markdown {
        guard let value, !value.allSatisfy(\.isWhitespace) else { return unknown(field) }
        return "\(value)"
    }
}
