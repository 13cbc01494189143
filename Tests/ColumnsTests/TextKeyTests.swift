import Columns
import Testing

/// Texts are told apart by their bytes.
struct TextKeyTests {
    @Test func equivalentTextsOfOtherBytesAreTwo() {
        let values = TextValues(["é", "e\u{301}", "é"])
        #expect(values.dictionary.count == 2)
        #expect(values.codes[0] == values.codes[2])
        #expect(values.codes[0] != values.codes[1])
        Table([("x", .text(values))]).checkInvariants()
    }

    @Test func textsOfOneColumnsPartsAreJoinedByTheirBytes() {
        let joined = Column.joining([.text(TextValues(["é", "b"])), .text(TextValues(["e\u{301}", "b"]))])
        #expect(joined == .text(TextValues(["é", "b", "e\u{301}", "b"])))
    }
}
