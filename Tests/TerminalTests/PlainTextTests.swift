import Terminal
import Testing

struct PlainTextTests {
    @Test func `cut says that something is missing`() {
        #expect(PlainText.cut("abcdef", to: 4) == "abc…")
        #expect(PlainText.cut("abcd", to: 4) == "abcd")
    }

    @Test func `wrapped cuts at spaces, and indents all lines but the first`() {
        #expect(PlainText.wrapped("  one two three", to: 9, indent: 4) == ["  one two", "    three"])
        #expect(PlainText.wrapped("  one two", to: 9, indent: 4) == ["  one two"])
    }

    @Test func `wrapped keeps a word whole that is longer than a line`() {
        #expect(PlainText.wrapped("a bbbbbbbbbbbb c", to: 6, indent: 2) == ["a", "  bbbbbbbbbbbb", "  c"])
    }

    @Test func `wrapped keeps the place of what stands behind a heading`() {
        #expect(
            PlainText.wrapped("  Weak    where one two", to: 19, indent: 10) == [
                "  Weak    where one", "          two",
            ])
        #expect(PlainText.wrapped("  a  b   c", to: 6, indent: 2) == ["  a  b", "  c"])
    }

    @Test func `wrapped leaves nothing as it is`() {
        #expect(PlainText.wrapped("", to: 6, indent: 2) == [""])
    }
}
