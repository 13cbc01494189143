/// Texts as YAML writes them, so that any reader takes them for texts.
enum YAMLText {
    /// A text on one line: plain where nobody can misread it, else in double quotes.
    static func scalar(_ text: String) -> String { isPlain(text) ? text : inQuotes(text) }

    /// Texts as a list on one line.
    static func list(_ texts: [String]) -> String { "[" + texts.map(scalar).joined(separator: ", ") + "]" }

    /// A text of several lines as a literal block with this indentation, else as a scalar.
    static func block(_ text: String, indent: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = text.hasSuffix("\n") ? lines.dropLast() : lines[...]
        let isPlainBlock =
            body.count > 1 && body.first?.first?.isWhitespace == false && body.last?.isEmpty == false
            && !text.unicodeScalars.contains { $0 != "\n" && (isSpecial($0) || $0 == "\r") }
            && body.allSatisfy { !$0.hasSuffix(" ") || $0.contains { $0 != " " } }
        guard isPlainBlock else { return scalar(text) }
        let indented = body.map { $0.isEmpty ? "" : indent + $0 }
        return (text.hasSuffix("\n") ? "|\n" : "|-\n") + indented.joined(separator: "\n")
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "_" else {
            return false
        }
        let words: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"]
        return !words.contains(text.lowercased())
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || "_-./".unicodeScalars.contains(scalar))
            }
    }

    private static func inQuotes(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\t": written += "\\t"
            default:
                if isSpecial(scalar) {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let width = scalar.value > 0xFFFF ? 8 : 4
                    written +=
                        (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
                } else {
                    written.unicodeScalars.append(scalar)
                }
            }
        }
        return written + "\""
    }

    /// Whether a character must be escaped: controls, line breaks of other alphabets, marks that reorder text, and
    /// what YAML holds for unprintable.
    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        TextSafety.isUnsafe(scalar) || (0xE000...0xF8FF).contains(scalar.value)
            || (0xFFF0...0xFFFF).contains(scalar.value)
    }
}
