import Evidence
import Testing
import Warehouse

/// Which names columns may have.
struct ColumnNamesTests {
    @Test func ordinaryAndStrangeNamesPass() {
        #expect(ColumnNames.findings(["a", "a b", "a.b", "\"", "🙂", "select", "名前"]).isEmpty)
    }

    @Test(arguments: [["a", ""], ["a\nb"], ["a\0b"], ["a\u{7F}"], ["a", "a"], ["Late", "late"]])
    func othersAreFound(names: [String]) {
        #expect(ColumnNames.findings(names).map(\.code) == [.columnNameUnusable])
    }

    @Test func aNameMayHaveSoManyBytesAndNotOneMore() {
        #expect(ColumnNames.findings([String(repeating: "n", count: Limits.columnNameBytes)]).isEmpty)
        #expect(ColumnNames.findings([String(repeating: "n", count: Limits.columnNameBytes + 1)]).count == 1)
    }

    @Test func noMoreAreListedThanAreShown() {
        #expect(ColumnNames.findings(Array(repeating: "", count: 100)).count == Limits.findingsShown)
    }
}
