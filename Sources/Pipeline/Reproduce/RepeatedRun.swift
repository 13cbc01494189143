import Evidence
import Foundation
import Framing
import Store
import Warehouse
import Worker

/// A run that is done again, and what is taken of it instead of being made anew.
struct RepeatedRun: Sendable {
    let run: Run
    /// The store in which it stands: there its snapshot lies, and the runs that it was compared with.
    let store: String
    /// Its snapshot; `nil` where the sources are read again.
    var snapshot: Snapshotted?
    /// What its audit read of sources that are gone or changed, which a snapshot does not hold; `nil` where it is made again.
    var leakage: LeakageDocument?

    /// Takes a run whose files are as they were written.
    init(_ run: Run) {
        self.run = run
        let parent = URL(fileURLWithPath: run.directory).deletingLastPathComponent()
        store = parent.path
    }

    /// Whether all files that the run read stand where its brief names them, and are what they were.
    func hasSources(of brief: Brief) -> Bool {
        let base = URL(fileURLWithPath: brief.directory, isDirectory: true)
        return run.record.sources.flatMap(\.files).allSatisfy { file in
            (try? ContentHash(ofFile: URL(fileURLWithPath: file.path, relativeTo: base).path)) == file.sha256
        }
    }

    /// The brief as the run kept it, with the texts that it names.
    ///
    /// - Throws: `StoreError` where a file is not as it was written, `BriefError` where this version cannot read it.
    func brief(fromSources: Bool) throws -> Brief {
        let original = run.record.briefPath
        return try BriefReader.read(
            text: String(decoding: try run.read("brief.yaml"), as: UTF8.self),
            file: original ?? run.directory + "/brief.yaml", keptFrom: original ?? run.directory + "/brief.yaml",
            keptTexts: fromSources ? nil : try KeptInputs.texts(of: run))
    }
}
