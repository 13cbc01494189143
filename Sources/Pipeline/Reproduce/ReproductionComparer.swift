import Evidence
import Foundation
import Store
import Warehouse

/// Holds the files of a run against those of the same work done again.
struct ReproductionComparer {
    let run: Run
    /// The folder of the work done again.
    let again: String
    /// Files that were taken over rather than made.
    let taken: Set<String>
    let workshop: CheckWorkshop

    /// Compares all files, those too that only one of the two has.
    ///
    /// - Parameters:
    ///   - start: what was done again.
    ///   - changed: what differs from the run's manifest.
    /// - Returns: the verdict, each file's state, and a finding for each that is not the same.
    /// - Throws: `StoreError` or `WarehouseError` where a file cannot be read.
    func document(from start: ReproductionDocument.Start, changed: [Finding]) throws -> ReproductionDocument {
        let other = try RunStore(at: URL(fileURLWithPath: again).deletingLastPathComponent().path).open(again)
        let tampered = Set(changed.compactMap { $0.file?.dropFirst(run.directory.count + 1) }.map(String.init))
        let connection = try workshop.connect()
        let names = Set(run.record.files.keys).union(other.record.files.keys).union(tampered).sorted()
        let files = try names.map { name in
            try file(name, other.record.files[name], isTampered: tampered.contains(name), connection)
        }
        let differs = files.contains { ![.same, .taken].contains($0.state) }
        return ReproductionDocument(
            runID: run.id.text, fingerprint: run.record.fingerprint,
            verdict: !tampered.isEmpty ? .tampered : differs ? .differs : .reproduced, from: start, files: files,
            versions: .init(then: run.record.versions, now: other.record.versions),
            findings: changed + files.compactMap { finding($0, other) })
    }

    private func file(
        _ name: String, _ reproduced: ContentHash?, isTampered: Bool, _ connection: Connection
    ) throws -> ReproductionDocument.File {
        let written = run.record.files[name]
        let state: ReproductionDocument.File.State =
            isTampered
            ? .tampered
            : taken.contains(name) && written == reproduced
                ? .taken
                : written == reproduced ? .same : written == nil ? .added : reproduced == nil ? .missing : .differs
        var file = ReproductionDocument.File(path: name, state: state, sha256: written, reproduced: reproduced)
        guard state == .differs || state == .tampered, reproduced != nil else { return file }
        let (old, new) = (run.directory + "/" + name, again + "/" + name)
        guard FileManager.default.fileExists(atPath: old) else { return file }
        let found =
            isTampered
            ? try FirstDifference.find(inText: name, old: old, new: new)
            : try FirstDifference.find(in: name, old: old, new: new, connection)
        (file.place, file.was, file.isNow) = (found?.place, found?.was, found?.isNow)
        return file
    }

    private func finding(_ file: ReproductionDocument.File, _ other: Run) -> Finding? {
        let (was, now) = (file.was ?? "", file.isNow ?? "")
        let place = file.place.map { " at \($0): \(was) in the run, \(now) made again" } ?? ""
        let versions = run.record.versions == other.record.versions
        let advice =
            versions
            ? "the same versions gave other bytes: please report it with the run"
            : "it was made with other versions: install those of the manifest, or run the brief anew"
        switch file.state {
        case .same, .taken: return nil
        // The manifest's own finding says that it was changed; this says where.
        case .tampered:
            guard !place.isEmpty else { return nil }
            return Finding(
                .error, .fileChanged, "\(file.path) was changed\(place)", file: run.directory + "/" + file.path)
        case .differs:
            return Finding(.error, .notReproduced, "\(file.path) came out differently\(place)", advice: advice)
        case .missing: return Finding(.error, .notReproduced, "\(file.path) did not come out", advice: advice)
        case .added: return Finding(.error, .notReproduced, "\(file.path) is new", advice: advice)
        }
    }
}
