/// Text made fit to be shown: the one place that decides what may not reach a terminal or a page as it is.
package enum DisplayText {
    /// A text in which nothing acts on the terminal: controls and such as reorder text are written as escapes.
    ///
    /// What is longer than ``Limits/shownCharacters`` ends there.
    package static func escaped(_ text: String) -> String {
        let text = cut(text, at: Limits.shownCharacters)
        return text.unicodeScalars.contains(where: isActive) ? text.map(cell).joined() : text
    }

    /// A text that ends after so many characters, with how long it was.
    package static func cut(_ text: String, at limit: Int) -> String {
        // No character has less than a byte.
        let scalars = text.unicodeScalars
        guard text.utf8.count > limit,
            let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end != scalars.endIndex
        else { return text }
        return "\(text[..<end])… (\(text.utf8.count) bytes)"
    }

    /// The columns of a terminal that a text takes: two for wide characters, none for marks on others.
    package static func width(_ text: String) -> Int {
        text.reduce(0) { total, character in
            total + (character.unicodeScalars.map(width(of:)).max() ?? 0)
        }
    }

    /// One character as it is shown.
    static func cell(_ character: Character) -> String {
        guard character != "\t" else { return "    " }
        guard character.unicodeScalars.contains(where: isActive) else { return String(character) }
        return character.unicodeScalars.map { isActive($0) ? escape($0) : String($0) }.joined()
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    /// Whether a character acts on a terminal or a page, or hides in it: controls, separators, marks that turn the
    /// direction of writing, and characters of no width that spell hidden text.
    package static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0x1D173...0x1D17A, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
