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
