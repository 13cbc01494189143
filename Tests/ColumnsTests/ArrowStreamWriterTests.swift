import CArrow
import Columns
import Testing

/// What leaves as an Arrow stream comes back the same.
struct ArrowStreamWriterTests {
    private func roundTrip(_ table: Table) throws -> Table {
        let back = try ArrowStreamReader(ArrowStreamWriter.stream(of: table)).readTable()
        back.checkInvariants()
        return back
    }

    @Test func everyTypeComesBack() throws {
        let table = Table([
            ("flag", .boolean(Values([true, nil, false], filler: false))),
            ("whole", .integer(Values([.min, nil, .max], filler: 0))),
            ("number", .double(Values([0.1, nil, -.infinity], filler: 0))),
            ("text", .text(TextValues(["é🙂", nil, ""]))),
            ("day", .timestamp(Values([-86_400_000_000, nil, 86_400_000_000], filler: 0), .date)),
            ("wall", .timestamp(Values([1, nil, -1], filler: 0), .timestamp)),
            ("instant", .timestamp(Values([1, nil, -1], filler: 0), .instant)),
        ])
        #expect(try roundTrip(table) == table)
    }

    @Test(arguments: [0, 1, 64, 65_535, 65_536, 65_537, 200_001]) func anyNumberOfRowsComesBack(rows: Int) throws {
        let table = Table([
            ("n", .integer(Values((0..<rows).map { $0 % 5 == 0 ? nil : Int64($0) }, filler: 0))),
            ("t", .text(TextValues((0..<rows).map { $0 % 3 == 0 ? nil : "t\($0 % 100)" }))),
            ("b", .boolean(Values((0..<rows).map { $0 % 2 == 0 }, validity: Validity(allValid: rows)))),
        ])
        #expect(try roundTrip(table) == table)
    }

    @Test func rowsWithoutColumnsAreCounted() throws {
        #expect(try roundTrip(Table([], rowCount: 7)).rowCount == 7)
    }
}
