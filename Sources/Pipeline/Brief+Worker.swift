import Foundation
import Framing
import Worker

extension Brief {
    /// The request for the brief's snapshot, which is to stand in a scratch folder.
    func workerRequest(scratch: String, threads: Int, memoryLimitBytes: Int) -> WorkerRequest {
        var required = ["data.label": data.label]
        required["data.time"] = data.time
        required["data.weight"] = data.weight
        return WorkerRequest(
            engine: data.engine.workerEngine, sources: workerSources, baseDirectory: workerDirectory,
            dataset: workerDataset, key: data.key, required: required, scratchDirectory: scratch,
            output: scratch + "/snapshot.parquet", threads: threads, memoryLimitBytes: memoryLimitBytes,
            keepSources: keepSources)
    }

    /// The request to hold the brief's sources open.
    func queryRequest(scratch: String, threads: Int, memoryLimitBytes: Int) -> QueryRequest {
        QueryRequest(
            sources: workerSources, baseDirectory: workerDirectory, dataset: workerDataset, scratchDirectory: scratch,
            threads: threads, memoryLimitBytes: memoryLimitBytes)
    }

    private var workerSources: [WorkerRequest.Source] { data.sources.map(\.workerSource) }

    /// A source as the brief names it, seen from the working directory.
    func workerSource(_ source: Source) -> WorkerRequest.Source {
        var found = source.workerSource
        if case .files = source.location { found.paths = found.paths.map(resolved) }
        return found
    }

    private var workerDirectory: String { URL(fileURLWithPath: directory).standardizedFileURL.path }

    /// The SQL with its place; `nil` where the only source is the dataset.
    var workerDataset: WorkerRequest.Dataset? { data.dataset.map(dataset) }

    /// The SQL as run, for documents.
    var sqlText: String {
        data.dataset?.sql ?? data.sources.first.map { "SELECT * FROM \($0.name)" } ?? ""
    }

    private func dataset(_ text: DatasetText) -> WorkerRequest.Dataset {
        switch text.origin {
        case .file(let name): .init(sql: text.sql, file: resolved(name))
        case .inline:
            inline(text.sql)
        }
    }

    /// SQL that stands in the brief: a block begins on the line after its key, and is indented as that line is.
    private func inline(_ sql: String) -> WorkerRequest.Dataset {
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
