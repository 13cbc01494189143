import Evidence
import Foundation
import Synchronization
import Testing

@testable import Worker

/// What becomes of a child that dies, hangs, or is no longer wanted.
@Suite(.serialized)
struct WorkerProcessTests {
    private let bench: Bench
    private let request: WorkerRequest

    init() throws {
        bench = try Bench()
        try bench.write("data/flights.csv", "a,b\n1,2\n3,4\n")
        request = bench.request([.init("flights", "data/flights.csv")], sql: "SELECT * FROM flights", key: ["a"])
    }

    private func failure(
        _ request: WorkerRequest, fault: String, silence: Duration = .seconds(60)
    ) async throws -> WorkerError {
        do throws(WorkerError) {
            _ = try await Worker.run(
                request, executable: TestHost.path, environment: ["WORKER_TEST_FAULT": fault], silence: silence)
            Issue.record("the worker gave a snapshot")
            throw WorkerError.interrupted
        } catch {
            return error
        }
    }

    @Test func aSnapshotComesBackWithItsProgress() async throws {
        let stages = Mutex<[WorkerProgress.Stage]>([])
        let response = try await Worker.run(request, executable: TestHost.path) { step in
            stages.withLock { $0.append(step.stage) }
        }
        #expect(response.snapshot.rows == 2)
        #expect(response == (try bench.run(again)).with(path: request.output))
        let seen = stages.withLock { $0 }
        // The others are those of a model from outside.
        #expect(Set(seen) == Set(WorkerProgress.Stage.allCases).subtracting([.loading, .scoring]))
    }

    private var again: WorkerRequest {
        var request = request
        request.output = bench.scratch + "/again.parquet"
        return request
    }

    @Test func wrongInputKeepsItsStatusAndPlace() async throws {
        var wrong = request
        wrong.dataset = WorkerRequest.Dataset(sql: "SELECT nosuch\nFROM flights", file: "sql/dataset.sql")
        let error = try await failure(wrong, fault: "")
        #expect(error.exitStatus == .inputWrong)
        #expect(error.findings[0].place == "sql/dataset.sql:1:8")
        #expect(error.findings[0].excerpt == Finding.Excerpt(text: "SELECT nosuch", length: 6))
    }

    @Test(arguments: ["segv", "abort"])
    func aDeathNamesTheFile(_ kind: String) async throws {
        let error = try await failure(request, fault: "\(kind)@reading")
        let signal = kind == "segv" ? 11 : 6
        #expect(error.exitStatus == .failed)
        #expect(error.findings.map(\.code) == [.workerDied])
        #expect(error.findings[0].message == "the engine died reading data/flights.csv (signal \(signal))")
    }

    @Test func whatTheChildPrintedIsKeptWithoutControlCharacters() async throws {
        let error = try await failure(request, fault: "print@querying")
        guard case .string(let text)? = error.findings[0].evidence["diagnostics"] else {
            Issue.record("no diagnostics")
            return
        }
        #expect(text.contains("going down \\u{1B}[31m"))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test func aDeathInTheQueryNamesTheSQL() async throws {
        let error = try await failure(request, fault: "segv@querying")
        #expect(error.findings[0].message == "the engine died running sql/dataset.sql (signal 11)")
    }

    @Test func anExitWithoutAnAnswerIsAnError() async throws {
        let error = try await failure(request, fault: "exit@writing")
        #expect(error.exitStatus == .failed)
        #expect(error.findings[0].message.contains("status 7"))
    }

    @Test(.timeLimit(.minutes(30))) func silenceEndsTheWorker() async throws {
        let start = ContinuousClock.now
        let error = try await failure(request, fault: "hang@reading", silence: .seconds(3))
        #expect(error.exitStatus == .failed)
        #expect(error.findings.map(\.code) == [.engineTimedOut])
        #expect(error.findings[0].message.contains("reading data/flights.csv"))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func workIsASignOfLife() async throws {
        var busy = request
        busy.key = []
        busy.dataset = WorkerRequest.Dataset(
            sql: "SELECT count(*) AS n FROM range(14000) a, range(14000) b WHERE hash(a.range, b.range) % 7 = 0")
        let response = try await Worker.run(busy, executable: TestHost.path, silence: .seconds(2))
        #expect(response.snapshot.rows == 1)
    }

