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

    @Test func backticksOfOurSentencesMarkCode() {
        let sentence = "that takes `known_at` in the brief, and `associate check` or *more*"
        #expect(
            ("\(words: sentence)" as Markdown).text
                == "that takes `known_at` in the brief, and `associate check` or \\*more\\*")
        #expect(("\(words: "`exclude: {a: b}`. And so on" )" as Markdown).text == "`exclude: {a: b}`. And so on")
    }

    @Test(arguments: ["a ` b", "`<b>`", "`a|b`", "``", "`a\nb`", "`$(id)`"])
    func backticksThatMarkNoPlainNameAreEscaped(text: String) {
        let line = ("\(words: text)" as Markdown).text
        #expect(line == ("\(text)" as Markdown).text)
        #expect(line.contains("\\`"))
    }

    @Test(arguments: hostileTexts)
    func sentencesOfAnyOriginStayInTheirCell(hostile: String) {
        let line: Markdown = "| \(words: hostile) | end |"
        #expect(!line.text.contains { $0.isNewline })
        #expect(Self.cells(line.text) == 2)
        #expect(!line.text.contains("<"))
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
