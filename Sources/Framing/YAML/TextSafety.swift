/// Characters that have no place in a name: controls, and those that turn the direction of the text around them.
enum TextSafety {
    /// The first character of a text that a name may not hold.
    static func unsafeScalar(in text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { isUnsafe($0) }
    }

    /// Whether a character is a control or reorders text.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// A character as `U+202E`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// A text in single quotes for a message, cut where it is long.
func quoted(_ text: String) -> String {
    text.count <= 60 ? "'\(text)'" : "'\(text.prefix(59))…'"
}

/// Texts as `a, b and c`.
func listed(_ texts: some Collection<String>, last word: String = "and") -> String {
    guard texts.count > 1, let last = texts.suffix(1).first else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " \(word) " + last
}
