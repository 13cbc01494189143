import Foundation
import Framing
import Worker

/// The brief's data in the words of the worker.
extension Brief {
    var workerEngine: WorkerRequest.Engine {
        switch data.engine {
        case .duckdb: return .duckdb
        case .adbc(let driver, let uri, let options):
            var all = options
            if let uri { all["uri"] = uri }
            return .adbc(driver: driver, options: all)
        }
    }

    var workerSources: [WorkerRequest.Source] {
        data.sources.map { source in
            switch source.location {
            case .files(let paths, let table):
                WorkerRequest.Source(
                    name: source.name, paths: paths, table: table, format: source.options.format,
                    delimiter: source.options.delimiter)
            case .engineTable(let table):
                WorkerRequest.Source(name: source.name, paths: [table])
            }
        }
    }

    /// The folder that relative paths start from, absolute.
    var absoluteDirectory: String { URL(fileURLWithPath: directory).standardizedFileURL.path }

    /// The dataset's SQL with its place; `nil` where the only source is the dataset.
    var workerDataset: WorkerRequest.Dataset? {
        guard let text = data.dataset else { return nil }
        return switch text.origin {
        case .file(let name): .init(sql: text.sql, file: resolved(name))
        case .inline: inline(text.sql)
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
