import Evidence
import Foundation
import Framing
import Store
import Worker

/// The dataset as the worker left it, content-addressed.
struct Snapshotted: Sendable {
    let response: WorkerResponse
    /// The object's path; its hash was checked.
    let path: String
    /// The SQL as run, for documents.
    let sql: String
}

/// Sources and SQL in, one snapshot out; the worker does it, in a process of its own.
struct SnapshotStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run() async throws -> Snapshotted {
        try await context.journal.step(Step.snapshot.rawValue) {
            let taken: Snapshotted
            if let kept = context.options.repeated?.snapshot { taken = kept } else { taken = try await fresh() }
            let findings = taken.response.findings
            context.note { facts in
                facts.snapshot = taken.response.snapshot.sha256
                facts.sources = taken.response.sources.map(\.record)
                facts.versions.merge(taken.response.versions) { _, new in new }
                facts.findings += findings
            }
            return (taken, detail: detail(of: taken.response), needsLook: !findings.isEmpty)
        }
    }

    /// Has the worker read the sources and run the SQL.
    private func fresh() async throws -> Snapshotted {
        let request = context.brief.workerRequest(
            scratch: context.scratch, threads: context.options.threads,
            memoryLimitBytes: context.options.engineMemory)
        let journal = context.journal
        let response = try await Worker.run(request, executable: context.options.executable) { progress in
            journal.tell(.running(name: Step.snapshot.rawValue, detail: progress.activity))
        }
        try response.expectRunsAsWritten(from: request.baseDirectory)
        let hash = response.snapshot.sha256
        // An unchanged result is found under its hash and is not written twice.
        try context.store.objects.place(response.snapshot.path, hash: hash)
        try keepSources(of: response)
        return Snapshotted(
            response: response, path: try context.store.objects.verifiedPath(hash), sql: context.brief.sqlText)
    }

    private func detail(of response: WorkerResponse) -> String {
        let rows = response.sources.compactMap(\.rows).reduce(0, +)
        return "\(NumberText.counted(response.sources.count, "source")) · \(NumberText.count(rows)) rows → "
            + NumberText.counted(response.snapshot.rows, "prediction")
    }

    /// Keeps the source files as objects where the brief asks for it; the manifest names each by its hash.
    private func keepSources(of response: WorkerResponse) throws {
        guard context.brief.keepSources else { return }
        for file in response.sources.flatMap(\.files) {
            guard let path = file.realPath, (try? context.store.objects.verifiedPath(file.sha256)) == nil else {
                continue
            }
            let copy = try context.store.objects.temporaryPath()
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            try context.store.objects.place(copy, hash: file.sha256)
        }
    }
}

extension WorkerResponse {
    /// Holds files that stand in runs' folders against what those runs wrote, before anything is made of them.
    ///
    /// - Throws: `StoreError` with `fileChanged` or `runDamaged`.
    func expectRunsAsWritten(from base: String) throws {
        for file in sources.flatMap(\.files) {
            let path = file.path.hasPrefix("/") ? file.path : base + "/" + file.path
            try Run.expectAsWritten(path, hash: file.sha256)
        }
    }
}

extension WorkerResponse.Source {
    /// What the manifest keeps of a source.
    fileprivate var record: RunRecord.Source {
        RunRecord.Source(
            name: name,
            files: files.map { RunRecord.Source.File(path: $0.path, bytes: $0.bytes, sha256: $0.sha256) }, rows: rows)
    }
}
