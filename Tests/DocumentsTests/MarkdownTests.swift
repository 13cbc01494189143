import Documents
import Testing

@Suite struct MarkdownTests {
    @Test(arguments: hostileTexts)
    func interpolatedTextStaysOnItsLineAndInItsCell(hostile: String) {
        let line: Markdown = "| \(hostile) | end |"
        #expect(!line.text.contains { $0.isNewline })
        #expect(Self.cells(line.text) == 2)
        #expect(!line.text.contains("<"))
        #expect(!line.text.contains("://"))
    }

    @Test(arguments: hostileTexts)
    func aNameInACodeSpanIsPlainOrEscaped(hostile: String) {
        let name: Markdown = "\(code: hostile)"
        #expect(!name.text.contains("<"))
        #expect(name.text.count { $0 == "`" } == 2 || !name.text.hasPrefix("`"))
    }

    @Test(arguments: ["- a", "+ a", "1. a", "12) a", "===", "    a", "# a", "> a"])
    func textAtTheBeginningOfALineStartsNoBlock(text: String) {
        let line = ("\(text)" as Markdown).text
        #expect(
            line.hasPrefix("\\") || line.hasPrefix("&gt;") || line.hasPrefix("1\\.") || line.hasPrefix("12\\)")
                || line == "a")
    }

    @Test func aFenceIsLongerThanAnyInTheCode() {
        let code = "a\n````\nb"
        #expect(("\(fence: code, language: "sql")" as Markdown).text == "`````sql\na\n````\nb\n`````")
    }

    @Test func plainNamesAreCode() {
        #expect(("\(code: "roc_auc")" as Markdown).text == "`roc_auc`")
    }

    /// Cells of a table's line: its unescaped pipes but the first.
    static func cells(_ line: String) -> Int {
        var (count, escaped) = (0, false)
        for character in line {
            if character == "|", !escaped { count += 1 }
            escaped = character == "\\" && !escaped
        }
        return count - 1
    }
}
