import Columns
import Evidence
import Scoring
import Testing

@Suite struct UnseenValuesTests {
    @Test("rows outside what training saw are counted by feature; missing values are not")
    func counts() {
        let table = Table([
            ("at", .timestamp(Values([-6, 0, nil, 6], filler: 0), .timestamp)),
            ("carrier", .text(TextValues(["AA", "ZZ", nil, "aa"]))),
            ("late", .boolean(Values([true, false, nil, true], filler: false))),
            ("temp", .double(Values([-1, 0, nil, .infinity], filler: 0))),
        ])
        #expect(Example.document(.binary).unseenCounts(in: table) == ["at": 2, "carrier": 2, "temp": 2])
    }

    @Test("nothing is said of a feature whose texts are not all remembered")
    func incomplete() {
        var document = Example.document(.binary)
        document.seen = ["carrier": .texts(["AA"], complete: false)]
        #expect(document.unseenCounts(in: Example.table).isEmpty)
    }
}
