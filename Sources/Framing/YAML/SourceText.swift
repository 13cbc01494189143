import Evidence

/// The text of a brief by lines, so that findings can show the line that they are about.
struct SourceText: Sendable {
    /// The file as the person named it; `nil` where there is none.
    let file: String?
    let text: String
    let lines: [String]

    /// Cuts a text into lines at the breaks that YAML knows, so that line numbers agree with the parser's.
    init(file: String?, text: String) {
        self.file = file
        self.text = text
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            if scalar == "\n", afterReturn { continue }
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(String(line))
                line = String.UnicodeScalarView()
            default: line.append(scalar)
            }
        }
        lines.append(String(line))
        self.lines = lines
    }

    /// A finding about a stretch of the text, with the line shown and the stretch underlined.
    func finding(
        _ severity: Severity, _ code: FindingCode, at span: TextSpan, _ message: String, advice: String? = nil,
        hint: String? = nil
    ) -> Finding {
        let place = place(of: span)
        return Finding(
            severity, code, message, advice: advice, file: file, line: place.line, columnNumber: place.column,
            excerpt: .init(text: place.text, length: place.length, hint: hint))
    }

    /// The stretch with columns in characters, cut at the end of its first line.
    func place(of span: TextSpan) -> BriefPlace {
        let text = lines.indices.contains(span.line - 1) ? lines[span.line - 1] : ""
        let scalars = text.unicodeScalars
        let before = String(String.UnicodeScalarView(scalars.prefix(span.column - 1)))
        let end = span.endLine > span.line ? scalars.count + 1 : span.endColumn
        let within = String(
            String.UnicodeScalarView(scalars.dropFirst(span.column - 1).prefix(max(0, end - span.column))))
        var trimmed = Substring(within)
        while let last = trimmed.last, last.isWhitespace { trimmed.removeLast() }
        return BriefPlace(line: span.line, column: before.count + 1, length: max(1, trimmed.count), text: text)
    }
}
