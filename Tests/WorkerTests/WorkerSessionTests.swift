import Columns
import Evidence
import Foundation
import Testing
import Warehouse

@testable import Worker

/// A child that holds sources open and answers plans until nobody asks any more.
@Suite(.serialized)
struct WorkerSessionTests {
    private let bench: Bench
    private let request: QueryRequest

    init() throws {
        bench = try Bench()
        try bench.write("data/flights.csv", "a,b\n1,2\n3,4\n5,\n")
        request = QueryRequest(
            sources: [.init("flights", "data/flights.csv")], baseDirectory: bench.directory,
            dataset: .init(sql: "SELECT a, b * 2 AS twice FROM flights", file: "sql/dataset.sql"),
            scratchDirectory: bench.scratch)
    }

    private func session<Value: Sendable>(
        _ request: QueryRequest, fault: String = "", silence: Duration = .seconds(60),
        _ body: (WorkerSession) async throws -> Value
    ) async throws -> Value {
        try await Worker.session(
            request, executable: TestHost.path, environment: ["WORKER_TEST_FAULT": fault], silence: silence, body: body)
    }

    /// The error of a session that must fail.
    private func failure(
        _ request: QueryRequest, fault: String = "", silence: Duration = .seconds(60), plan: SQL = "SELECT 1 AS one"
    ) async throws -> WorkerError {
        do {
            try await session(request, fault: fault, silence: silence) { session in
                var asked = QueryPlan(purpose: "a test")
                try asked.ask("q", plan)
                _ = try await session.answers(to: asked)
            }
        } catch let error as WorkerError {
            return error
        }
        Issue.record("the session did not fail")
        return .interrupted
    }

    @Test func sourcesAndDatasetAreDescribed() async throws {
        let opened = try await session(request) { $0.opened }
        #expect(opened.sources.map(\.name) == ["flights"])
        #expect(opened.sources.map(\.rows) == [3])
        #expect(opened.sources.first?.columns.map(\.type) == [.integer, .integer])
        #expect(opened.datasetColumns?.map(\.name) == ["a", "twice"])
        #expect(opened.versions["duckdb"] != nil)
        #expect(opened.sources.first?.files == ["data/flights.csv"])
    }

    @Test func rowsAreCopiedInTheirOrderAndHeldToTheirHash() async throws {
        var copying = request
        copying.output = bench.scratch + "/copy.parquet"
        let copied = try await session(copying) { session in
            try await session.copy(RowCopy(source: "flights", columns: ["b", "a"], rowGroupRows: 2_048))
        }
        #expect(copied.rows == 3)
        #expect(try ContentHash(ofFile: bench.scratch + "/copy.parquet") == copied.sha256)
        let engine = try Engine.duckDB(threads: 1, temporaryDirectory: bench.scratch + "/spill")
        let table = try Parquet.read(bench.scratch + "/copy.parquet", engine.connect())
        #expect(table.names == ["b", "a"])
        #expect(table["a"] == .integer(Values([1, 3, 5], filler: 0)))
        #expect(table["b"] == .integer(Values([2, 4, nil], filler: 0)))
    }

