package import Columns
package import Evidence
package import Warehouse

/// What the child process did: the snapshot and all that it was made from.
package struct WorkerResponse: Codable, Sendable, Equatable {
    /// The dataset's result as a Parquet file.
    package struct Snapshot: Codable, Sendable, Equatable {
        package var columns: [Column]
        package var rows: Int
        package var sha256: ContentHash
        package var bytes: Int
        /// Where it was written: the request's `output`.
        package var path: String

        package init(columns: [Column], rows: Int, sha256: ContentHash, bytes: Int, path: String) {
            self.columns = columns
            self.rows = rows
            self.sha256 = sha256
            self.bytes = bytes
            self.path = path
        }
    }

    /// A column of the snapshot.
    package struct Column: Codable, Sendable, Equatable {
        package var name: String
        /// The type that the SQL gave it, in the engine's words.
        package var engineType: String
        /// The type it has in the snapshot, in the engine's words; other than `engineType` where it was cast because
        /// Parquet has no such type.
        package var storedType: String
        package var type: ColumnType

        package init(name: String, engineType: String, storedType: String, type: ColumnType) {
            self.name = name
            self.engineType = engineType
            self.storedType = storedType
            self.type = type
        }
    }

    /// A source as it was read.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        /// `nil` for a table of a foreign engine.
        package var format: SourceFormat?
        package var files: [File]
        /// Rows read, which are all the rows there are.
        package var rows: Int
        /// Columns in their order; none for a table of a foreign engine.
        package var columns: [SourceColumn]

        package init(
            name: String, format: SourceFormat?, files: [File], rows: Int, columns: [SourceColumn] = []
        ) {
            self.name = name
            self.format = format
            self.files = files
            self.rows = rows
            self.columns = columns
        }
    }

    /// A file of a source.
    package struct File: Codable, Sendable, Equatable {
        /// As the person named it, globs resolved.
        package var path: String
        /// Absolute, symbolic links resolved; only where the request keeps sources.
        package var realPath: String?
        package var bytes: Int
        package var sha256: ContentHash

        package init(path: String, realPath: String? = nil, bytes: Int, sha256: ContentHash) {
            self.path = path
            self.realPath = realPath
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    package var snapshot: Snapshot
    package var sources: [Source]
    /// Versions of what made the snapshot, such as `duckdb`.
    package var versions: [String: String]
    /// Warnings and notes; an error is thrown instead.
    package var findings: [Finding]

    package init(snapshot: Snapshot, sources: [Source], versions: [String: String], findings: [Finding]) {
        self.snapshot = snapshot
        self.sources = sources
        self.versions = versions
        self.findings = findings
    }

    /// The hashes of every source's files, for ``WorkerRequest/cacheKey(sourceHashes:engineVersion:)``.
    package var sourceHashes: [String: [ContentHash]] {
        Dictionary(uniqueKeysWithValues: sources.map { ($0.name, $0.files.map(\.sha256)) })
    }
}
