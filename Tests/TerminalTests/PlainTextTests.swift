import Terminal
import Testing

struct PlainTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("é 漢 🙂", "é 漢 🙂"), ("a\tb", "a\\u{9}b"), ("a\u{7F}b", "a\\u{7f}b"),
        ("a\u{202E}b", "a\\u{202e}b"), ("a\u{2028}b", "a\\u{2028}b"), ("\u{FEFF}a", "\\u{feff}a"),
        ("\u{9B}31m", "\\u{9b}31m"),
    ])
    func `hidden characters are written out`(text: String, shown: String) {
        #expect(PlainText.visible(text) == shown)
    }

    @Test func `cut says that something is missing`() {
        #expect(PlainText.cut("abcdef", to: 4) == "abc…")
        #expect(PlainText.cut("abcd", to: 4) == "abcd")
    }
}
