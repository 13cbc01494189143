import Columns
import Evidence
import Foundation
import Testing
import Warehouse

@testable import Worker

/// Formats other than delimited text, sources of several files, and foreign engines.
struct FormatTests {
    /// Has DuckDB write files for a test.
    private func duckDB(_ bench: Bench) throws -> Connection {
        try Engine.duckDB(threads: 1, temporaryDirectory: bench.scratch + "/setup").connect()
    }

    // MARK: Parquet

    @Test func parquetFilesAreRead() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        for part in 0..<3 {
            let path = Literal("\(bench.directory)/p\(part).parquet")
            try connection.execute("COPY (SELECT range + \(part * 10) AS a, 'x' AS b FROM range(10)) TO \(path)")
        }
        let response = try bench.run(bench.request([.init("p", "p*.parquet")], key: ["a"]))
        #expect(response.snapshot.rows == 30)
        #expect(response.sources[0].format == .parquet)
    }

    @Test(arguments: [0.2, 0.5, 0.9, 0.99])
    func aParquetFileCutOffIsNamed(_ share: Double) throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        try connection.execute(
            "COPY (SELECT range AS a, md5(CAST(range AS VARCHAR)) AS b FROM range(20000)) TO \(Literal(bench.directory + "/p.parquet"))"
        )
        let whole = try Data(contentsOf: URL(fileURLWithPath: bench.directory + "/p.parquet"))
        try bench.write("p.parquet", Array(whole.prefix(Int(Double(whole.count) * share))))
        let error = try bench.failure(bench.request([.init("p", "p.parquet")]))
        #expect(error.findings.map(\.code) == [.sourceMalformed])
        #expect(error.findings[0].file == "p.parquet")
        #expect(error.findings[0].message.contains("cut off"))
        #expect(error.exitStatus == .inputWrong)
    }

    @Test func aDamagedPageIsFoundWhileTheQueryRuns() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        try connection.execute(
            "COPY (SELECT range AS a, md5(CAST(range AS VARCHAR)) AS b FROM range(20000)) TO \(Literal(bench.directory + "/p.parquet"))"
        )
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: bench.directory + "/p.parquet")))
        for index in 40_000..<41_000 { bytes[index] = 0xFF }
        try bench.write("p.parquet", bytes)
        let error = try bench.failure(bench.request([.init("p", "p.parquet")], sql: "SELECT * FROM p"))
        #expect(error.findings[0].code == .sourceMalformed, "\(error)")
        #expect(error.findings[0].file == "p.parquet")
    }

    @Test func aSmallFileOfABillionRowsIsRefusedBeforeItIsRead() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        let path = Literal(bench.directory + "/bomb.parquet")
        try connection.execute(
            "COPY (SELECT 1::TINYINT AS a, 1::TINYINT AS b FROM range(5000000)) TO \(path) (COMPRESSION zstd)")
        // 900 names of one file of ten million cells: one more than there is room for.
        var paths: [String] = []
        for index in 0..<401 {
            paths.append("bombs/\(index).parquet")
            try FileManager.default.createDirectory(
                atPath: bench.directory + "/bombs", withIntermediateDirectories: true)
            try FileManager.default.linkItem(
                atPath: bench.directory + "/bomb.parquet", toPath: "\(bench.directory)/bombs/\(index).parquet")
        }
        let error = try bench.failure(bench.request([.init(name: "bomb", paths: paths)]))
        #expect(error.findings.map(\.code) == [.sourceTooLarge])
    }

    // MARK: JSON

    @Test func jsonLinesAreRead() throws {
        let bench = try Bench()
        try bench.write("d.jsonl", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n\n{\"b\": \"y\", \"a\": null}\n")
        let response = try bench.run(bench.request([.init("d", "d.jsonl")]))
        #expect(response.snapshot.rows == 3)
        #expect(response.snapshot.columns.map(\.name) == ["a", "b"])
    }

    @Test(arguments: [
        ("{\"a\": 1}\nnot json\n{\"a\": 2}\n", 2, "not JSON"),
        ("{\"a\": 1}\n{\"a\":\n", 2, "not JSON"),
        ("{\"a\": 1}\n[1, 2]\n", 2, "not a JSON object"),
        ("[1, 2]\n3\n", 1, "not a JSON object"),
    ])
    func malformedJSONNamesItsLine(_ text: String, line: Int, words: String) throws {
        let bench = try Bench()
        try bench.write("d.jsonl", text)
        let finding = try bench.failure(bench.request([.init("d", "d.jsonl")])).findings[0]
        #expect(finding.code == .sourceMalformed)
        #expect(finding.line == line, "\(finding)")
        #expect(finding.message.contains(words), "\(finding)")
    }

    @Test func aJSONArrayIsRead() throws {
        let bench = try Bench()
        try bench.write("d.json", "[{\"a\": 1, \"b\": \"x\"},\n {\"a\": 2}]")
        #expect(try bench.run(bench.request([.init("d", "d.json")])).snapshot.rows == 2)
        try bench.write("e.json", "[{\"a\": 1},")
        #expect(try bench.failure(bench.request([.init("e", "e.json")])).findings[0].code == .sourceMalformed)
    }

    @Test func typesOfJSONFilesMustAgree() throws {
        let bench = try Bench()
        try bench.write("d/1.jsonl", "{\"a\": 1, \"n\": null}\n")
        try bench.write("d/2.jsonl", "{\"a\": \"x\", \"n\": 2}\n")
        let error = try bench.failure(bench.request([.init("d", "d/*.jsonl")]))
        #expect(error.findings.map(\.code) == [.sourceTypesDiffer])
        #expect(error.findings[0].column == "a")
        try bench.write("d/2.jsonl", "{\"a\": 2.5, \"n\": 2}\n{\"z\": 1}\n")
        #expect(try bench.run(bench.request([.init("d", "d/*.jsonl")])).snapshot.rows == 3)
    }

    @Test func theBriefMaySayFormatAndDelimiter() throws {
        let bench = try Bench()
        try bench.write("data.txt", "a,x:b\n1:2\n")
        let source = WorkerRequest.Source(name: "d", paths: ["data.txt"], format: .csv, delimiter: ":")
        let columns = try bench.run(bench.request([source])).snapshot.columns
        #expect(columns.map(\.name) == ["a,x", "b"])
        let wrong = WorkerRequest.Source(name: "d", paths: ["data.txt"], format: .csv, delimiter: "::")
        #expect(try bench.failure(bench.request([wrong])).findings.map(\.code) == [.impossibleValue])
    }

    @Test func jsonThatIsNotUTF8NamesItsLine() throws {
        let bench = try Bench()
        try bench.write("d.ndjson", Array("{\"a\": \"x\"}\n{\"a\": \"".utf8) + [0xFF] + Array("\"}\n".utf8))
        let finding = try bench.failure(bench.request([.init("d", "d.ndjson")])).findings[0]
        #expect(finding.line == 2)
        #expect(finding.message.contains("not UTF-8"))
    }

    // MARK: DuckDB files

    private func database(_ bench: Bench, _ name: String, tables: [String]) throws {
        let connection = try duckDB(bench)
        try connection.execute("ATTACH \(Literal("\(bench.directory)/\(name)")) AS d")
        for table in tables {
            try connection.execute("CREATE TABLE \(Identifier(in: "d", table)) AS SELECT range AS a FROM range(5)")
        }
        try connection.execute("DETACH d")
    }

    @Test func aDatabaseFileOfOneTableNeedsNoName() throws {
        let bench = try Bench()
        try database(bench, "d.duckdb", tables: ["flights"])
        let response = try bench.run(bench.request([.init("f", "d.duckdb")], sql: "SELECT * FROM f"))
        #expect(response.snapshot.rows == 5)
    }

    @Test func aDatabaseFileOfSeveralTablesNeedsTheName() throws {
        let bench = try Bench()
        try database(bench, "d.duckdb", tables: ["flights", "planes"])
        let error = try bench.failure(bench.request([.init("f", "d.duckdb")]))
        #expect(error.exitStatus == .inputWrong)
        #expect(error.findings[0].advice?.contains("planes") == true, "\(error.findings)")
        let response = try bench.run(bench.request([.init("f", "d.duckdb", table: "planes")]))
        #expect(response.snapshot.rows == 5)
    }

    @Test func aFileThatIsNoDatabaseIsNamed() throws {
        let bench = try Bench()
        try bench.write("d.duckdb", String(repeating: "hello ", count: 3_000))
        let error = try bench.failure(bench.request([.init("f", "d.duckdb")]))
        #expect(error.findings[0].code == .sourceMalformed, "\(error)")
        #expect(error.findings[0].file == "d.duckdb")
    }

    // MARK: Several files

    @Test(arguments: [
        ("a,b\n1,2\n", "a,b\n1,x\n", "b"),
        ("a,b\n1,2013-01-01\n", "a,b\n1,x\n", "b"),
        ("a,b\n1,2\n", "a,c\n1,2\n", "c"),
        ("a,b\n1,2\n", "a,b,c\n1,2,3\n", "c"),
        ("a,b,c\n1,2,3\n", "a,b\n1,2\n", "c"),
    ])
    func filesOfOneSourceMustHaveOneSchema(_ first: String, _ second: String, column: String) throws {
        let bench = try Bench()
        try bench.write("d/1.csv", first)
        try bench.write("d/2.csv", second)
        let error = try bench.failure(bench.request([.init("d", "d/*.csv")]))
        #expect(error.exitStatus == .inputWrong)
        #expect(error.findings[0].code == .sourceTypesDiffer, "\(error)")
        #expect(error.findings[0].file == "d/2.csv")
        #expect(error.findings[0].message.contains("'\(column)'"), "\(error)")
    }

    @Test(arguments: [
        ("a,b\n1,2\n", "a,b\n1,2.5\n"),
        ("a,b\n1,\n", "a,b\n1,2\n"),
        ("a,b\n1,2\n", "b,a\n2,1\n"),
        ("a;b\n1;2\n", "a;b\r\n1;2\r\n"),
    ])
    func filesOfOneSourceMayDifferInWhatDoesNotMatter(_ first: String, _ second: String) throws {
        let bench = try Bench()
        try bench.write("d/1.csv", first)
        try bench.write("d/2.csv", second)
        let response = try bench.run(bench.request([.init("d", "d/*.csv")]))
        #expect(response.snapshot.rows == 2)
        #expect(response.snapshot.columns.map(\.name) == ["a", "b"])
    }

    @Test func typesOfParquetFilesMustAgree() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        try connection.execute("COPY (SELECT 1 AS a) TO \(Literal(bench.directory + "/1.parquet"))")
        try connection.execute("COPY (SELECT 'x' AS a) TO \(Literal(bench.directory + "/2.parquet"))")
        let error = try bench.failure(bench.request([.init("p", "*.parquet")]))
        #expect(error.findings.map(\.code) == [.sourceTypesDiffer])
        #expect(error.findings[0].message.contains("VARCHAR"))
    }

    @Test func whatIsWrongWithSeveralSourcesIsToldAtOnce() throws {
        let bench = try Bench()
        try bench.write("a.csv", "a,b\n1\n")
        try bench.write("b.csv", "a,a\n1,2\n")
        let error = try bench.failure(bench.request([.init("x", "a.csv"), .init("y", "b.csv")], sql: "SELECT 1"))
        #expect(error.findings.map(\.source) == ["x", "y"])
        #expect(error.findings.map(\.code) == [.sourceMalformed, .columnNameUnusable])
    }

    // MARK: Wide and compressed

    /// Ten thousand only at night: each of the engine's steps takes seconds there.
    private static let columns = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 2_000 : 10_000

    @Test func manyColumnsWork() throws {
        let bench = try Bench()
        let names = (0..<Self.columns).map { "c\($0)" }.joined(separator: ",")
        let row = (0..<Self.columns).map { String($0 % 7) }.joined(separator: ",")
        try bench.write("wide.csv", names + "\n" + row + "\n")
        let response = try bench.run(bench.request([.init("w", "wide.csv")], key: ["c0"]))
        #expect(response.snapshot.columns.count == Self.columns)
    }

    @Test func pastTheLimitOfColumnsIsRefused() throws {
        let bench = try Bench()
        let names = (0...Limits.datasetColumns).map { "c\($0)" }.joined(separator: ",")
        let row = (0...Limits.datasetColumns).map { _ in "1" }.joined(separator: ",")
        try bench.write("wide.csv", names + "\n" + row + "\n")
        let error = try bench.failure(bench.request([.init("w", "wide.csv")]))
        #expect(error.findings.map(\.code) == [.tooManyColumns])
    }

    @Test func compressedTextIsRead() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        for (name, codec) in [("z.csv.gz", "gzip"), ("z.csv.zst", "zstd")] {
            let path = Literal(bench.directory + "/" + name)
            try connection.execute(
                "COPY (SELECT range AS a, 'x' AS b FROM range(100)) TO \(path) (FORMAT csv, COMPRESSION \(Literal(codec)))"
            )
            let response = try bench.run(bench.request([.init("z", name)], key: ["a"]))
            #expect(response.snapshot.rows == 100)
        }
    }

    @Test(arguments: ["z.csv.gz", "z.csv.zst"], [0.3, 0.7, 0.99])
    func aCompressedFileCutOffIsRefused(_ name: String, share: Double) throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        let codec = Literal(name.hasSuffix("gz") ? "gzip" : "zstd")
        try connection.execute(
            """
            COPY (SELECT range AS a, md5(CAST(range AS VARCHAR)) AS b FROM range(2000))
            TO \(Literal(bench.directory + "/" + name)) (FORMAT csv, COMPRESSION \(codec))
            """)
        let whole = try Data(contentsOf: URL(fileURLWithPath: bench.directory + "/" + name))
        try bench.write(name, Array(whole.prefix(Int(Double(whole.count) * share))))
        let finding = try bench.failure(bench.request([.init("z", name)])).findings[0]
        #expect(finding.code == .sourceMalformed)
        #expect(finding.message == "the compressed file is cut off")
        #expect(finding.file == name)
    }

    @Test func aGzipFileWithAWrongChecksumIsRefused() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        let path = bench.directory + "/z.csv.gz"
        try connection.execute(
            "COPY (SELECT range AS a FROM range(1000)) TO \(Literal(path)) (FORMAT csv, COMPRESSION gzip)")
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        bytes[bytes.count - 6] ^= 1
        try bench.write("z.csv.gz", bytes)
        let finding = try bench.failure(bench.request([.init("z", "z.csv.gz")])).findings[0]
        #expect(finding.message.contains("damaged"))
    }

    @Test func expansionIsBounded() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        for (name, codec) in [("z.csv.gz", "gzip"), ("z.csv.zst", "zstd")] {
            let path = bench.directory + "/" + name
            try connection.execute(
                """
                COPY (SELECT repeat('x', 1000) AS a FROM range(400)) TO \(Literal(path))
                (FORMAT csv, COMPRESSION \(Literal(codec)))
                """)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            func check(_ most: Int) throws {
                if codec == "gzip" {
                    try GzipCheck.check(bytes, mayExpandTo: most)
                } else {
                    try ZstandardCheck.check(bytes, mayExpandTo: most)
                }
            }
            #expect(throws: CompressionFlaw.expandsTooFar) { try check(100_000) }
            #expect(throws: Never.self) { try check(1_000_000) }
        }
    }

    @Test func aRaggedCompressedFileNamesItsLine() throws {
        let bench = try Bench()
        let connection = try duckDB(bench)
        let path = Literal(bench.directory + "/z.csv.gz")
        try connection.execute(
            """
            COPY (SELECT CASE WHEN range = 5 THEN 'x|y|z' ELSE 'x|y' END AS "a|b" FROM range(10)) TO \(path)
            (FORMAT csv, COMPRESSION gzip, DELIMITER ',', QUOTE '', ESCAPE '')
            """)
        let finding = try bench.failure(bench.request([.init("z", "z.csv.gz")])).findings[0]
        #expect(finding.code == .sourceMalformed)
        #expect(finding.line == 7, "\(finding)")
    }

    // MARK: SQLite

    private func sqlite(_ bench: Bench, _ statements: [SQL]) throws {
        let connection = try Engine.sqlite(path: bench.directory + "/app.sqlite").connect()
        for statement in statements { try connection.execute(statement) }
    }

    private let engine = WorkerRequest.Engine.adbc(driver: "sqlite", options: ["uri": "app.sqlite"])

    @Test func aForeignEnginesSQLRunsThereAndTheSnapshotIsWrittenHere() throws {
        let bench = try Bench()
        try sqlite(
            bench,
            [
                "CREATE TABLE flights (id INTEGER, origin TEXT, delay REAL)",
                "INSERT INTO flights VALUES (3, 'JFK', 1.5), (1, 'EWR', 2.5), (2, NULL, 3.5)",
            ])
        let request = bench.request(
            [.init("f", "flights")], sql: "SELECT id, ifnull(origin, 'none') AS origin, delay FROM f", key: ["id"],
            engine: engine)
        let response = try bench.run(request)
        #expect(response.snapshot.rows == 3)
        #expect(response.snapshot.columns.map(\.type) == [.integer, .text, .double])
        #expect(response.sources[0].rows == 3)
        #expect(response.versions.keys.sorted() == ["duckdb", "sqlite"])
        // The same rows from a file give the same bytes.
        try bench.write("f.csv", "id,origin,delay\n1,EWR,2.5\n2,none,3.5\n3,JFK,1.5\n")
        let here = try bench.run(bench.request([.init("f", "f.csv")], key: ["id"]))
        #expect(here.snapshot.sha256 == response.snapshot.sha256)
    }

    @Test(arguments: [
        "DROP TABLE flights", "INSERT INTO flights VALUES (1)", "SELECT 1; DROP TABLE flights",
        "ATTACH 'x.sqlite' AS x", "PRAGMA writable_schema = 1",
        "WITH x AS (SELECT 1) INSERT INTO flights SELECT * FROM x",
        "SELECT load_extension('x')", "SELECT readfile('app.sqlite')", "VACUUM INTO 'y.sqlite'", "",
    ])
    func hostileSQLOnAForeignEngineIsRefused(_ sql: String) throws {
        let bench = try Bench()
        try sqlite(bench, ["CREATE TABLE flights (id INTEGER)", "INSERT INTO flights VALUES (1)"])
        let before = try Data(contentsOf: URL(fileURLWithPath: bench.directory + "/app.sqlite"))
        let error = try bench.failure(bench.request([.init("flights", "flights")], sql: sql, engine: engine))
        #expect(error.exitStatus == .inputWrong, "\(error)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: bench.directory + "/app.sqlite")) == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.directory).sorted() == ["app.sqlite", "scratch"])
    }

    @Test func aTableThatIsNotThereIsNamed() throws {
        let bench = try Bench()
        try sqlite(bench, ["CREATE TABLE flights (id INTEGER)", "INSERT INTO flights VALUES (1)"])
        let error = try bench.failure(bench.request([.init("f", "planes")], engine: engine))
        #expect(error.findings.map(\.code) == [.sourceUnreadable])
        #expect(error.findings[0].message.contains("planes"))
    }

    @Test func adriverThatIsNotBuiltIsSaid() throws {
        let bench = try Bench()
        let other = WorkerRequest.Engine.adbc(driver: "postgresql", options: ["uri": "postgresql://u:secret@h/d"])
        let error = try bench.failure(bench.request([.init("f", "planes")], engine: other))
        #expect(error.findings.map(\.code) == [.notInThisVersion])
        #expect(!"\(error.findings)".contains("secret"))
    }
}