    @Test(.timeLimit(.minutes(30))) func memoryBlowUpIsAnErrorThatNamesWhere() async throws {
        var small = request
        small.memoryLimitBytes = 64 << 20
        let error = try await failure(small, fault: "memory@reading")
        #expect(error.exitStatus == .failed)
        #expect([.workerDied, .engineOutOfMemory].contains(error.findings[0].code))
        #expect(error.findings[0].message.contains("reading data/flights.csv"), "\(error)")
    }

    @Test(.timeLimit(.minutes(30))) func theEnginesOwnLimitIsAnErrorThatNamesTheSQL() async throws {
        var small = request
        small.memoryLimitBytes = 512 << 20
        small.dataset = WorkerRequest.Dataset(
            sql: "SELECT list(range) AS l, 1 AS a FROM range(100000000)", file: "sql/dataset.sql")
        let error = try await failure(small, fault: "")
        #expect(error.exitStatus == .failed)
        #expect(error.findings.map(\.code) == [.engineOutOfMemory])
        #expect(error.findings[0].message.contains("sql/dataset.sql"), "\(error)")
        #expect(error.findings[0].message.contains("512 MiB"), "\(error)")
    }

    @Test(.timeLimit(.minutes(30))) func cancellationEndsTheChildWithinASecond() async throws {
        let started = Mutex(false)
        let task = Task { () -> WorkerError? in
            do throws(WorkerError) {
                _ = try await Worker.run(
                    request, executable: TestHost.path, environment: ["WORKER_TEST_FAULT": "hang@reading"]
                ) { step in
                    if step.stage == .reading { started.withLock { $0 = true } }
                }
                return nil
            } catch {
                return error
            }
        }
        let patience = ContinuousClock.now + .seconds(30)
        while !started.withLock({ $0 }), ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(20))
        }
        let start = ContinuousClock.now
        task.cancel()
        let error = await task.value
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(error?.exitStatus == .interrupted)
    }

    @Test(.timeLimit(.minutes(30))) func theChildEndsWithItsParent() async throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: TestHost.path)
        child.environment = ProcessInfo.processInfo.environment.merging(["WORKER_TEST_FAULT": "hang@reading"]) { $1 }
        let input = Pipe()
        let output = Pipe()
        child.standardInput = input
        child.standardOutput = output
        try child.run()
        try input.fileHandleForWriting.write(
            contentsOf: try JSONEncoder().encode(WorkerOrder.snapshot(request)) + Data("\n".utf8))
        // The messages end at the reading, where the child hangs.
        var seen = Data()
        while seen.range(of: Data("reading".utf8)) == nil {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the child ended early")
            seen.append(more)
        }
        #expect(child.isRunning)
        try input.fileHandleForWriting.close()
        let start = ContinuousClock.now
        while child.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func anExecutableThatIsNotThereIsAnError() async throws {
        do throws(WorkerError) {
            _ = try await Worker.run(request, executable: "/no/such/associate")
            Issue.record("it ran")
        } catch {
            #expect(error.exitStatus == .failed)
            #expect(error.findings.map(\.code) == [.workerDied])
        }
    }

    @Test func theEnvironmentIsNotHandedOn() async throws {
        setenv("ASSOCIATE_TEST_CANARY", "CANARY", 1)
        let error = try await failure(request, fault: "environment@reading")
        #expect(!"\(error.findings)".contains("CANARY"))
        #expect("\(error.findings)".contains("environment:"))
    }

    @Test func addressSpaceGrowsWithTheLimit() {
        let small = ProcessLimits.addressSpace(memoryLimitBytes: 1 << 30, threads: 2)
        #expect(small > 6 << 30)
        #expect(small < 8 << 30)
    }
}

extension WorkerResponse {
    fileprivate func with(path: String) -> WorkerResponse {
        var copy = self
        copy.snapshot.path = path
        return copy
    }
}
