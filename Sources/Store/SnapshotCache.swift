package import Evidence
import Foundation

/// Which snapshot came of which inputs, so that an unchanged dataset is not made again.
///
/// One file a key, `objects/keys/<key>.json`, each replaced in one step: runs at the same time do not clash. It is
/// only a cache: an entry that is damaged, or whose snapshot is gone, counts as absent.
package struct SnapshotCache: Sendable {
    private let objects: ObjectStore

    /// An entry as found.
    package struct Entry: Sendable, Equatable {
        /// The snapshot's hash; the object stands in the store.
        package let snapshot: ContentHash
        /// What was recorded beside it.
        package let metadata: JSONValue
    }

    private struct Stored: Codable {
        var version = 1
        var key: ContentHash
        var snapshot: ContentHash
        var metadata: JSONValue
        /// SHA-256 over the other fields: a damaged entry is not believed.
        var check: ContentHash?
    }

    init(objects: ObjectStore) { self.objects = objects }

    /// The entry of a key, or `nil` where there is none to believe.
    ///
    /// The snapshot's content is not read: ``ObjectStore/verifiedPath(_:)`` does that.
    package func lookup(_ key: ContentHash) -> Entry? {
        let path = path(key)
        guard FileTree.kind(path) == .file, let size = FileTree.status(path)?.st_size, size <= 64 << 20,
            let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
            let stored = try? CanonicalJSON.decode(Stored.self, from: data),
            stored.version == 1, stored.key == key, stored.check == Self.check(stored),
            objects.contains(stored.snapshot)
        else { return nil }
        return Entry(snapshot: stored.snapshot, metadata: stored.metadata)
    }

    /// Records which snapshot came of a key's inputs.
    ///
    /// - Throws: ``StoreError`` where it cannot be written.
    package func record(_ key: ContentHash, snapshot: ContentHash, metadata: JSONValue) throws {
        var stored = Stored(key: key, snapshot: snapshot, metadata: metadata)
        stored.check = Self.check(stored)
        try FileTree.makeFolders(objects.directory + "/keys")
        try FileTree.replace(path(key), with: CanonicalJSON.encode(stored), by: try objects.temporaryPath())
    }

    private func path(_ key: ContentHash) -> String { "\(objects.directory)/keys/\(key.hex).json" }

    private static func check(_ stored: Stored) -> ContentHash? {
        var stored = stored
        stored.check = nil
        return (try? CanonicalJSON.encode(stored)).map { ContentHash(of: $0) }
    }
}
