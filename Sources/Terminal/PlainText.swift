/// Text cut and filled to columns.
package enum PlainText {
    /// The text cut to a number of characters, with `…` where something was cut.
    package static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(max(0, length - 1)) + "…"
    }

    /// The text with spaces up to a width; longer text stays as it is.
    package static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The text cut at spaces into lines of at most `width` characters; all but the first are indented.
    ///
    /// A word that is longer than a line stays whole. Spaces within a line stay as many as they are.
    package static func wrapped(_ text: String, to width: Int, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var gap = ""
        var isEmpty = true
        for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
            guard !word.isEmpty else {
                gap += " "
                continue
            }
            if !isEmpty, line.count + gap.count + word.count > width {
                lines.append(line)
                (line, isEmpty) = (margin, true)
            }
            line += isEmpty ? String(word) : gap + word
            (gap, isEmpty) = (" ", false)
        }
        return lines + [line]
    }
}
