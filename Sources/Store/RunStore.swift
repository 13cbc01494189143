package import Evidence
package import Foundation

/// The folder that holds runs: complete ones by their id, the others under `failed/`, content under `objects/`.
///
/// Several processes may work on one store at once: no run folder is ever changed once it has its name.
package struct RunStore: Sendable {
    /// The store's folder, absolute.
    package let directory: String

    /// A store in a folder; nothing is made until something is written.
    package init(at path: String) {
        var absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        while absolute.count > 1, absolute.hasSuffix("/") { absolute.removeLast() }
        directory = absolute
    }

    /// The content-addressed objects of the store.
    package var objects: ObjectStore { ObjectStore(in: directory + "/objects") }

    /// Which snapshot came of which inputs.
    package var snapshotCache: SnapshotCache { SnapshotCache(objects: objects) }

    var failedDirectory: String { directory + "/failed" }

    /// Begins a run of the brief `name`; its id is known when it is finished.
    ///
    /// - Throws: ``StoreError`` where the folder cannot be made.
    package func begin(name: String, now: Date = Date()) throws -> AtomicDirectory {
        try AtomicDirectory(in: directory, name: RunName.usable(name), started: Timestamp.text(now))
    }

    /// Makes a run complete: hashes its files into the manifest and gives the folder its id.
    ///
    /// The id's date is that of `record.started`, its digits are those of `record.fingerprint`; `run_id`,
    /// `status` and `files` of the record are set here.
    ///
    /// - Throws: ``StoreError``; the folder is then still unfinished.
    package func finish(_ directory: AtomicDirectory, record: RunRecord) throws -> Run {
        var record = record
        record.status = .complete
        return try commit(directory, record: record, in: self.directory)
    }

    /// Records a run that was stopped, failed or interrupted under `failed/`, whole or not at all.
    ///
    /// - Parameters:
    ///   - directory: the unfinished run; its files are removed first, so that a full disk has room for the record.
    ///   - status: anything but `complete`.
    ///   - record: what is known; an empty fingerprint where it is not known yet.
    ///   - checks: the checks' document, or `nil` where it was not reached: then one of the record's findings.
    ///   - log: lines of text.
    ///   - brief: the text of the brief, kept beside them so that it can be mended and run again.
    /// - Returns: the id under which it is listed.
    /// - Throws: ``StoreError`` where the record cannot be written.
    @discardableResult
    package func recordFailure(
        of directory: AtomicDirectory? = nil, status: RunStatus, record: RunRecord, checks: ChecksDocument?,
        log: String,
        brief: String? = nil
    ) throws -> RunID {
        let wasOpen = try directory?.removeFiles() ?? false
        let id = try writeFailure(status: status, record: record, checks: checks, log: log, brief: brief)
        if wasOpen { directory?.release() }
        return id
    }

    func writeFailure(
        status: RunStatus, record: RunRecord, checks: ChecksDocument?, log: String, brief: String? = nil
    ) throws -> RunID {
        var record = record
        record.status = status
        let started = record.started
        let folder = try AtomicDirectory(in: failedDirectory, name: RunName.usable(record.name), started: started)
        do {
            let checks = checks ?? ChecksDocument(findings: record.findings, results: [])
            try folder.write("checks.json", CanonicalJSON.encode(checks))
            try folder.write("run.log", Data(log.utf8))
            if let brief { try folder.write("brief.yaml", Data(brief.utf8)) }
            return try commit(folder, record: record, in: failedDirectory).id
        } catch {
            try? folder.discard()
            throw error
        }
    }

    private func commit(_ folder: AtomicDirectory, record: RunRecord, in parent: String) throws -> Run {
        let day = String(record.started.prefix { $0 != "T" })
        let digits = (ContentHash(hex: record.fingerprint) ?? record.known).map { String($0.hex.prefix(4)) } ?? "0000"
        let name = RunName.usable(record.name)
        guard RunID(day: day, name: name, digits: digits) != nil else {
            throw StoreError(.pathRefused, "'\(day)' is not a date of the form 2026-11-24")
        }
        var written = record
        let names = (1...RunID.maxOrdinal).lazy
            .compactMap { RunID(day: day, name: name, digits: digits, ordinal: $0) }
            // An id names one run, wherever in the store it stands.
            .filter { !isTaken($0, outside: parent) }
            .map(\.text)
        let text = try folder.commit(naming: names) { text, hashes in
            written.runID = text
            written.files = hashes
            written = try written.sealed()
            return try CanonicalJSON.encode(written)
        }
        guard let id = RunID(text) else { throw StoreError(.pathRefused, "'\(text)' is not the id of a run") }
        return Run(id: id, directory: parent + "/" + text, record: written)
    }

    private func isTaken(_ id: RunID, outside parent: String) -> Bool {
        [directory, failedDirectory].contains { $0 != parent && FileTree.kind($0 + "/" + id.text) != .absent }
    }
}

/// The name of a brief as part of a file name.
enum RunName {
    /// The name as it is where a run may have it (`[a-z0-9-]{1,60}`), else the nearest one that may.
    static func usable(_ name: String) -> String {
        let mapped = name.lowercased().unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "0"..."9", "-": Character(scalar)
            default: Character("-")
            }
        }
        let text = String(mapped.prefix(Limits.nameLength))
        return text.isEmpty ? "unnamed" : text
    }
}

/// Moments as ISO 8601 in UTC, to the second.
package enum Timestamp {
    /// Such as `2026-11-24T11:37:11Z`.
    package static func text(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}

extension RunRecord {
    /// What stands for the fingerprint where a run ended before that was known; `nil` where nothing is.
    fileprivate var known: ContentHash? {
        let parts = [brief, snapshot].compactMap { $0?.hex }
        return parts.isEmpty ? nil : ContentHash(of: Data(parts.joined(separator: " ").utf8))
    }
}
