import Evidence
import Foundation
import Testing

@testable import Worker

/// Row I2: SQL of the brief reads its sources and nothing else, and changes nothing.
struct HostileSQLTests {
    static let canary = "CANARY-7f3a91"

    /// SQL with `{canary}`, `{directory}` and `{scratch}` to fill in.
    static let hostile = [
        "SELECT * FROM read_csv('{canary}')",
        "SELECT * FROM '{canary}'",
        "SELECT * FROM read_text('{canary}')",
        "SELECT * FROM read_blob('{canary}')",
        "SELECT * FROM read_json('{canary}')",
        "SELECT * FROM read_parquet('{canary}')",
        "SELECT * FROM sniff_csv('{canary}')",
        "SELECT * FROM read_csv('{directory}/data/../{canaryName}')",
        "SELECT * FROM read_csv('{directory}/link.csv')",
        "SELECT * FROM read_text('/proc/self/environ')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('{directory}/*')",
        "SELECT * FROM query('SELECT * FROM ''{canary}''')",
        "SELECT * FROM query_table('{canary}')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''{canary}'')'))",
        "SELECT (SELECT content FROM read_text('{canary}')) AS x FROM data",
        "WITH c AS (SELECT content FROM read_text('{canary}')) SELECT * FROM c, data",
        "SELECT getenv('ASSOCIATE_CANARY')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM 'https://example.invalid/x.csv'",
        "COPY data TO '{directory}/stolen.csv'",
        "COPY (SELECT 1) TO '{directory}/stolen.parquet' (FORMAT parquet)",
        "EXPORT DATABASE '{directory}/stolen'",
        "ATTACH '{directory}/stolen.duckdb' AS s",
        "ATTACH '{canary}' AS s",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET allowed_paths",
        "PRAGMA database_list",
        "PRAGMA enable_external_access",
        "CREATE TABLE t AS SELECT * FROM data",
        "CREATE VIEW v AS SELECT * FROM data",
        "CREATE MACRO m(x) AS x",
        "INSERT INTO data VALUES (1, 2)",
        "UPDATE data SET a = 1",
        "DELETE FROM data",
        "DROP TABLE data",
        "ALTER TABLE data ADD COLUMN c INT",
        "SELECT * FROM data; DROP TABLE data",
        "SELECT 1; SELECT * FROM data",
        "SELECT * FROM data) TO '{directory}/stolen.csv' --",
        "SELECT 1) AS q; COPY data TO '{directory}/stolen.csv'; --",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT * FROM data",
        "PREPARE p AS SELECT 1",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
        "VACUUM",
        "USE memory",
        "DETACH memory",
        "IMPORT DATABASE '{directory}'",
        ";",
        "-- nothing",
        "",
    ]

    @Test(arguments: hostile)
    func hostileSQLIsRefusedAndTheCanaryStaysSilent(_ template: String) throws {
        let bench = try Bench()
        try bench.write("data/data.csv", "a,b\n1,2\n")
        try bench.write("secret/canary.csv", "content\n\(Self.canary)\n")
        try FileManager.default.createSymbolicLink(
            atPath: bench.directory + "/link.csv", withDestinationPath: bench.directory + "/secret/canary.csv")
        let sql = template.replacingOccurrences(of: "{canaryName}", with: "../secret/canary.csv")
            .replacingOccurrences(of: "{canary}", with: bench.directory + "/secret/canary.csv")
            .replacingOccurrences(of: "{directory}", with: bench.directory)
        let error = try bench.failure(bench.request([.init("data", "data/data.csv")], sql: sql))
        #expect(error.exitStatus == .inputWrong, "\(error)")
        #expect(
            error.findings.allSatisfy { [.sqlFailed, .sqlRefused, .sqlNotOneQuery].contains($0.code) }, "\(error)")
        #expect(!"\(error.findings)".contains(Self.canary))
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.directory).sorted()
        #expect(left == ["data", "link.csv", "scratch", "secret"], "nothing was written")
        let secret = try String(contentsOfFile: bench.directory + "/secret/canary.csv", encoding: .utf8)
        #expect(secret == "content\n\(Self.canary)\n", "the canary lives")
    }

    @Test func settingsThatAQueryCanSeeTellNoSecret() throws {
        let bench = try Bench()
        try bench.write("data.csv", "a,b\n1,2\n")
        let request = bench.request(
            [.init("data", "data.csv")], sql: "SELECT name, value FROM duckdb_settings() ORDER BY name", key: ["name"])
        #expect(try bench.run(request).snapshot.rows > 10)
    }
}
