import Evidence
import Testing

struct DisplayTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("é 漢 🙂", "é 漢 🙂"), ("a\tb", "a    b"), ("a\u{7F}b", "a\\u{7F}b"),
        ("a\u{202E}b", "a\\u{202E}b"), ("a\u{2028}b", "a\\u{2028}b"), ("\u{FEFF}a", "\\u{FEFF}a"),
        ("\u{9B}31m", "\\u{9B}31m"), ("a\nb\r", "a\\nb\\r"), ("x\u{E0041}", "x\\u{E0041}"),
        ("👩\u{200D}💻", "👩\u{200D}💻"), ("pay\u{AD}roll", "pay\\u{AD}roll"), ("a\u{180E}\u{FFF9}", "a\\u{180E}\\u{FFF9}"),
    ])
    func `characters that act or hide are written out`(text: String, shown: String) {
        #expect(DisplayText.escaped(text) == shown)
    }

    @Test func `a text is shown whole up to the limit, and cut behind it`() {
        let limit = Limits.shownCharacters
        for character in ["a", "é", "漢"] {
            let whole = String(repeating: character, count: limit)
            #expect(DisplayText.escaped(String(whole.dropLast())) == String(whole.dropLast()))
            #expect(DisplayText.escaped(whole) == whole)
            #expect(DisplayText.escaped(whole + "b") == whole + "… (\(whole.utf8.count + 1) bytes)")
        }
        #expect(DisplayText.escaped(String(repeating: "x", count: 1_000_000)).count < limit + 20)
    }
}
