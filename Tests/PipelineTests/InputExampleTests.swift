import Columns
import Evidence
import Testing

@testable import Pipeline

/// One row as a client would send it.
struct InputExampleTests {
    private let table = Table([
        ("flag", .boolean(Values([true, nil], filler: false))), ("count", .integer(Values([3, nil], filler: 0))),
        ("size", .double(Values([0.5, .nan], filler: 0))), ("name", .text(TextValues(["a", nil]))),
        ("day", .timestamp(Values([86_400_000_000, nil], filler: 0), .date)),
    ])

    private func cells(row: Int?) throws -> JSONValue {
        try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(InputExample(table: table, row: row)))
    }

    @Test func `cells keep their types, and days are text`() throws {
        #expect(
            try cells(row: 0) == [
                "columns": ["flag", "count", "size", "name", "day"], "data": [[true, 3, 0.5, "a", "1970-01-02"]],
            ])
    }

    @Test func `what is missing or no number is null`() throws {
        #expect(try cells(row: 1)["data"] == [[.null, .null, .null, .null, .null]])
    }

    @Test func `without a row there is no data`() throws {
        #expect(try cells(row: nil)["data"] == [])
    }
}
