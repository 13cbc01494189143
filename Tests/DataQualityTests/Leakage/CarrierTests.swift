import Testing

@testable import DataQuality

/// Where a source's rows came into a column.
struct CarrierTests {
    private static let sql = """
        SELECT a.id, -- FROM later
            latest.temp AS temp, ahead.temp AS next_temp, 'FROM b' AS note,
            sum(a.x) OVER (PARTITION BY a.k ORDER BY a.at) AS total
        FROM a
        LEFT JOIN weather AS latest ON latest.at = a.at
        LEFT JOIN weather AS ahead ON ahead.at = a.at + INTERVAL 3 HOUR
        """

    @Test func `of two joins of one source it is the one whose alias the column names`() throws {
        let one = try #require(Carrier(of: "weather", into: "temp", in: Self.sql))
        #expect(one == Carrier(of: "WEATHER", into: "temp", in: Self.sql))
        #expect(one.text == "LEFT JOIN weather AS latest")
        #expect((one.line, one.column) == (5, 1))
        let other = try #require(Carrier(of: "weather", into: "next_temp", in: Self.sql))
        #expect(other.text == "LEFT JOIN weather AS ahead")
        #expect(other.line == 6)
    }

    @Test func `a window is named before the table that it runs over`() throws {
        let window = try #require(Carrier(of: "a", into: "total", in: Self.sql))
        #expect(window.text == "the window of 'total'")
        #expect(window.line == 3)
    }

    @Test func `the first table of the query is said to be that`() throws {
        let from = try #require(Carrier(of: "a", into: "id", in: Self.sql))
        #expect(from.isFrom)
        #expect(from.text == "FROM a")
    }

    @Test func `names in texts and comments are not seen`() {
        #expect(Carrier(of: "b", into: "note", in: Self.sql) == nil)
        #expect(Carrier(of: "later", into: "id", in: Self.sql) == nil)
    }

    @Test func `quoted names and lists after FROM are read`() throws {
        let sql = "SELECT \"odd name\".v AS \"a b\" FROM t, \"odd name\" WHERE t.k = \"odd name\".k"
        #expect(try #require(Carrier(of: "odd name", into: "a b", in: sql)).text == "odd name")
    }
}
