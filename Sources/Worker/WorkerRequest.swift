package import Evidence
package import Warehouse
import Foundation

/// What the child process is asked to do: sources and SQL in, one snapshot out.
///
/// It travels as one line of JSON on the child's standard input.
package struct WorkerRequest: Codable, Sendable, Equatable {
    /// The engine on which the dataset's SQL runs.
    package enum Engine: Codable, Sendable, Equatable {
        /// The embedded engine; sources are files.
        case duckdb
        /// An ADBC driver, such as `sqlite`, with its options, such as `uri`; sources are tables of that engine.
        case adbc(driver: String, options: [String: String])
    }

    /// One entry under `data.sources`.
    package struct Source: Codable, Sendable, Equatable {
        /// The name under which the SQL knows it.
        package var name: String
        /// Paths or globs as the person wrote them; for a foreign engine, the one name of a table.
        package var paths: [String]
        /// The table to read of a database file that has several.
        package var table: String?
        /// The format, where the files' endings do not say it.
        package var format: SourceFormat?
        /// What stands between the cells of delimited text, one ASCII character; `nil`: the header tells.
        package var delimiter: String?
        /// Columns of delimited text whose cells stay text, whatever they look like; those that are not there are passed
        /// over.
        package var texts: [String]
        /// Columns that the source had when a model was fitted on it.
        ///
        /// In a session one that is missing stands there
        /// without values, and whole numbers stand as doubles where it had doubles.
        package var expected: [SourceColumn]

        package init(
            name: String, paths: [String], table: String? = nil, format: SourceFormat? = nil,
            delimiter: String? = nil, texts: [String] = [], expected: [SourceColumn] = []
        ) {
            self.name = name
            self.paths = paths
            self.table = table
            self.format = format
            self.delimiter = delimiter
            self.texts = texts
            self.expected = expected
        }
    }

    /// The dataset's SQL.
    package struct Dataset: Codable, Sendable, Equatable {
        /// Exactly one query.
        package var sql: String
        /// The file that messages name; `nil` for SQL that stands in the brief.
        package var file: String?
        /// The line of `file` on which the SQL begins, from 1; more than 1 where it stands inside a brief.
        package var firstLine: Int
        /// Characters of `file` that stand before each line of the SQL.
        package var indent: Int

        package init(sql: String, file: String? = nil, firstLine: Int = 1, indent: Int = 0) {
            self.sql = sql
            self.file = file
            self.firstLine = firstLine
            self.indent = indent
        }
    }

    package var engine: Engine
    package var sources: [Source]
    /// The directory that relative paths start at; absolute.
    package var baseDirectory: String
    /// `nil`: the only source is the dataset.
    package var dataset: Dataset?
    /// Key columns, in whose order the snapshot stands; may be empty.
    package var key: [String]
    /// Columns that must exist besides the key, such as the label and the time, by the brief's key that names them.
    package var required: [String: String]
    /// An existing directory of this job alone, for spilling and half-written files; absolute.
    package var scratchDirectory: String
    /// Where the snapshot is to be written, inside `scratchDirectory`; must not exist.
    package var output: String
    package var threads: Int
    /// What the engine may hold in memory before it spills.
    package var memoryLimitBytes: Int
    /// Whether the source files are to be listed with their real paths, so that they can be kept with the run.
    package var keepSources: Bool
    /// What the request is hashed with besides sources and SQL, such as facts of the brief; empty for none.
    package var facts: [String: String]

    package init(
        engine: Engine = .duckdb, sources: [Source], baseDirectory: String, dataset: Dataset? = nil,
        key: [String] = [], required: [String: String] = [:], scratchDirectory: String, output: String,
        threads: Int = 1, memoryLimitBytes: Int = 1 << 30, keepSources: Bool = false, facts: [String: String] = [:]
    ) {
        self.engine = engine
        self.sources = sources
        self.baseDirectory = baseDirectory
        self.dataset = dataset
        self.key = key
        self.required = required
        self.scratchDirectory = scratchDirectory
        self.output = output
        self.threads = threads
        self.memoryLimitBytes = memoryLimitBytes
        self.keepSources = keepSources
        self.facts = facts
    }
}

extension WorkerRequest {
    /// A name for the snapshot that this request leads to, so that an unchanged result is neither made nor written twice.
    ///
    /// It depends on the bytes of the sources, their names and options, the SQL, the key and the engine's version,
    /// and on no path, thread count or limit. A dataset whose SQL is not a function of its sources (`random()`,
    /// `now()`) must not be looked up by it.
    ///
    /// - Parameters:
    ///   - sourceHashes: for each source's name the hashes of its files, in the order in which they were resolved.
    ///   - engineVersion: as in ``WorkerResponse/versions``.
    /// - Returns: the key.
    package func cacheKey(sourceHashes: [String: [ContentHash]], engineVersion: String) -> ContentHash {
        var parts = ["associate-snapshot-1", Version.current, engineVersion]
        if case .adbc(let driver, let options) = engine {
            parts.append(driver)
            parts += options.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        }
        for source in sources.sorted(by: { $0.name < $1.name }) {
            parts += [source.name, source.table ?? "", source.format?.rawValue ?? "", source.delimiter ?? ""]
            parts += (sourceHashes[source.name] ?? []).map(\.hex)
        }
        parts.append(dataset?.sql ?? "")
        parts += key
        parts += facts.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        // Each part is preceded by its length, so that no two lists of parts are written alike.
        return ContentHash(of: Data(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
}
