package import Evidence
import Foundation

/// One line of the list of runs.
package struct RunListing: Sendable, Equatable {
    /// What stands in the folder.
    package enum State: String, Sendable, Codable, CaseIterable {
        case complete, stopped, failed, interrupted
        /// It lacks files, or its manifest cannot be read.
        case damaged
        /// A living process is at work on it.
        case running
    }

    /// The run's id; for an unfinished run the name of its folder.
    package var id: String
    /// The run's folder, absolute.
    package var directory: String
    package var state: State
    /// The manifest, where it can be read.
    package var record: RunRecord?
    /// What is wrong, or who is at work on it.
    package var remark: String?
}

extension RunStore {
    /// All runs, newest first; damaged ones are listed as damaged.
    ///
    /// Nothing is written.
    ///
    /// - Throws: ``StoreError`` where the store's folder cannot be read.
    package func list() throws -> [RunListing] {
        let listings = try finished(in: directory) + finished(in: failedDirectory) + unfinished()
        return listings.sorted { first, second in
            let (one, other) = (first.sortKey, second.sortKey)
            return one == other
                ? first.id.count == second.id.count
                    ? first.id > second.id
                    : first.id.count > second.id.count : one > other
        }
    }

    /// The complete runs of a brief's name whose manifest can be read, newest first.
    ///
    /// - Throws: ``StoreError`` where the store's folder cannot be read.
    package func complete(named name: String) throws -> [Run] {
        let usable = RunName.usable(name)
        return try complete { $0 == usable }
    }

    private func latest(_ text: String) throws -> Run? {
        if let run = try complete(where: { $0 == text }).first { return run }
        return text == "latest" ? try complete { _ in true }.first : nil
    }

    private func complete(where fits: (String) -> Bool) throws -> [Run] {
        let runs = try FileTree.names(in: directory).compactMap { folder -> Run? in
            guard let id = RunID(folder), fits(id.name) else { return nil }
            return try? Run(at: directory + "/" + folder, named: id)
        }
        // Manifests count seconds; within one, the file that was written later is of the later run.
        return runs.filter { $0.record.status == .complete }
            .map { (run: $0, written: FileTree.written($0.directory + "/" + AtomicDirectory.manifest)) }
            .sorted { first, second in
                let (one, other) = (first.run.record.ended, second.run.record.ended)
                return (one, first.written, first.run.id.text) > (other, second.written, second.run.id.text)
            }
            .map(\.run)
    }

    private func finished(in parent: String) throws -> [RunListing] {
        try FileTree.names(in: parent).compactMap { name in
            guard let id = RunID(name) else { return nil }
            let folder = parent + "/" + name
            guard FileTree.kind(folder) == .folder else { return nil }
            return listing(id, folder, failed: parent == failedDirectory)
        }
    }

    private func listing(_ id: RunID, _ folder: String, failed: Bool) -> RunListing {
        do {
            let run = try Run(at: folder, named: id)
            var listing = RunListing(id: id.text, directory: folder, state: .damaged, record: run.record)
            let missing = run.record.files.keys.filter { FileTree.kind(folder + "/" + $0) != .file }.min()
            if let missing {
                listing.remark = "\(missing) is missing"
            } else if failed == (run.record.status == .complete) {
                listing.remark = "its status does not fit its place"
            } else {
                listing.state = RunListing.State(run.record.status)
            }
            return listing
        } catch {
            let message = (error as? StoreError)?.message ?? "the manifest cannot be read"
            return RunListing(id: id.text, directory: folder, state: .damaged, remark: message)
        }
    }

    private func unfinished() throws -> [RunListing] {
        try FileTree.names(in: directory).compactMap { name in
            let folder = directory + "/" + name
            guard name.hasPrefix(AtomicDirectory.prefix), FileTree.kind(folder) == .folder else { return nil }
            switch try OwnerLock.inspect(folder + AtomicDirectory.lockSuffix) {
            case .held(let owner):
                let remark = owner.map { "process \($0.pid), since \($0.started)" }
                return RunListing(id: name, directory: folder, state: .running, remark: remark)
            case .abandoned(let owner, let lock):
                lock.letGo()
                let remark = owner.map { "process \($0.pid) ended before the run did" }
                return RunListing(id: name, directory: folder, state: .interrupted, remark: remark)
            case .absent: return RunListing(id: name, directory: folder, state: .interrupted)
            }
        }
    }

    /// The run that a person means: an id, `latest`, the name of a brief, the beginning of one id, or the path of a
    /// run's folder.
    ///
    /// A name and `latest` stand for the latest complete run; beginnings prefer complete runs to the others.
    ///
    /// - Throws: ``StoreError``: `runNotFound`, `ambiguous` with the ids that fit, `runDamaged`.
    package func open(_ text: String) throws -> Run {
        if let id = RunID(text), let run = try openExactly(id) { return run }
        if text.contains("/") || text == "." || text == ".." {
            let folder = RunStore(at: text).directory
            guard FileTree.isFolder(folder) else {
                throw StoreError(.runNotFound, "there is no folder '\(text)'", advice: Self.listAdvice)
            }
            return try Run(at: folder, named: nil)
        }
        if let run = try latest(text) { return run }
        let fitting = { (parent: String) in
            try FileTree.names(in: parent).filter { RunID($0) != nil && $0.hasPrefix(text) && !text.isEmpty }
        }
        let complete = try fitting(directory)
        let beginnings = complete.isEmpty ? try fitting(failedDirectory) : complete
        // A whole name is meant before a longer one that begins so.
        let whole = beginnings.filter { RunID($0).map { "\($0.day)-\($0.name)" == text } ?? false }
        let matches = whole.count == 1 ? whole : beginnings
        guard let match = matches.first.flatMap({ RunID($0) }) else {
            throw StoreError(.runNotFound, "there is no run '\(text)' in \(directory)", advice: Self.listAdvice)
        }
        guard matches.count == 1 else {
            let shown = matches.prefix(Limits.findingsShown).joined(separator: ", ")
            throw StoreError(
                .ambiguous, "'\(text)' fits \(matches.count) runs: \(shown)", advice: "write more of the id")
        }
        guard let run = try openExactly(match) else {
            throw StoreError(.runNotFound, "run \(match) is gone", advice: Self.listAdvice)
        }
        return run
    }

    private static let listAdvice = "'associate runs list' shows the runs of a store; --store chooses another store"

    private func openExactly(_ id: RunID) throws -> Run? {
        for parent in [directory, failedDirectory] where FileTree.kind(parent + "/" + id.text) == .folder {
            return try Run(at: parent + "/" + id.text, named: id)
        }
        return nil
    }
}

extension RunListing {
    /// A moment as text that sorts as moments do: years of five digits come after those of four.
    fileprivate var sortKey: String {
        let moment = record?.started ?? RunID(id)?.day ?? ""
        let digits = moment.prefix { $0 != "-" }.count
        return String(repeating: "~", count: max(0, digits - 4)) + moment
    }
}

extension RunListing.State {
    /// The state of a run that ended.
    package init(_ status: RunStatus) {
        switch status {
        case .complete: self = .complete
        case .stopped: self = .stopped
        case .failed: self = .failed
        case .interrupted: self = .interrupted
        }
    }
}
