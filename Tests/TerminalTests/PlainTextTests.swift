import Terminal
import Testing

struct PlainTextTests {
    @Test func `cut says that something is missing`() {
        #expect(PlainText.cut("abcdef", to: 4) == "abc…")
        #expect(PlainText.cut("abcd", to: 4) == "abcd")
    }
}
