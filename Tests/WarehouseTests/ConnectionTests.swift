import Columns
import Dispatch
import Evidence
import Testing
import Warehouse

/// What every engine's connection promises.
struct ConnectionTests {
    @Test(arguments: TestEngine.allCases)
    func aQueryGivesATable(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let table = try connection.query("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL ORDER BY 1")
        table.checkInvariants()
        #expect(table.names == ["a", "b"])
        #expect(table["a"] == .integer(Values([1, 2], filler: 0)))
        #expect(table["b"] == .text(TextValues(["x", nil])))
    }

    @Test(arguments: TestEngine.allCases)
    func theEngineTellsItsVersion(engine: TestEngine) throws {
        #expect(try !engine.open().version().isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func aWrongQueryIsAnErrorAndTheConnectionGoesOn(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let error = try #require(throws: WarehouseError.self) { try connection.query("SELECT nothing FROM nowhere") }
        #expect(error.code == .sqlFailed)
        #expect(try connection.integer("SELECT 1") == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func anAnswerWithoutRowsHasItsColumns(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let table = try connection.query("SELECT 1 AS a, 'x' AS b WHERE 1 = 0")
        #expect(table.names == ["a", "b"])
        #expect(table.rowCount == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func whatIsIngestedComesBack(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let table = Table([
            ("n", .integer(Values([1, 2, 3, nil], filler: 0))),
            ("whole", .integer(Values([.min, .max, 0, nil], filler: 0))),
            ("number", .double(Values([0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude, nil], filler: 0))),
            ("text", .text(TextValues(["", "🙂", "it's \"quoted\"\n", nil]))),
        ])
        try connection.ingest(table, into: Identifier("t"))
        let back = try connection.query("SELECT * FROM t ORDER BY n IS NULL, n")
        back.checkInvariants()
        #expect(back == table)
    }

    @Test(arguments: TestEngine.allCases)
    func rowsCanBeAppendedAndReplaced(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let one = Table([("a", .integer(Values([1], filler: 0)))])
        try connection.ingest(one, into: Identifier("t"))
        try connection.ingest(one, into: Identifier("t"), mode: .append)
        #expect(try connection.integer("SELECT count(*) FROM t") == 2)
        try connection.ingest(one, into: Identifier("t"), mode: .replace)
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
        #expect(throws: WarehouseError.self) { try connection.ingest(one, into: Identifier("t")) }
    }

    @Test(arguments: TestEngine.allCases)
    func nullsAndNaNStayApart(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let table = Table([("x", .double(Values([.nan, nil, 1], filler: 0)))])
        try connection.ingest(table, into: Identifier("t"))
        let back = try connection.query("SELECT x FROM t")
        guard case .double(let values)? = back["x"] else {
            Issue.record("not a double")
            return
        }
        #expect(values[1] == nil)
        withKnownIssue("SQLite stores NaN as NULL") {
            #expect(values[0]?.isNaN == true)
        } when: {
            engine == .sqlite
        }
    }

    @Test(arguments: TestEngine.allCases)
    func signedZerosAndInfinitiesKeepTheirBits(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let numbers = [0.0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude]
        try connection.ingest(
            Table([("x", .double(Values(numbers, validity: Validity(allValid: 5))))]), into: Identifier("t"))
        guard case .double(let back)? = try connection.query("SELECT x FROM t")["x"] else {
            Issue.record("not a double")
            return
        }
        #expect(back.values == numbers)
        withKnownIssue("SQLite stores -0.0 as 0") {
            #expect(back.values.map(\.bitPattern) == numbers.map(\.bitPattern))
        } when: {
            engine == .sqlite
        }
    }

    @Test(arguments: TestEngine.allCases)
    func literalsAreReadBackAsTheyAre(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        for number in [0.1, -2.5, 1e300, .leastNonzeroMagnitude, -0.0] {
            guard case .double(let back)? = try connection.query("SELECT \(Literal(number)) AS x")["x"] else {
                Issue.record("not a double")
                return
            }
            #expect(back.values.map(\.bitPattern) == [number.bitPattern])
        }
        for number in [Int64.min, -1, 0, .max] {
            #expect(
                try connection.query("SELECT \(Literal(number)) AS x")["x"] == .integer(Values([number], filler: 0)))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func hugeTextComesBack(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let text = String(repeating: "é🙂", count: 500_000)
        try connection.ingest(Table([("x", .text(TextValues([text, nil, "a"])))]), into: Identifier("t"))
        #expect(try connection.query("SELECT x FROM t")["x"] == .text(TextValues([text, nil, "a"])))
    }

    @Test(arguments: TestEngine.allCases)
    func aStreamComesInOrder(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        let numbers = (0..<10_000).map(Int64.init)
        try connection.ingest(
            Table([("x", .integer(Values(numbers, validity: Validity(allValid: numbers.count))))]),
            into: Identifier("t"))
        var seen: [Int64] = []
        try connection.query("SELECT x FROM t ORDER BY x") { batch in
            if case .integer(let values)? = batch["x"] { seen += values.values }
        }
        #expect(seen == numbers)
    }

    @Test func aQueryCanBeCancelledFromAnotherThread() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let canceller = connection.canceller
        // Asked again and again, as the first call may come before the query has started.
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + 0.05, repeating: 0.05)
        timer.setEventHandler { canceller.cancel() }
        timer.resume()
        defer { timer.cancel() }
        let error = try #require(throws: WarehouseError.self) {
            try connection.query("SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b")
        }
        #expect(error.code == .cancelled)
    }

    @Test func tenThousandColumnsAreRead() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let table = Table(
            (0..<10_000).map { ("c\($0)", .integer(Values([Int64($0), nil], filler: 0))) })
        try connection.ingest(table, into: Identifier("wide"))
        #expect(try connection.query("SELECT * FROM wide") == table)
    }

    @Test func twoColumnsOfOneNameAreRefused() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let error = try #require(throws: WarehouseError.self) { try connection.query("SELECT 1 AS a, 2 AS a") }
        #expect(error.code == .columnName)
        #expect(error.column == "a")
    }

    @Test func aColumnWithoutATypeHasNoValues() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let column = try #require(try connection.query("SELECT NULL AS a")["a"])
        #expect(column.count == 1)
        #expect(column.validity.nullCount == 1)
    }

    @Test func theTimeZoneIsUTC() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let table = try connection.query(
            "SELECT CAST(TIMESTAMPTZ '2020-07-01 12:00:00+02' AS VARCHAR) AS t, TIMESTAMPTZ '1970-01-01 00:00:01Z' AS i"
        )
        #expect(table["t"] == .text(TextValues(["2020-07-01 10:00:00+00"])))
        #expect(table["i"] == .timestamp(Values([1_000_000], filler: 0), .instant))
    }

    @Test func textsDoNotDependOnTheOrderOfRows() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let up = try connection.query("SELECT CAST(range AS VARCHAR) AS x FROM range(5000) ORDER BY range")
        let down = try connection.query("SELECT CAST(range AS VARCHAR) AS x FROM range(5000) ORDER BY range DESC")
        guard case .text(let first)? = up["x"], case .text(let second)? = down["x"] else {
            Issue.record("not text")
            return
        }
        up.checkInvariants()
        #expect(first.dictionary == second.dictionary)
        #expect(first.codes == second.codes.reversed())
    }

    @Test func aValueThatDoesNotFitTheFirstRowsTypeIsAnErrorInSQLite() throws {
        let connection = try TestEngine.sqlite.open().connect()
        let error = try #require(throws: WarehouseError.self) {
            try connection.query(
                """
                WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)
                SELECT CASE WHEN x = 5000 THEN 'text' ELSE x END AS x FROM n
                """)
        }
        #expect(error.exitStatus == .inputWrong)
        #expect(error.message.contains("x") || error.message.contains("type"), "\(error.message)")
    }
}
