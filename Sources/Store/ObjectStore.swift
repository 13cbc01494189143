package import Evidence
import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Content by its SHA-256: `objects/<2 digits>/<62 digits>`, each written once, flushed, and read-only.
package struct ObjectStore: Sendable {
    /// The folder of the objects, absolute.
    package let directory: String

    init(in directory: String) { self.directory = directory }

    /// Where the object of a hash stands, whether it is there or not.
    package func path(_ hash: ContentHash) -> String {
        "\(directory)/\(hash.hex.prefix(2))/\(hash.hex.dropFirst(2))"
    }

    /// A new path on the objects' own file system, for a file to be written there and then placed.
    ///
    /// What a killed process leaves there is cleared by the next sweep.
    package func temporaryPath() throws -> String {
        try FileTree.makeFolders(directory)
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(directory)/\(AtomicDirectory.prefix)\(getpid())-\(digits)"
    }

    /// Takes a file over as an object; the file is gone afterwards.
    ///
    /// - Parameters:
    ///   - file: a plain file.
    ///   - hash: what its content must hash to.
    /// - Returns: whether it was written; `false` where the object stood there already, whole.
    /// - Throws: ``StoreError``: `objectChanged` where the content hashes to something else.
    @discardableResult
    package func place(_ file: String, hash: ContentHash) throws -> Bool {
        guard FileTree.kind(file) == .file else {
            throw StoreError(.storeUnusable, "there is no plain file to store", path: file)
        }
        let temporary = try temporaryPath()
        try FileTree.move(file, to: temporary)
        do {
            guard try FileTree.hash(temporary) == hash else {
                throw StoreError(
                    .objectChanged, "the file's SHA-256 is not \(hash.hex.prefix(12))…, as it was said to be",
                    path: file,
                    advice: "something changed the file while it was stored: run the same command again")
            }
            if try isWhole(hash, size: FileTree.status(temporary)?.st_size) {
                try FileTree.remove(temporary)
                return false
            }
            try settle(temporary, as: hash)
            return true
        } catch {
            try? FileTree.remove(temporary)
            throw error
        }
    }

    private func settle(_ temporary: String, as hash: ContentHash) throws {
        let target = path(hash)
        let folder = (target as NSString).deletingLastPathComponent
        try FileTree.makeFolders(folder)
        try FileTree.synchronize(temporary)
        chmod(temporary, 0o444)
        // Replacing is right here: under a hash there is only one right content.
        try SystemCall.check("store the object", target) { rename(temporary, target) }
        try FileTree.synchronize(folder, folder: true)
        try FileTree.synchronize(directory, folder: true)
    }

    private func isWhole(_ hash: ContentHash, size: off_t?) throws -> Bool {
        let target = path(hash)
        guard FileTree.kind(target) == .file, let size, FileTree.status(target)?.st_size == size else { return false }
        return try FileTree.hash(target) == hash
    }

    /// The path of an object whose content was just held against its hash.
    ///
    /// - Throws: ``StoreError``: `erased` where a tombstone stands for it, `objectMissing` where it is not there,
    ///   `objectChanged` where its content is another.
    package func verifiedPath(_ hash: ContentHash) throws -> String {
        let target = path(hash)
        guard FileTree.kind(target) == .file else {
            if let tombstone = tombstone(hash) {
                throw StoreError(
                    .erased, "the object was erased (\(tombstone.reason))", path: target,
                    advice: "its hash still stands in the runs that used it; run the brief again on today's data")
            }
            throw StoreError(.objectMissing, "the object is missing", path: target, advice: "run the brief again")
        }
        guard try FileTree.hash(target) == hash else {
            throw StoreError(
                .objectChanged, "the object's content is not what its name says", path: target,
                advice: "remove the file and run the brief again")
        }
        return target
    }

    /// Whether an object stands there; its content is not looked at.
    package func contains(_ hash: ContentHash) -> Bool { FileTree.kind(path(hash)) == .file }

    /// Copies an object to a new plain file, sharing blocks where the file system can; never a hard link.
    package func copy(_ hash: ContentHash, to target: String) throws {
        try FileTree.copy(try verifiedPath(hash), to: target)
    }
}
