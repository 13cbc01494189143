import Evidence
import Testing

@Suite struct FindingTextTests {
    private func rendered(_ line: String, column: Int, length: Int, hint: String? = nil) -> [String] {
        Finding(
            .error, .unknownKey, "m", file: "b.yaml", line: 9, columnNumber: column,
            excerpt: .init(text: line, length: length, hint: hint)
        ).rendered().split(separator: "\n").map(String.init)
    }

    @Test func showsPlaceLineCaretAndCure() {
        let finding = Finding(
            .error, .unknownKey, "unknown key 'lable'", advice: "data needs 'label'.", file: "b.yaml", line: 9,
            columnNumber: 3, excerpt: .init(text: "  lable: late", length: 5, hint: "did you mean 'label'?"))
        #expect(
            finding.rendered() == """
                b.yaml:9:3: error: unknown key 'lable'
                   9 |   lable: late
                     |   ^~~~~ did you mean 'label'?
                  data needs 'label'.
                """)
    }

    @Test func aFindingWithoutAPlaceBeginsWithItsSeverity() {
        #expect(Finding(.warning, .rareClass, "a class is rare").rendered() == "warning: a class is rare")
    }

    @Test func aFindingInASourceNamesItsColumn() {
        let finding = Finding(.note, .constantColumn, "constant", source: "flights", column: "year")
        #expect(finding.rendered() == "flights.year: note: constant")
    }

    @Test func theCaretStandsUnderWideCharacters() {
        #expect(rendered("日本: x", column: 5, length: 1)[2] == "     |       ^")
        #expect(rendered("日本: x", column: 1, length: 2)[2] == "     | ^~~~")
    }

    @Test func theCaretStandsUnderMarksAndTabs() {
        #expect(rendered("e\u{301}: x", column: 4, length: 1)[2] == "     |    ^")
        #expect(rendered("\tx", column: 2, length: 1) == ["b.yaml:9:2: error: m", "   9 |     x", "     |     ^"])
    }

    @Test func longLinesAreCutAroundTheCaret() {
        let line = String(repeating: "a", count: 500) + "HERE" + String(repeating: "b", count: 500)
        let lines = rendered(line, column: 501, length: 4)
        #expect(
            lines[1] == "   9 | …" + String(repeating: "a", count: 40) + "HERE" + String(repeating: "b", count: 44)
                + "…")
        #expect(lines[2] == "     | " + String(repeating: " ", count: 41) + "^~~~")
    }

    @Test func aLongMarkEndsWithTheLine() {
        let lines = rendered(String(repeating: "a", count: 500), column: 1, length: 500)
        #expect(lines[1].count == 7 + 88 + 1)
        #expect(lines[2].count == 7 + 88)
    }

    @Test func theCaretMayStandAfterTheLine() {
        #expect(rendered("ab", column: 3, length: 1)[2] == "     |   ^")
        #expect(rendered("", column: 1, length: 1)[2] == "     | ^")
        #expect(rendered("ab", column: 99, length: 9)[2] == "     |   ^")
    }

    @Test func nothingActiveIsShownAsItIs() {
        let finding = Finding(
            .error, .unknownKey, "a\u{1B}[31m\u{202E}", advice: "one\ntwo\u{7}", file: "b\u{9B}.yaml", line: 1,
            columnNumber: 1, keys: ["k\r"], excerpt: .init(text: "\u{1B}x\u{2066}", length: 1))
        #expect(
            finding.rendered() == """
                b\\u{9B}.yaml:1:1: error: a\\u{1B}[31m\\u{202E}
                   1 | \\u{1B}x\\u{2066}
                     | ^~~~~~
                  keys: k\\r
                  one
                  two\\u{7}
                """)
    }
}
