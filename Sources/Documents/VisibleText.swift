/// Text from data and briefs, made harmless to look at: what cannot be seen is written out.
enum VisibleText {
    /// The text with control characters, line and paragraph separators, and characters that turn the direction
    /// of writing as `U+202E`; tabs and line breaks as one space.
    static func of(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": result.append(" ")
            case _ where isInvisible(scalar): result.append(contentsOf: name(scalar).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
        // Tag characters spell hidden text.
        case 0xE0000...0xE007F: true
        default: scalar.properties.generalCategory == .control
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
