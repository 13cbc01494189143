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
    }

    /// A source as it was read.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        /// `nil` for a table of a foreign engine.
        package var format: SourceFormat?
        package var files: [File]
        /// Rows read, which are all the rows there are.
        package var rows: Int
    }

    /// A file of a source.
    package struct File: Codable, Sendable, Equatable {
        /// As the person named it, globs resolved.
        package var path: String
        /// Absolute, symbolic links resolved; only where the request keeps sources.
        package var realPath: String?
        package var bytes: Int
        package var sha256: ContentHash
    }

    package var snapshot: Snapshot
    package var sources: [Source]
    /// Versions of what made the snapshot, such as `duckdb`.
    package var versions: [String: String]
    /// Warnings and notes; an error is thrown instead.
    package var findings: [Finding]

    /// The hashes of every source's files, for ``WorkerRequest/cacheKey(sourceHashes:engineVersion:)``.
    package var sourceHashes: [String: [ContentHash]] {
        Dictionary(uniqueKeysWithValues: sources.map { ($0.name, $0.files.map(\.sha256)) })
    }
}
