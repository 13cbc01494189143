package import Evidence
import Foundation
import Framing
import Store
import Warehouse

/// What a call of `reproduce` asks for.
package struct ReproduceCall: Sendable {
    /// The run's id, the beginning of one, or its folder.
    package var run: String
    package var store: String
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Whether the sources are read again, instead of the snapshot.
    package var fromSources: Bool
    /// Where the attestation is written; `nil` for its place in the store.
    package var attestation: String?
    /// The file of the Ed25519 key that signs it; `nil` where none is configured.
    package var signingKey: String?

    package init(
        run: String, store: String, threads: Int, executable: String, fromSources: Bool = false,
        attestation: String? = nil, signingKey: String? = nil
    ) {
        self.run = run
        self.store = store
        self.threads = threads
        self.executable = executable
        self.fromSources = fromSources
        self.attestation = attestation
        self.signingKey = signingKey
    }
}

/// Does a run again in a place of its own, and holds every file against the one that the run left.
package struct ReproduceJob: Sendable {
    private static let engineMemory = 1 << 30

    private let call: ReproduceCall
    private let observer: RunObserver

    package init(_ call: ReproduceCall, observer: @escaping RunObserver = { _ in }) {
        self.call = call
        self.observer = observer
    }

    /// - Throws: a `HouseError`: exit 2 where the run is unknown, not complete, or cannot be read by this version.
    package func run() async throws -> ReproductionDocument {
        let run = try RunStore(at: call.store).open(call.run)
        guard run.record.status == .complete else { throw ReproductionError.notComplete(run) }
        // A key that does not fit is better said before the work than behind it.
        let signer = try call.signingKey.map(AttestationSigner.init(keyFile:))
        let changed = try run.verify()
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("associate-reproduce-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let again = try await repeated(run, scratch: scratch)
        var document = try ReproductionComparer(
            run: run, again: again.directory, taken: again.taken,
            workshop: workshop(scratch)
        ).document(from: call.fromSources ? .sources : .snapshot, changed: changed)
        let statement = try Attestation(document, of: run).statement()
        document.attestation = try write(try signer?.envelope(statement) ?? statement, of: run)
        return document
    }

    private func workshop(_ scratch: String) -> CheckWorkshop {
        CheckWorkshop(
            threads: call.threads, engineMemory: Self.engineMemory, scratch: scratch, executable: call.executable)
    }

    /// Writes the attestation; answers where.
    private func write(_ bytes: Data, of run: Run) throws -> String {
        let place = call.attestation ?? call.store + "/attestations/\(run.id).json"
        let folder = URL(fileURLWithPath: place).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try bytes.write(to: URL(fileURLWithPath: place), options: .atomic)
        } catch {
            throw ReproductionError.unwritable(place)
        }
        return place
    }

    /// The main job once more, in a store of its own.
    private func repeated(_ run: Run, scratch: String) async throws -> (directory: String, taken: Set<String>) {
        var repeated = RepeatedRun(run)
        let brief = try repeated.brief(fromSources: call.fromSources)
        let audits = run.record.audits ?? false
        var taken: Set<String> = []
        if !call.fromSources {
            guard run.record.files[KeptInputs.snapshot] != nil else { throw ReproductionError.tooOld(run) }
            repeated.snapshot = try await SnapshotFinder(
                repeated: repeated, brief: brief, workshop: workshop(scratch)
            ).find()
            if LeakageAudit.readsSources(of: brief, audits ? .whole : .dated), !repeated.hasSources(of: brief) {
                repeated.leakage = try CanonicalJSON.decode(LeakageDocument.self, from: run.read("data/leakage.json"))
                taken = ["data/leakage.json"]
            }
        }
        let against = run.record.against
        var options = RunOptions(
            store: scratch + "/store", threads: call.threads, executable: call.executable,
            against: against?.named == true ? against?.runID : nil, audits: audits)
        options.repeated = repeated
        let outcome = try await MainJob(brief: brief, options: options, observer: observer).run()
        guard let directory = outcome.directory else { throw ReproductionError.notComplete(run) }
        return (directory, taken)
    }
}
