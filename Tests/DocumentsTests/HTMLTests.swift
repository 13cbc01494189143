import Documents
import Testing

@Suite struct HTMLTests {
    @Test(arguments: hostileTexts)
    func interpolatedTextStaysText(hostile: String) throws {
        let html: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let scanner = try HTMLScanner(html.text)
        #expect(scanner.tags.map(\.name) == ["p", "/p"])
        #expect(scanner.tags.first?.attributes.keys.sorted() == ["title"])
        #expect(HTMLScanner.unescaped(scanner.text) == HTMLScanner.unescaped(scanner.tags[0].attributes["title"] ?? ""))
    }

    @Test func theFiveCharactersBecomeEntities() {
        let value = "<&>\"'"
        #expect(("\(value)" as HTML).text == "&lt;&amp;&gt;&quot;&#39;")
    }

    @Test func markupIsNotEscapedTwice() {
        let inner: HTML = "<b>\("a<b")</b>"
        #expect(("<p>\(inner)</p>" as HTML).text == "<p><b>a&lt;b</b></p>")
    }

    @Test(arguments: [
        ("\u{202E}", "U+202E"), ("\u{0}", "U+0000"), ("\u{1B}", "U+001B"), ("\u{2028}", "U+2028"), ("\n", " "),
    ])
    func whatCannotBeSeenIsWrittenOut(value: String, shown: String) {
        #expect(("\(value)" as HTML).text == shown)
    }

    @Test func otherScriptsStayAsTheyAre() {
        let value = "مرحبا 日本語 é"
        #expect(("\(value)" as HTML).text == value)
    }
}
