import Evidence
import Foundation
import Framing
import Store
import Warehouse
import Worker

/// Finds the snapshot of a run: in its store, or put together from the parts in its folder.
struct SnapshotFinder {
    let repeated: RepeatedRun
    let brief: Brief
    let workshop: CheckWorkshop

    /// The snapshot, whose hash is the one that the manifest names.
    ///
    /// - Throws: ``ReproductionError`` where it is nowhere, `StoreError` where a file of the run is not as it was written.
    func find() async throws -> Snapshotted {
        let run = repeated.run
        guard let hash = run.record.snapshot else { throw ReproductionError.noSnapshot(run) }
        let known = try CanonicalJSON.decode(SnapshotDocument.self, from: run.read(KeptInputs.snapshot))
        let versions = ["duckdb": try workshop.engine().version()]
        let objects = RunStore(at: repeated.store).objects
        let stored = try? objects.verifiedPath(hash)
        let found = if let stored { stored } else { try await gathered(hash) }
        return Snapshotted(
            response: known.response(at: found, record: run.record, versions: versions), path: found, sql: brief.sqlText
        )
    }

    /// Puts the rows of all parts in the order of the snapshot again.
    private func gathered(_ hash: ContentHash) async throws -> String {
        let run = repeated.run
        let parts = ["train", "validation", "test", "unused"].map { "data/\($0).parquet" }
            .filter { run.record.files[$0] != nil }
        guard !parts.isEmpty else { throw ReproductionError.noSnapshot(run) }
        for part in parts {
            try Run.expectAsWritten(run.directory + "/" + part, hash: ContentHash(ofFile: run.directory + "/" + part))
        }
        let request = WorkerRequest(
            engine: .duckdb,
            sources: [.init(name: "parts", paths: parts.map { run.directory + "/" + $0 })],
            baseDirectory: run.directory, dataset: nil, key: brief.data.key, required: [:],
            scratchDirectory: workshop.scratch, output: workshop.scratch + "/gathered.parquet",
            threads: workshop.threads, memoryLimitBytes: workshop.engineMemory, keepSources: false)
        let response = try await Worker.run(request, executable: workshop.executable)
        guard response.snapshot.sha256 == hash else { throw ReproductionError.noSnapshot(run) }
        return response.snapshot.path
    }
}
