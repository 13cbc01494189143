package import Evidence
package import Foundation

/// What stands in place of an object that was erased.
package struct Tombstone: Codable, Sendable, Equatable {
    package var version = 1
    package var sha256: ContentHash
    package var bytes: Int
    /// Why it was erased, in words.
    package var reason: String
    /// Who asked for it.
    package var by: String
    /// ISO 8601, UTC.
    package var erased: String
}

extension ObjectStore {
    /// Erases an object; a tombstone says so from then on, and hashes elsewhere stay.
    ///
    /// The tombstone is on disk before the object goes.
    ///
    /// - Throws: ``StoreError`` with `objectMissing` where there is no such object.
    package func erase(_ hash: ContentHash, reason: String, by: String, now: Date = Date()) throws {
        let target = path(hash)
        guard let status = FileTree.status(target) else {
            throw StoreError(.objectMissing, "there is no object to erase", path: target)
        }
        let tombstone = Tombstone(
            sha256: hash, bytes: Int(status.st_size), reason: reason, by: by, erased: Timestamp.text(now))
        try FileTree.replace(
            tombstonePath(hash), with: CanonicalJSON.encode(tombstone), by: try temporaryPath())
        try FileTree.remove(target)
        try FileTree.synchronize((target as NSString).deletingLastPathComponent, folder: true)
    }

    /// The tombstone of an erased object, or `nil`.
    package func tombstone(_ hash: ContentHash) -> Tombstone? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: tombstonePath(hash))),
            let tombstone = try? CanonicalJSON.decode(Tombstone.self, from: data), tombstone.sha256 == hash
        else { return nil }
        return tombstone
    }

    private func tombstonePath(_ hash: ContentHash) -> String { path(hash) + ".erased" }
}

extension FileTree {
    /// Puts a small file in place of whatever stands there, in one step, and flushes it.
    static func replace(_ path: String, with data: Data, by temporary: String) throws(StoreError) {
        do throws(StoreError) {
            try writeNew(data, to: temporary, synchronize: true)
            try move(temporary, to: path)
        } catch {
            try? remove(temporary)
            throw error
        }
        try synchronize((path as NSString).deletingLastPathComponent, folder: true)
    }
}
