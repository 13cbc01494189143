import Evidence
import Foundation
import Framing
import Store
import Worker

/// What a run keeps of its inputs beside the brief: texts of the files that it names, and facts of the snapshot.
///
/// With the parts they are all that the run needs to be done again elsewhere.
struct KeptInputs {
    private static let dataset = "inputs/dataset.sql"
    private static let checks = "inputs/checks"
    static let snapshot = "data/snapshot.json"

    private let brief: Brief
    private let response: WorkerResponse

    init(_ brief: Brief, _ response: WorkerResponse) {
        self.brief = brief
        self.response = response
    }

    func write(to folder: AtomicDirectory) throws {
        try folder.write(Self.snapshot, CanonicalJSON.encode(SnapshotDocument(response)))
        if let text = brief.data.dataset, case .file = text.origin {
            try folder.write(Self.dataset, Data(text.sql.utf8))
        }
        if let suite = try brief.suiteText() { try folder.write(Self.checks, Data(suite.utf8)) }
    }

    /// The texts that a run kept.
    ///
    /// - Throws: `StoreError` where a file is not as it was written.
    static func texts(of run: Run) throws -> KeptTexts {
        KeptTexts(dataset: try text(dataset, of: run), checks: try text(checks, of: run))
    }

    private static func text(_ name: String, of run: Run) throws -> String? {
        guard run.record.files[name] != nil else { return nil }
        return String(decoding: try run.read(name), as: UTF8.self)
    }
}
