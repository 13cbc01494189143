import Evidence

/// Text from data and briefs, made harmless to look at: what cannot be seen is written out.
enum VisibleText {
    /// The text with control characters, line and paragraph separators, and characters that turn the direction
    /// of writing as `U+202E`; tabs and line breaks as one space; cut where it is longer than any text for people.
    static func of(_ text: String) -> String { whole(DisplayText.cut(text, at: Limits.printedCharacters)) }

    /// The same, however long it is: for code that is copied out of a document.
    static func whole(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": result.append(" ")
            case _ where DisplayText.isActive(scalar): result.append(contentsOf: name(scalar).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