    @Test func withoutAPlaceForItNothingIsCopied() async throws {
        let error = await #expect(throws: WorkerError.self) {
            try await session(request) { session in
                try await session.copy(RowCopy(source: "flights", columns: ["a"], rowGroupRows: 2_048))
            }
        }
        #expect(error?.findings.first?.code == .internalError)
        #expect(!FileManager.default.fileExists(atPath: bench.scratch + "/copy.parquet"))
    }

    @Test func plansAreAnsweredOneAfterTheOther() async throws {
        let sums = try await session(request) { session in
            var sums: [Int64?] = []
            for cut in [1, 3, 5] {
                var plan = QueryPlan(purpose: "cut \(cut)")
                // A temporary view stands before the source of its name, for the person's SQL too.
                try plan.execute(
                    """
                    CREATE OR REPLACE TEMP VIEW flights AS
                    SELECT * FROM \(Identifier(opened: "flights")) WHERE a <= \(cut)
                    """)
                try plan.ask(
                    "sum", "SELECT CAST(sum(a) AS BIGINT) AS s FROM (\(SQL(dataset: "SELECT a FROM flights")))")
                guard case .integer(let values)? = try await session.answers(to: plan).table("sum")["s"] else {
                    continue
                }
                sums.append(values[0])
            }
            return sums
        }
        #expect(sums == [1, 4, 9])
    }

    @Test func sqlThatMayFailIsAnAnswer() async throws {
        let answers = try await session(request) { session in
            var plan = QueryPlan(purpose: "a test")
            try plan.ask("bad", "SELECT regexp_matches('x', '(') AS x", mayFail: true)
            try plan.ask("good", "SELECT 1 AS one")
            return try await session.answers(to: plan)
        }
        #expect(answers.failure("bad")?.code == .sqlFailed)
        #expect(answers.failure("good") == nil)
        #expect(try answers.table("good").rowCount == 1)
        #expect(throws: WarehouseError.self) { try answers.table("bad") }
    }

    @Test func sqlThatMustNotFailEndsTheSession() async throws {
        let error = try await failure(request, plan: "SELECT nosuch FROM flights")
        #expect(error.exitStatus == .inputWrong)
        #expect(error.findings.map(\.code) == [.sqlFailed])
    }

    @Test func anAnswerWithTooManyRowsIsRefused() async throws {
        let error = try await failure(request, plan: "SELECT range AS n FROM range(10001)")
        #expect(error.findings.map(\.code) == [.sourceTooLarge])
    }

    @Test func theEngineIsLockedDown() async throws {
        let secret = try bench.write("secret.csv", "s\n1\n")
        let path = Literal(bench.directory + "/" + secret)
        for sql: SQL in [
            "SELECT * FROM read_csv(\(path))", "COPY (SELECT 1) TO \(Literal(bench.directory + "/out.csv"))",
            "ATTACH \(path)",
        ] {
            #expect(try await failure(request, plan: sql).findings.map(\.code) == [.sqlRefused])
        }
    }

    @Test func wrongSourcesHaveTheFindingsOfASnapshot() async throws {
        try bench.write("data/flights.csv", "a,b\n1,2\n3\n")
        var snapshot = bench.request(request.sources, sql: "SELECT * FROM flights")
        snapshot.baseDirectory = bench.directory
        let expected = try bench.failure(snapshot)
        let found = try await failure(request)
        #expect(found.findings == expected.findings)
        #expect(found.exitStatus == .inputWrong)
    }

    @Test func wrongSQLOfTheDatasetKeepsItsPlace() async throws {
        var wrong = request
        wrong.dataset = .init(sql: "SELECT nosuch\nFROM flights", file: "sql/dataset.sql")
        let error = try await failure(wrong)
        #expect(error.findings.first?.place == "sql/dataset.sql:1:8")
        #expect(error.findings.first?.excerpt == Finding.Excerpt(text: "SELECT nosuch", length: 6))
    }

    @Test func aDeathNamesWhatWasAsked() async throws {
        var plain = request
        plain.dataset = nil
        let error = try await failure(plain, fault: "segv@querying")
        #expect(error.findings.map(\.message) == ["the engine died running a test (signal 11)"])
    }

    @Test func aSilentChildIsEnded() async throws {
        var plain = request
        plain.dataset = nil
        let error = try await failure(plain, fault: "hang@querying", silence: .seconds(1))
        #expect(error.findings.map(\.code) == [.engineTimedOut])
    }

    @Test func thinkingIsNoSilence() async throws {
        let rows = try await session(request, silence: .seconds(1)) { session in
            try await Task.sleep(for: .seconds(2))
            var plan = QueryPlan(purpose: "a test")
            try plan.ask("q", "SELECT * FROM flights")
            return try await session.answers(to: plan).table("q").rowCount
        }
        #expect(rows == 3)
    }

    @Test func whatTheBodyThrowsComesThrough() async throws {
        struct Own: Error {}
        await #expect(throws: Own.self) { try await session(request) { _ in throw Own() } }
    }

    @Test func aChangedFileEndsTheSession() async throws {
        let directory = bench.directory
        await #expect(throws: WorkerError.self) {
            try await session(request) { session in
                try Data("a,b\n9,9\n".utf8).write(to: URL(fileURLWithPath: directory + "/data/flights.csv"))
                var plan = QueryPlan(purpose: "a test")
                try plan.ask("q", "SELECT * FROM flights")
                _ = try await session.answers(to: plan)
            }
        }
    }
}
