import Foundation
import Testing

@testable import Columns

/// A table that travels as JSON comes back as it was.
struct TableCodableTests {
    @Test func everyCellComesBackBitForBit() throws {
        let doubles: [Double?] = [0.1, -0.0, nil, .infinity, .leastNonzeroMagnitude]
        let table = Table([
            ("flag", .boolean(Values([true, nil, false, nil, true], filler: false))),
            ("number", .integer(Values([.min, .max, nil, 0, 1], filler: 0))),
            ("real", .double(Values(doubles, filler: 0))),
            ("text", .text(TextValues(["é", "", nil, "\"\n\u{0}", "🛫"]))),
            ("at", .timestamp(Values([1, nil, 3, 4, 5], filler: 0), .instant)),
        ])
        let sent = try JSONDecoder().decode(Table.self, from: JSONEncoder().encode(table))
        #expect(sent == table)
        guard case .double(let values)? = sent["real"] else {
            Issue.record("no doubles")
            return
        }
        #expect((0..<values.count).map { values[$0]?.bitPattern } == doubles.map { $0?.bitPattern })
    }

    @Test func notANumberComesBack() throws {
        let table = Table([("real", .double(Values([.nan], filler: 0)))])
        let sent = try JSONDecoder().decode(Table.self, from: JSONEncoder().encode(table))
        guard case .double(let values)? = sent["real"] else {
            Issue.record("no doubles")
            return
        }
        #expect(values[0]?.isNaN == true)
    }

    @Test func columnsOfSeveralLengthsAreRefused() {
        let text = #"{"rows":1,"fields":[{"name":"a","cells":{"integer":{"_0":[1,2]}}}]}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Table.self, from: Data(text.utf8)) }
    }
}
