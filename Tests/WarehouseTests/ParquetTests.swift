import Columns
import Foundation
import Testing
import Warehouse

/// Parquet files: what is read is what was written, and the bytes follow from the rows alone.
struct ParquetTests {
    private let folder: String
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder.make()
        connection = try TestEngine.duckDB.open().connect()
    }

    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    @Test func aTableComesBackAsItWasWritten() throws {
        let table = Table([
            ("whole", .integer(Values([.min, .max, 0, nil], filler: 0))),
            ("number", .double(Values([-0.0, .leastNonzeroMagnitude, .infinity, nil], filler: 0))),
            ("flag", .boolean(Values([true, false, nil, true], filler: false))),
            ("text", .text(TextValues(["", "🙂", nil, "it's \"quoted\"\n"]))),
            ("day", .timestamp(Values([0, -86_400_000_000, nil, 1_577_836_800_000_000], filler: 0), .date)),
            ("wall", .timestamp(Values([1, -1, nil, 1_577_836_800_123_456], filler: 0), .timestamp)),
            ("instant", .timestamp(Values([1, -1, nil, 1_577_836_800_123_456], filler: 0), .instant)),
        ])
        try Parquet.write(table, to: "\(folder)/t.parquet", connection)
        let back = try Parquet.read("\(folder)/t.parquet", connection)
        back.checkInvariants()
        #expect(back == table)
    }

    @Test func bytesAreTheSameAtAnyNumberOfThreads() throws {
        var written: [Data] = []
        for threads in [1, 2, 8] {
            let connection = try TestEngine.duckDB.open(threads: threads).connect()
            try Parquet.copy(
                """
                SELECT (x * 7919) % 500009 AS key, md5(CAST(x AS VARCHAR)) AS text, x / 3.0 AS number, \
                CASE WHEN x % 5 <> 0 THEN x END AS gaps FROM range(500009) AS r(x)
                """, orderedBy: ["\(Identifier("key"))"], to: "\(folder)/\(threads).parquet", connection)
            written.append(try bytes("\(threads).parquet"))
        }
        #expect(written[0] == written[1])
        #expect(written[0] == written[2])
    }

    @Test func aTableWrittenBackHasTheSameBytesAtAnyNumberOfThreads() throws {
        let table = try connection.query(
            "SELECT (x * 7919) % 500009 AS key, CAST(x % 1000 AS VARCHAR) AS text FROM range(500009) AS r(x)")
        var written: [Data] = []
        for threads in [1, 2, 8] {
            let connection = try TestEngine.duckDB.open(threads: threads).connect()
            try Parquet.write(table, to: "\(folder)/\(threads).parquet", connection)
            written.append(try bytes("\(threads).parquet"))
        }
        #expect(written[0] == written[1])
        #expect(written[0] == written[2])
        #expect(try Parquet.read("\(folder)/8.parquet", connection) == table)
    }

    @Test func typesOfTheEngineAreMappedAndTheRestIsLeftOut() throws {
        let path = "\(folder)/types.parquet"
        try connection.execute(
            """
            COPY (SELECT 1.5::DECIMAL(10,2) AS de, 170141183460469231731687303715884105727::HUGEINT AS hu, \
            18446744073709551615::UBIGINT AS ub, 1.5::FLOAT AS fl, 'a'::ENUM('b', 'a') AS en, \
            '12345678-1234-1234-1234-123456789abc'::UUID AS uu, '12:30:00'::TIME AS ti, \
            TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS ns, TIMESTAMP_S '2020-01-01 00:00:00' AS sec, \
            [1, 2] AS li, {'a': 1} AS st, 'x'::BLOB AS bl, INTERVAL 1 DAY AS iv, 1::TINYINT AS ty) \
            TO \(Literal(path)) (FORMAT parquet)
            """)
        let table = try Parquet.read(path, connection)
        table.checkInvariants()
        #expect(table.names == ["de", "hu", "ub", "fl", "en", "uu", "ti", "ns", "sec", "ty"])
        #expect(table["de"] == .double(Values([1.5], filler: 0)))
        #expect(table["hu"] == .double(Values([0x1p127], filler: 0)))
        #expect(table["ub"] == .double(Values([0x1p64], filler: 0)))
        #expect(table["en"] == .text(TextValues(["a"])))
        #expect(table["uu"] == .text(TextValues(["12345678-1234-1234-1234-123456789abc"])))
        #expect(table["ti"] == .text(TextValues(["12:30:00"])))
        #expect(table["ns"] == .timestamp(Values([1_577_836_800_123_456], filler: 0), .timestamp))
        #expect(table["ty"] == .integer(Values([1], filler: 0)))
        let columns = try Parquet.columns(of: path, connection)
        #expect(columns.filter { $0.type == .unsupported }.map(\.name) == ["li", "st", "bl", "iv"])
    }

    @Test func onlyTheColumnsAskedForAreReadInTheirOrder() throws {
        let path = "\(folder)/c.parquet"
        try connection.execute("COPY (SELECT 1 AS a, 2 AS b, 3 AS c) TO \(Literal(path)) (FORMAT parquet)")
        #expect(try Parquet.read(path, columns: ["c", "a"], connection).names == ["c", "a"])
        let error = try #require(throws: WarehouseError.self) {
            try Parquet.read(path, columns: ["d"], connection)
        }
        #expect(error.code == .columnName)
    }

    @Test func rowsAreOrderedWithNullsLast() throws {
        let path = "\(folder)/o.parquet"
        try Parquet.copy(
            "SELECT * FROM (VALUES (2, 'b'), (NULL, 'n'), (1, 'a')) AS t(k, v)", orderedBy: ["\(Identifier("k"))"],
            to: path, connection)
        #expect(try Parquet.read(path, connection)["k"] == .integer(Values([1, 2, nil], filler: 0)))
    }
}
