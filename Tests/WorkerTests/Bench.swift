import Evidence
import Foundation
import Testing

@testable import Worker

/// A directory for one test, with what a worker needs.
final class Bench: Sendable {
    let directory: String
    let scratch: String

    init() throws {
        let base = URL(fileURLWithPath: NSTemporaryDirectory(), isDirectory: true).resolvingSymlinksInPath()
        directory = base.appendingPathComponent("worker-tests-\(UUID().uuidString)").path
        scratch = directory + "/scratch"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Writes a file and gives its path relative to the bench.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = URL(fileURLWithPath: directory + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return name
    }

    /// Writes a text file.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    /// A request whose output no other has.
    func request(
        _ sources: [WorkerRequest.Source], sql: String? = nil, key: [String] = [], required: [String: String] = [:],
        threads: Int = 2, engine: WorkerRequest.Engine = .duckdb
    ) -> WorkerRequest {
        WorkerRequest(
            engine: engine, sources: sources, baseDirectory: directory,
            dataset: sql.map { WorkerRequest.Dataset(sql: $0, file: "sql/dataset.sql") }, key: key, required: required,
            scratchDirectory: scratch, output: scratch + "/\(UUID().uuidString).parquet", threads: threads,
            memoryLimitBytes: 1 << 30)
    }

    /// Does the job in this process.
    func run(_ request: WorkerRequest, report: @escaping (WorkerProgress) -> Void = { _ in }) throws -> WorkerResponse {
        try SnapshotJob(request: request, report: report).run()
    }

    /// Does a job that must fail, and gives its error.
    func failure(_ request: WorkerRequest) throws -> WorkerError {
        do {
            let response = try run(request)
            Issue.record("made a snapshot of \(response.snapshot.rows) rows")
            throw CancellationError()
        } catch let error as WorkerError {
            #expect(!FileManager.default.fileExists(atPath: request.output), "a failure leaves no snapshot")
            #expect(!error.findings.isEmpty)
            #expect(error.findings.allSatisfy { !$0.message.contains(directory) }, "no path of this machine")
            return error
        }
    }
}

extension WorkerRequest.Source {
    /// A source of one path.
    init(_ name: String, _ path: String, table: String? = nil) {
        self.init(name: name, paths: [path], table: table)
    }
}

/// The worker's test host beside the tests.
enum TestHost {
    /// Its absolute path.
    static var path: String {
        let folders = [
            URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent(),
            Bundle.main.bundleURL,
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent(".build/debug"),
        ]
        let candidates = folders.map { $0.appendingPathComponent("WorkerTestHost").path }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
    }
}
