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
            let request = try request()
            let journal = context.journal
            let response = try await Worker.run(request, executable: context.options.executable) { progress in
                journal.tell(.running(name: Step.snapshot.rawValue, detail: progress.activity))
            }
            try response.expectRunsAsWritten(from: request.baseDirectory)
            let hash = response.snapshot.sha256
            // An unchanged result is found under its hash and is not written twice.
            try context.store.objects.place(response.snapshot.path, hash: hash)
            try keepSources(of: response)
            context.note { facts in
                facts.snapshot = hash
                facts.sources = response.sources.map(\.record)
                facts.versions.merge(response.versions) { _, new in new }
                facts.findings += response.findings
            }
            let taken = Snapshotted(
                response: response, path: try context.store.objects.verifiedPath(hash), sql: sqlText)
            return (taken, detail: detail(of: response), needsLook: !response.findings.isEmpty)
        }
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

    private var sqlText: String {
        context.brief.data.dataset?.sql ?? context.brief.data.sources.first.map { "SELECT * FROM \($0.name)" } ?? ""
    }

    private func request() throws -> WorkerRequest {
        let brief = context.brief
        let data = brief.data
        var required = ["data.label": data.label]
        required["data.time"] = data.time
        required["data.weight"] = data.weight
        return WorkerRequest(
            engine: data.engine.workerEngine, sources: data.sources.map(\.workerSource),
            baseDirectory: absolute(brief.directory), dataset: data.dataset.map(dataset), key: data.key,
            required: required, scratchDirectory: context.scratch, output: context.scratch + "/snapshot.parquet",
            threads: context.options.threads, memoryLimitBytes: context.options.engineMemory,
            keepSources: brief.keepSources)
    }

    private func dataset(_ text: DatasetText) -> WorkerRequest.Dataset {
        switch text.origin {
        case .file(let name): .init(sql: text.sql, file: context.brief.resolved(name))
        case .inline:
            inline(text.sql)
        }
    }

    /// SQL that stands in the brief: a block begins on the line after its key, and is indented as that line is.
    private func inline(_ sql: String) -> WorkerRequest.Dataset {
        let places = context.brief.places
        guard let place = places["data.dataset"], let brief = places.text else { return .init(sql: sql) }
        let mark = place.text.dropFirst(place.column - 1).first
        guard mark == "|" || mark == ">" else {
            let quote = mark == "'" || mark == "\"" ? 1 : 0
            return .init(sql: sql, file: places.file, firstLine: place.line, indent: place.column - 1 + quote)
        }
        let lines = brief.split(
            maxSplits: place.line + 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let first = place.line < lines.count ? lines[place.line] : ""
        return .init(
            sql: sql, file: places.file, firstLine: place.line + 1, indent: first.prefix { $0 == " " }.count)
    }

    private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

extension EngineChoice {
    fileprivate var workerEngine: WorkerRequest.Engine {
        switch self {
        case .duckdb: return .duckdb
        case .adbc(let driver, let uri, let options):
            var all = options
            if let uri { all["uri"] = uri }
            return .adbc(driver: driver, options: all)
        }
    }
}

extension Source {
    fileprivate var workerSource: WorkerRequest.Source {
        switch location {
        case .files(let paths, let table):
            WorkerRequest.Source(
                name: name, paths: paths, table: table, format: options.format, delimiter: options.delimiter)
        case .engineTable(let table):
            WorkerRequest.Source(name: name, paths: [table])
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
