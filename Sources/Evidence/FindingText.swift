extension Finding {
    /// The finding as people read it on a terminal: place, severity and message; the line with a caret; the cure.
    ///
    /// ```
    /// brief.yaml:9:3: error: unknown key 'lable'
    ///    9 |   lable: late
    ///      |   ^~~~~ did you mean 'label'?
    ///   data needs 'label': the column to predict.
    /// ```
    ///
    /// Control characters and such as reorder text are escaped, long lines are cut around the caret, and the caret
    /// stands right under wide characters. No line feed at the end.
    package func rendered() -> String {
        let head = [place.map(DisplayText.escaped), severity.rawValue].compactMap(\.self).joined(separator: ": ")
        var lines = [head + ": " + DisplayText.escaped(message)]
        if let excerpt { lines += ExcerptText(excerpt, line: line, column: columnNumber).lines }
        if !keys.isEmpty { lines.append("  keys: " + DisplayText.escaped(keys.joined(separator: ", "))) }
        if let advice {
            lines += advice.split(separator: "\n").map { "  " + DisplayText.escaped(String($0)) }
        }
        return lines.joined(separator: "\n")
    }
}

/// The line that a finding is about and the mark under it.
private struct ExcerptText {
    /// Columns of the terminal that the shown part of a line may take.
    private static let widest = 88
    /// Columns before the caret that are kept where a line is cut.
    private static let before = 40

    private let gutter: String
    private let shown: String
    private let mark: String

    init(_ excerpt: Finding.Excerpt, line: Int?, column: Int?) {
        // Of a line as long as a file only the stretch around the caret is looked at.
        let caret = min(max(0, (column ?? 1) - 1), excerpt.text.count)
        let skipped = max(0, caret - Self.widest)
        let cells = excerpt.text.dropFirst(skipped).prefix(3 * Self.widest).map { DisplayText.cell($0) }
        let start = caret - skipped
        let end = min(start + max(1, excerpt.length), cells.count)
        var first = 0
        if Self.width(cells[..<end]) > Self.widest {
            first = start
            while first > 0, Self.width(cells[(first - 1)..<start]) <= Self.before { first -= 1 }
        }
        var last = first
        while last < cells.count, Self.width(cells[first...last]) <= Self.widest { last += 1 }
        let isCutAhead = first > 0
        shown = (isCutAhead ? "…" : "") + cells[first..<last].joined() + (last < cells.count ? "…" : "")
        let indent = Self.width(cells[first..<min(start, last)]) + (isCutAhead ? 1 : 0)
        let under = max(1, start < last ? Self.width(cells[start..<min(end, last)]) : 1)
        let hint = excerpt.hint.map { " " + DisplayText.escaped($0) } ?? ""
        mark = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: under - 1) + hint
        let number = line.map(String.init) ?? ""
        gutter = String(repeating: " ", count: max(0, 4 - number.count)) + number
    }

    var lines: [String] {
        ["\(gutter) | \(shown)", String(repeating: " ", count: gutter.count) + " | " + mark]
    }

    private static func width(_ cells: some Sequence<String>) -> Int {
        cells.reduce(0) { $0 + DisplayText.width($1) }
    }
}

/// Text made fit for a terminal.
package enum DisplayText {
    /// A text in which nothing acts on the terminal: controls and such as reorder text are written as escapes.
    package static func escaped(_ text: String) -> String {
        text.unicodeScalars.contains(where: isActive) ? text.map(cell).joined() : text
    }

    /// The columns of a terminal that a text takes: two for wide characters, none for marks on others.
    package static func width(_ text: String) -> Int {
        text.reduce(0) { total, character in
            total + (character.unicodeScalars.map(width(of:)).max() ?? 0)
        }
    }

    /// One character as it is shown.
    fileprivate static func cell(_ character: Character) -> String {
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

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
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
