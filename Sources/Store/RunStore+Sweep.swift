package import Evidence
package import Foundation

extension RunStore {
    /// What a sweep did.
    package struct Sweep: Sendable {
        /// Runs that were killed and are now listed as interrupted.
        package var interrupted: [RunID] = []
        /// What could not be cleared away, as warnings.
        package var findings: [Finding] = []
    }

    /// Clears away what killed processes left, and records their runs as interrupted.
    ///
    /// Unfinished folders of living processes are left alone. Called at the beginning of a run; what cannot be
    /// cleared is a warning and never stops the run.
    package func sweep(now: Date = Date()) -> Sweep {
        var sweep = Sweep()
        attempt(&sweep) { sweep in
            for folder in try unfinishedFolders(in: directory) {
                attempt(&sweep) { sweep in
                    if let id = try clear(folder, now: now) { sweep.interrupted.append(id) }
                }
            }
        }
        attempt(&sweep) { _ in
            // A record of a failure that was itself cut off: its run's own lock tells of it.
            for folder in try unfinishedFolders(in: failedDirectory) { try removeIfAbandoned(folder) }
        }
        attempt(&sweep) { _ in
            for folder in [directory, failedDirectory] {
                try FileTree.removeLeftovers(OwnerLock.unreadyPrefix, in: folder)
            }
            for folder in [objects.directory, objects.directory + "/keys"] {
                try FileTree.removeLeftovers(AtomicDirectory.prefix, in: folder)
            }
        }
        return sweep
    }

    private func attempt(_ sweep: inout Sweep, _ body: (inout Sweep) throws -> Void) {
        do {
            try body(&sweep)
        } catch {
            let failure = error as? StoreError ?? StoreError(.storeUnusable, "\(error)", path: directory)
            sweep.findings.append(
                Finding(
                    .warning, failure.code.findingCode, "an unfinished run was left behind: \(failure.message)",
                    advice: failure.advice, file: failure.path))
        }
    }

    /// Paths of unfinished folders; some may consist of their lock alone.
    private func unfinishedFolders(in parent: String) throws -> [String] {
        let names = try FileTree.names(in: parent).filter { $0.hasPrefix(AtomicDirectory.prefix) }
            .map {
                $0.hasSuffix(AtomicDirectory.lockSuffix) ? String($0.dropLast(AtomicDirectory.lockSuffix.count)) : $0
            }
        return Set(names).sorted().map { parent + "/" + $0 }
    }

    private func clear(_ folder: String, now: Date) throws -> RunID? {
        switch try OwnerLock.inspect(folder + AtomicDirectory.lockSuffix) {
        case .held: return nil
        case .abandoned(let owner, let lock):
            let stands = FileTree.kind(folder) != .absent
            guard stands || owner?.committing == false else {
                lock.release()
                return nil
            }
            do {
                let id = try record(folder, owner: owner, now: now)
                lock.release()
                return id
            } catch {
                // The lock's file stays, so the next sweep still knows of the run.
                lock.letGo()
                throw error
            }
        case .absent:
            guard FileTree.kind(folder) == .folder else { return nil }
            return try record(folder, owner: nil, now: now)
        }
    }

    private func removeIfAbandoned(_ folder: String) throws {
        switch try OwnerLock.inspect(folder + AtomicDirectory.lockSuffix) {
        case .held: return
        case .abandoned(_, let lock):
            try FileTree.remove(folder)
            lock.release()
        case .absent: try FileTree.remove(folder)
        }
    }

    /// Removes the unfinished folder, which makes room, then records its run.
    private func record(_ folder: String, owner: Owner?, now: Date) throws -> RunID {
        let saved = readable(folder + "/data/checks.json").flatMap {
            try? CanonicalJSON.decode(ChecksDocument.self, from: $0)
        }
        let log = readable(folder + "/run.log").map { String(decoding: $0, as: UTF8.self) } ?? ""
        try FileTree.remove(folder)
        let who = owner.map { "process \($0.pid)" } ?? "its process"
        let started = owner?.started ?? Timestamp.text(now)
        let finding = Finding(
            .error, .interrupted, "the run was ended from outside before it was done (\(who))",
            advice: "run the brief again")
        var record = RunRecord(
            runID: "", name: owner?.name ?? "unnamed", status: .interrupted, fingerprint: "", started: started,
            ended: max(started, Timestamp.text(now)), threads: 0,
            machine: RunRecord.Machine(system: "unknown", architecture: "unknown", cores: 0))
        record.findings = [finding]
        return try writeFailure(
            status: .interrupted, record: record, checks: saved, log: log + finding.message + "\n")
    }

    /// The bytes of a plain file of at most 1 MiB, or `nil`.
    private func readable(_ path: String) -> Data? {
        guard FileTree.kind(path) == .file, let size = FileTree.status(path)?.st_size, size <= 1 << 20 else {
            return nil
        }
        return try? Data(contentsOf: URL(fileURLWithPath: path))
    }
}
