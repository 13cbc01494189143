import Evidence
package import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder that is whole or absent: written beside its place, flushed, then given its name in one step.
///
/// It is the only writer of run folders. While it is written it stands as `.partial-<name>-…` with a lock
/// beside it; `commit(naming:manifest:)` gives it its name, ``discard()`` removes it, and what a killed process
/// leaves is found by `RunStore.sweep(now:)`. Files may be written from several threads.
package final class AtomicDirectory: Sendable {
    /// The unfinished folder; files stand under it until the commit.
    package let path: String
    /// The brief's name.
    package let name: String
    /// When writing began, ISO 8601, UTC.
    package let started: String
    private let parent: String
    private let lock: OwnerLock
    private let owner: Owner
    private let state = Mutex(State())

    private struct State {
        /// Hashes of what was written from memory.
        var hashes: [String: ContentHash] = [:]
        var isOpen = true
    }

    static let prefix = ".partial-"
    static let lockSuffix = ".lock"
    /// The file that is written last.
    static let manifest = "manifest.json"

    /// Makes the unfinished folder in `parent`, which is made where it is missing.
    init(in parent: String, name: String, started: String) throws {
        try FileTree.makeFolders(parent)
        let digits = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
        let pid = getpid()
        self.parent = parent
        self.name = name
        self.started = started
        path = "\(parent)/\(Self.prefix)\(name)-\(pid)-\(digits)"
        owner = Owner(pid: pid, name: name, started: started)
        lock = try OwnerLock(path + Self.lockSuffix, owner: owner)
        do {
            try FileTree.makeFolder(path)
        } catch {
            lock.release()
            throw error
        }
    }

    /// Writes one file from memory.
    ///
    /// - Throws: ``StoreError``: `pathRefused`, `diskFull` with the bytes needed, or `storeUnusable`.
    package func write(_ name: String, _ data: Data) throws {
        let target = try path(for: name)
        try FileTree.writeNew(data, to: target, synchronize: false)
        let hash = ContentHash(of: data)
        state.withLock { $0.hashes[name] = hash }
    }

    /// Takes over a file that stands elsewhere; it is moved.
    package func adopt(file: String, as name: String) throws {
        let target = try path(for: name)
        guard FileTree.kind(file) == .file else {
            throw StoreError(.storeUnusable, "there is no plain file to take over", path: file)
        }
        try FileTree.move(file, to: target)
    }

    /// Where an engine may write a file itself; the folders above it are made.
    ///
    /// The file counts from the commit on, with the content that it has then.
    package func path(for name: String) throws -> String {
        let artifact = try ArtifactPath(name)
        guard name != Self.manifest else {
            throw StoreError(.pathRefused, "manifest.json is written last, by the commit alone")
        }
        try requireOpen()
        var folder = path
        for component in artifact.components.dropLast() {
            folder += "/" + component
            if FileTree.kind(folder) != .folder { try FileTree.makeFolders(folder) }
        }
        return path + "/" + artifact.text
    }

    /// Flushes every file, writes the manifest last, and gives the folder its name without replacing anything.
    ///
    /// - Parameters:
    ///   - names: the names to try, in their order.
    ///   - manifest: the manifest's bytes for a name and the hashes of all other files by their names.
    /// - Returns: the name that was free.
    /// - Throws: ``StoreError``; the folder is then still unfinished and waits for ``discard()``.
    func commit(
        naming names: some Sequence<String>, manifest: (String, [String: ContentHash]) throws -> Data
    ) throws -> String {
        try requireOpen()
        let hashes = try flushedHashes()
        for name in names where FileTree.kind(parent + "/" + name) == .absent {
            let target = parent + "/" + name
            let place = path + "/" + Self.manifest
            try FileTree.remove(place)
            try FileTree.writeNew(try manifest(name, hashes), to: place, synchronize: true)
            try FileTree.synchronize(path, folder: true)
            if try rename(to: target) { return name }
        }
        throw StoreError(
            .runExists, "every name for this run is taken", path: parent,
            advice: "remove or rename runs of the same name and day, or choose another folder with --store")
    }

    /// Removes the folder with all that was written; a second call does nothing.
    package func discard() throws {
        guard try removeFiles() else { return }
        lock.release()
    }

    /// Removes the files and keeps the lock, so that the run is not lost sight of until ``release()``.
    ///
    /// - Returns: whether the folder was still unfinished.
    func removeFiles() throws -> Bool {
        guard state.withLock({ $0.isOpen }) else { return false }
        try FileTree.remove(path)
        state.withLock { $0.isOpen = false }
        return true
    }

    /// Lets go of the lock after ``removeFiles()``.
    func release() { lock.release() }

    private func rename(to target: String) throws -> Bool {
        var owner = owner
        owner.committing = true
        try lock.write(owner)
        do {
            guard try FileTree.renameWithoutReplacing(path, to: target) else { return false }
        } catch {
            owner.committing = false
            try? lock.write(owner)
            throw error
        }
        do {
            try FileTree.synchronize(parent, folder: true)
        } catch {
            // The name may be lost with the power: better no run than one that may vanish later.
            _ = try? FileTree.renameWithoutReplacing(target, to: path)
            throw error
        }
        state.withLock { $0.isOpen = false }
        lock.release()
        return true
    }

    /// Flushes all files and inner folders and hashes what was not written from memory.
    private func flushedHashes() throws -> [String: ContentHash] {
        var hashes = state.withLock { $0.hashes }
        let contents = try FileTree.contents(of: path)
        if let other = contents.others.first {
            throw StoreError(.storeUnusable, "a run holds plain files only, and this is none", path: "\(path)/\(other)")
        }
        for file in contents.files where file != Self.manifest {
            if hashes[file] == nil { hashes[file] = try FileTree.hash("\(path)/\(file)") }
            try FileTree.synchronize("\(path)/\(file)")
        }
        for folder in contents.folders.reversed() {
            try FileTree.synchronize("\(path)/\(folder)", folder: true)
        }
        return hashes
    }

    private func requireOpen() throws(StoreError) {
        guard state.withLock({ $0.isOpen }) else {
            throw StoreError(.storeUnusable, "the folder was finished or discarded before", path: path)
        }
    }
}
