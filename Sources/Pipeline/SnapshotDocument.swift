import Columns
import Evidence
import Warehouse
import Worker

/// `data/snapshot.json`: what a run knows of its snapshot beside the rows, so that it can be done again from them.
///
/// Paths and hashes of source files stand in the manifest alone, since the same snapshot may come of other files.
struct SnapshotDocument: Codable, Equatable, Sendable {
    var version = 1
    var sha256: ContentHash
    var rows: Int
    var bytes: Int
    var columns: [Column]
    var sources: [Source]

    struct Column: Codable, Equatable, Sendable {
        var name: String
        var engineType: String
        var storedType: String
        var type: ColumnType

        private enum CodingKeys: String, CodingKey {
            case name, type
            case engineType = "engine_type"
            case storedType = "stored_type"
        }
    }

    struct Source: Codable, Equatable, Sendable {
        var name: String
        /// Absent for a table of a foreign engine.
        var format: SourceFormat?
        var rows: Int
        /// Its columns in their order, so that new rows can be read as these were; absent for a table of a foreign engine.
        var columns: [SourceColumn]?
    }

    init(_ response: WorkerResponse) {
        let snapshot = response.snapshot
        sha256 = snapshot.sha256
        rows = snapshot.rows
        bytes = snapshot.bytes
        columns = snapshot.columns.map {
            Column(name: $0.name, engineType: $0.engineType, storedType: $0.storedType, type: $0.type)
        }
        sources = response.sources.map {
            Source(
                name: $0.name, format: $0.format, rows: $0.rows, columns: $0.columns.isEmpty ? nil : $0.columns)
        }
    }

    /// What the worker said when it made the snapshot.
    ///
    /// - Parameters:
    ///   - path: where the snapshot stands now.
    ///   - record: the run's manifest, which names the files of the sources.
    ///   - versions: of what reads it now.
    /// - Returns: the response without findings, which are the manifest's.
    func response(at path: String, record: RunRecord, versions: [String: String]) -> WorkerResponse {
        let files = Dictionary(record.sources.map { ($0.name, $0.files) }) { first, _ in first }
        return WorkerResponse(
            snapshot: .init(
                columns: columns.map {
                    .init(name: $0.name, engineType: $0.engineType, storedType: $0.storedType, type: $0.type)
                }, rows: rows, sha256: sha256, bytes: bytes, path: path),
            sources: sources.map { source in
                .init(
                    name: source.name, format: source.format,
                    files: (files[source.name] ?? []).map { .init(path: $0.path, bytes: $0.bytes, sha256: $0.sha256) },
                    rows: source.rows, columns: source.columns ?? [])
            }, versions: versions, findings: [])
    }
}
