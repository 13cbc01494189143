import Columns
import Evidence
import Foundation
import Testing
import Warehouse

/// What SQL can reach once an engine is locked down to the files of the sources.
struct LockDownTests {
    private let folder: String
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder.make()
        for (name, text) in [("allowed.csv", "x\n1\n"), ("secret.csv", "x\n42\n")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/link.csv", withDestinationPath: "\(folder)/secret.csv")
        try FileManager.default.createDirectory(atPath: "\(folder)/inner", withIntermediateDirectories: true)
        let engine = try TestEngine.duckDB.open()
        let outside = try engine.connect()
        try outside.execute("ATTACH \(Literal("\(folder)/other.duckdb")) AS other")
        try outside.execute("CREATE TABLE other.t AS SELECT 42 AS x")
        try outside.execute("DETACH other")
        try engine.lockDown(allowedPaths: ["\(folder)/allowed.csv"])
        connection = try engine.connect()
    }

    @Test func sourcesOfEveryFormatAreOpenedAndASnapshotWritten() throws {
        let engine = try TestEngine.duckDB.open()
        let outside = try engine.connect()
        let files = ["a.csv.gz", "a.csv.zst", "a.parquet", "a.jsonl", "a.duckdb"].map { "\(folder)/\($0)" }
        let csv: SQL = "(FORMAT csv, HEADER true)"
        try outside.execute("COPY (SELECT 7 AS x) TO \(Literal(files[0])) \(csv)")
        try outside.execute("COPY (SELECT 7 AS x) TO \(Literal(files[1])) \(csv)")
        try outside.execute("COPY (SELECT 7 AS x) TO \(Literal(files[2])) (FORMAT parquet)")
        try outside.execute("COPY (SELECT 7 AS x) TO \(Literal(files[3])) (FORMAT json)")
        try outside.execute("ATTACH \(Literal(files[4])) AS d")
        try outside.execute("CREATE TABLE d.t AS SELECT 7 AS x")
        try outside.execute("DETACH d")
        let snapshot = "\(folder)/snapshot.parquet"
        try engine.lockDown(allowedPaths: files + ["\(folder)/a.duckdb.wal", snapshot])
        let inside = try engine.connect()
        for (index, file) in files.enumerated() {
            let format = try #require(SourceFormat(path: file))
            let name = Identifier("s\(index)")
            let source = ResolvedSource(name: "s\(index)", format: format, files: [file])
            #expect(try SourceReader(inside).open(source, as: name).rows == 1)
            #expect(try inside.integer("SELECT CAST(x AS BIGINT) FROM \(name)") == 7)
        }
        try Parquet.copy("SELECT * FROM s0", orderedBy: ["x"], to: snapshot, inside)
        #expect(try Parquet.rowCount(of: snapshot, inside) == 1)
    }

    @Test func anAllowedFileIsRead() throws {
        let path = Literal("\(folder)/allowed.csv")
        #expect(try connection.integer("SELECT x FROM read_csv(\(path))") == 1)
    }

    /// Each way out, with `F` for the folder of the allowed file.
    private static let probes = [
        "SELECT * FROM read_csv('F/secret.csv')",
        "SELECT * FROM 'F/secret.csv'",
        "SELECT * FROM read_csv('F/inner/../secret.csv')",
        "SELECT * FROM read_csv('F/allowed.csv/../secret.csv')",
        "SELECT * FROM read_csv('F/link.csv')",
        "SELECT * FROM read_csv('F/*.csv')",
        "SELECT * FROM glob('F/*')",
        "SELECT * FROM read_text('F/secret.csv')",
        "SELECT * FROM read_blob('F/secret.csv')",
        "SELECT * FROM read_text('/proc/self/environ')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_json('F/secret.csv')",
        "SELECT * FROM read_parquet('F/secret.csv')",
        "SELECT * FROM sniff_csv('F/secret.csv')",
        "SELECT * FROM parquet_file_metadata('F/secret.csv')",
        "COPY (SELECT 1) TO 'F/out.csv'",
        "COPY (SELECT 1) TO 'F/inner/out.parquet' (FORMAT parquet)",
        "EXPORT DATABASE 'F/inner/export'",
        "ATTACH 'F/other.duckdb' AS other",
        "ATTACH 'F/new.duckdb' AS new",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD 'F/x.duckdb_extension'",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/']",
        "SET lock_configuration = false",
        "SET memory_limit = '1TB'",
        "SET temp_directory = 'F/inner'",
        "RESET enable_external_access",
        "PRAGMA threads = 7",
        "PRAGMA profiling_output = 'F/inner/profile.json'",
        "SET secret_directory = 'F'",
        "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
        "SELECT * FROM read_csv('https://example.invalid/x.csv')",
    ]

    @Test(arguments: probes)
    func everyOtherWayOutIsRefused(probe: String) throws {
        let sql = SQL(dataset: probe.replacingOccurrences(of: "F/", with: "\(folder)/"))
        let error = try #require(throws: WarehouseError.self) { try connection.query(sql) }
        #expect(error.exitStatus == .inputWrong, "\(error.code): \(error.message)")
        #expect(!error.message.contains(folder), "\(error.message)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.csv"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/new.duckdb"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/inner").isEmpty)
    }

    @Test func noSecretAndNoVariableOfTheEnvironmentIsShown() throws {
        #expect(throws: WarehouseError.self) { try connection.query("SELECT * FROM duckdb_secrets()") }
        #expect(throws: WarehouseError.self) { try connection.query("SELECT getenv('PATH')") }
    }

    @Test func theAllowedFileIsNotWrittenOver() throws {
        let path = "\(folder)/allowed.csv"
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: WarehouseError.self) {
            try connection.execute("COPY (SELECT 9 AS x) TO \(Literal(path)) (FORMAT csv)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func whatDoesNotFitInMemoryStillSpills() throws {
        let spill = "\(folder)/spill"
        let engine = try Engine.duckDB(threads: 2, memoryLimit: 48 << 20, temporaryDirectory: spill)
        try engine.lockDown(allowedPaths: ["\(folder)/allowed.csv"])
        let rows = try engine.connect().integer(
            """
            SELECT count(*) FROM (SELECT x, row_number() OVER (ORDER BY hash(x)) AS n \
            FROM (SELECT range AS x, md5(CAST(range AS VARCHAR)) AS t FROM range(800000)) ORDER BY t, n)
            WHERE n > 0
            """)
        #expect(rows == 800_000)
        #expect(FileManager.default.fileExists(atPath: spill))
    }
}
