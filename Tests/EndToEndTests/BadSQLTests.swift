import Evidence
import Foundation
import TestSupport
import Testing

/// SQL of the dataset that fails, does something else than one SELECT, or reaches for what is not the brief's.
@Suite struct BadSQLTests {
    private static let oneSelect = "error: the SQL must be exactly one SELECT and nothing else"

    private static let cases: [BadInput] = [
        .sql("a slip", "SELEC * FROM t", .sqlFailed, "brief.yaml:5:5: error: syntax error at or near \"SELEC\""),
        .sql(
            "a column that is not there", "SELECT\n  idd,\n  y FROM t", .sqlFailed,
            "brief.yaml:6:7: error: Referenced column \"idd\" not found in FROM clause! Candidate bindings: \"id\""),
        .sql(
            "a cast that fails", "SELECT CAST(c AS INTEGER) AS z, y FROM t", .sqlFailed,
            "brief.yaml:5:12: error: Could not convert string 'a' to INT32 when casting from source column c"),
        .sql(
            "no row", "SELECT * FROM t WHERE id < 0", .noRows, "brief.yaml: error: the dataset's SQL gives no row"),
        .brief(
            "a label that the SQL does not give", "name: t\ndata: {sources: {t: t.csv}, label: yy}\n", .columnNotFound,
            "yy: error: the dataset has no column 'yy', which data.label names"),
    ]

    private static let other = [
        "SELECT * FROM t; SELECT 1", "SELECT * FROM t; DROP TABLE t", "COPY t TO 'out.csv'",
        "COPY (SELECT 1) TO 'out.csv'", "INSERT INTO t VALUES (1, 2, 'a', true)", "DELETE FROM t",
        "UPDATE t SET x = 1",
        "DROP TABLE t", "CREATE TABLE u AS SELECT * FROM t", "ATTACH 'x.db'", "INSTALL httpfs", "LOAD httpfs",
        "PRAGMA database_list", "SET memory_limit = '1GB'", "EXPORT DATABASE 'x'", "CHECKPOINT",
        "CALL pragma_version()",
        "EXPLAIN SELECT * FROM t", "-- nothing at all",
    ]

    /// Ways to read another file, named by `FILE`.
    private static let readers = [
        "SELECT *, (SELECT content FROM read_text('FILE')) AS s FROM t",
        "SELECT *, (SELECT content FROM read_blob('FILE')) AS s FROM t",
        "SELECT t.* FROM t, read_csv('FILE')", "SELECT t.* FROM t, read_csv_auto('FILE')",
        "SELECT t.* FROM t, read_parquet('FILE')", "SELECT t.* FROM t, read_json('FILE')", "SELECT t.* FROM t, 'FILE'",
        "SELECT t.* FROM t, glob('*') AS g", "SELECT t.*, g.file FROM t, glob('/etc/*') AS g",
        "SELECT t.* FROM t, sniff_csv('FILE')", "SELECT t.* FROM t, parquet_metadata('FILE')",
    ]

    @Test(arguments: cases) func `what failed is said with its place`(input: BadInput) throws { try input.check() }

    @Test(arguments: other) func `anything but one SELECT is refused`(sql: String) throws {
        let input = BadInput.sql(sql, sql, .sqlNotOneQuery, "")
        let left = try input.run()
        #expect(left.result.status == 2)
        #expect(left.errors.first?["code"] == "sql-not-one-query")
        #expect(left.result.firstError.hasSuffix(Self.oneSelect))
        #expect(left.place.names(in: ".") == ["brief.yaml", "runs", "t.csv"])
        #expect(left.place.names(in: "runs") == ["failed"])
    }

    @Test(arguments: readers) func `another file is not read, wherever it stands`(sql: String) throws {
        let outside = try Workspace()
        let canary = "CANARY-\(UInt64.random(in: 0..<UInt64.max))"
        let elsewhere = try outside.write("secret.csv", "a,b\n\(canary),1\n")
        for path in ["secret.csv", "./sub/../secret.csv", elsewhere] {
            let input = BadInput.sql(
                sql, sql.replacing("FILE", with: path), files: ["secret.csv": Data("a,b\n\(canary),1\n".utf8)],
                .sqlRefused, "")
            let left = try input.run()
            #expect(left.result.status == 2)
            #expect(left.errors.first?["code"] == "sql-refused")
            #expect(try !left.holds(canary))
        }
    }

    @Test(arguments: [
        "SELECT *, getenv('CANARY') AS s FROM t",
        "SELECT *, (SELECT content FROM read_text('/proc/self/environ')) AS s FROM t",
        "SELECT *, current_setting('CANARY') AS s FROM t", "SELECT t.*, s.value FROM t, duckdb_settings() AS s",
        "SELECT t.*, s.* FROM t, duckdb_secrets() AS s",
    ]) func `the environment stays out of reach`(sql: String) throws {
        let input = BadInput.sql(sql, sql, .sqlFailed, "")
        let place = try Workspace()
        for (file, bytes) in input.files { try place.write(file, bytes) }
        let result = try Binary.run(
            ["run", "brief.yaml", "--json", "--quiet"], in: place.path, environment: ["CANARY": "planted-7f3a91"])
        let left = BadInput.Left(place: place, result: result, outcome: try result.json())
        #expect(try !left.holds("planted-7f3a91"))
    }
}
