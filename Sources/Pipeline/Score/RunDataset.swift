import Columns
import Evidence
import Foundation
import Framing
import Store
import Warehouse
import Worker

/// How a run made its dataset: the brief's SQL, and the sources with the columns that they had.
struct RunDataset {
    let brief: Brief
    private let known: [String: [SourceColumn]]

    /// The names of the sources of a run's brief.
    ///
    /// - Throws: `StoreError` where a file is not as the run wrote it.
    static func sources(of run: Run) throws -> [String] {
        try CanonicalJSON.decode(SnapshotDocument.self, from: run.read(KeptInputs.snapshot)).sources.map(\.name)
    }

    /// Reads what the run kept.
    ///
    /// - Throws: `StoreError` where a file is not as the run wrote it, `BriefError` where this version cannot read it.
    init(_ run: Run) throws {
        brief = try RepeatedRun(run).brief(fromSources: false)
        let document = try CanonicalJSON.decode(SnapshotDocument.self, from: run.read(KeptInputs.snapshot))
        known = Dictionary(document.sources.map { ($0.name, $0.columns ?? []) }) { first, _ in first }
    }

    /// The types of the dataset's columns; none where the run does not say.
    ///
    /// - Throws: `StoreError` where a file is not as the run wrote it.
    static func types(of run: Run) throws -> [String: ColumnType] {
        let document = try CanonicalJSON.decode(SnapshotDocument.self, from: run.read(KeptInputs.snapshot))
        return Dictionary(document.columns.map { ($0.name, $0.type) }) { first, _ in first }
    }

    /// The one source whose rows the SQL makes predictions of; `nil` where there are several, or no SQL.
    var onlySource: String? {
        guard brief.data.dataset != nil, brief.data.engine == .duckdb, brief.data.sources.count == 1 else { return nil }
        return brief.data.sources.first?.name
    }

    /// The columns that a source had; none where the run does not say.
    func columns(of source: String) -> [SourceColumn] { known[source] ?? [] }

    /// What the worker is to open: these tables in the place of the brief's sources, and the others as the brief says.
    ///
    /// - Throws: ``ArgumentError`` where the brief's SQL does not run here.
    func sources(with tables: [InputTable]) throws -> [WorkerRequest.Source] {
        guard brief.data.engine == .duckdb else {
            throw ArgumentError(
                "the brief's SQL runs in another engine than DuckDB, where files cannot stand for its tables",
                advice: "score what that SQL gives: --input with a table of what the model reads",
                code: .notInThisVersion)
        }
        return brief.data.sources.map { source in
            guard let table = tables.first(where: { $0.source == source.name }) else {
                return brief.workerSource(source)
            }
            return replaced(source, table)
        }
    }

    private func replaced(_ source: Source, _ table: InputTable) -> WorkerRequest.Source {
        let columns = columns(of: source.name)
        return WorkerRequest.Source(
            name: source.name, paths: table.paths, table: table.table ?? source.table(like: table.paths),
            delimiter: source.options.delimiter,
            // What was text stays text, though the new rows hold nothing but digits.
            texts: columns.filter { $0.type == .text }.map(\.name), expected: columns)
    }
}

extension Source {
    /// The table that the brief names in a file of databases, where other files of that form stand for it.
    fileprivate func table(like paths: [String]) -> String? {
        guard case .files(let own, let table) = location, let first = own.first, let other = paths.first,
            SourceFormat(path: first) == SourceFormat(path: other)
        else { return nil }
        return table
    }
}
