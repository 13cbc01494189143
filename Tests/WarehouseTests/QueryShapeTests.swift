import Columns
import Testing
import Warehouse

/// Which SQL is one query, and where an error in it is.
struct QueryShapeTests {
    private let connection: Connection

    init() throws {
        connection = try TestEngine.duckDB.open().connect()
        try connection.execute("CREATE TABLE t AS SELECT 1 AS a")
    }

    private func failure(_ text: String) throws -> WarehouseError {
        try #require(throws: WarehouseError.self) { try QueryShape.check(text, connection) }
    }

    @Test(arguments: [
        "SELECT * FROM t", "SELECT * FROM t;", "SELECT a\nFROM t -- a comment",
        "WITH u AS (SELECT a FROM t) SELECT * FROM u",
        "(SELECT 1) UNION ALL SELECT 2", "FROM t", "VALUES (1)", "/* a */ SELECT 1 AS a;\n\n",
    ])
    func oneSelectPasses(text: String) throws {
        try QueryShape.check(text, connection)
        #expect(try connection.query("SELECT * FROM (\(SQL(dataset: text)))").rowCount > 0)
    }

    @Test(arguments: [
        "", " ; ", "SELECT 1; SELECT 2", "DROP TABLE t", "INSERT INTO t VALUES (2)", "CREATE TABLE u AS SELECT 1",
        "COPY t TO 'x.csv'", "ATTACH 'x.duckdb'", "PRAGMA threads = 1", "SET threads = 1", "EXPLAIN SELECT 1",
        "SELECT 1; DROP TABLE t",
    ])
    func anythingElseIsRefused(text: String) throws {
        #expect(try failure(text).code == .notOneQuery)
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    }

    @Test func aSyntaxErrorHasItsPlace() throws {
        let error = try failure("SELECT a\nFROM t\nWHERE é = 1 GROUPED BY a")
        #expect(error.code == .sqlFailed)
        #expect(error.line == 3)
        #expect(error.columnNumber == 13, "\(error.message)")
    }

    @Test func anUnknownColumnHasItsPlace() throws {
        let error = try failure("SELECT a,\n  nothing\nFROM t")
        #expect(error.code == .sqlFailed)
        #expect(error.line == 2)
        #expect(error.columnNumber == 3)
        #expect(error.message.contains("nothing"))
    }

    @Test func aPlaceIsCountedInCharacters() throws {
        let error = try failure("SELECT 'é🙂' AS x, nothing FROM t")
        #expect(error.columnNumber == 19, "\(error.message)")
    }

    @Test func aLongLineHasNoWrongColumn() throws {
        let error = try failure("SELECT " + String(repeating: "1 AS aaaaaaaaaaaaaaaaaaaaa, ", count: 30) + "zzz")
        #expect(error.line == 1)
        #expect(error.columnNumber == 1 || error.columnNumber == 7 + 28 * 30 + 1)
    }

    @Test func anUnknownTableIsNamed() throws {
        #expect(try failure("SELECT * FROM elsewhere").message.contains("elsewhere"))
    }
}
