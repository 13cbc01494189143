import Columns
import Testing
import Warehouse

/// What every engine's connection promises.
struct ConnectionTests {
    @Test func aQueryGivesATable() throws {
        let connection = try TestEngine.duckDB.open().connect()
        let table = try connection.query("SELECT 1 AS a, 'x' AS b UNION ALL SELECT NULL, NULL ORDER BY 1 NULLS LAST")
        #expect(table.names == ["a", "b"])
        #expect(table["a"] == .integer(Values([1, nil], filler: 0)))
        #expect(table["b"] == .text(TextValues(["x", nil])))
    }
}
