import Evidence
import Foundation
import Store
import Testing

@Suite struct SnapshotCacheTests {
    private let key = ContentHash(of: Data("inputs".utf8))
    private let snapshot = ContentHash(of: Data("content".utf8))

    private func filled(_ place: Workplace) throws -> SnapshotCache {
        try place.store.objects.place(place.file("f", "content"), hash: snapshot)
        try place.store.snapshotCache.record(key, snapshot: snapshot, metadata: ["rows": 3, "share": 0.25])
        return place.store.snapshotCache
    }

    @Test func anEntryIsFoundWithItsMetadata() throws {
        let place = try Workplace()
        let entry = try filled(place).lookup(key)
        #expect(entry?.snapshot == snapshot)
        #expect(entry?.metadata == ["rows": 3, "share": 0.25])
    }

    @Test func anUnknownKeyIsAbsent() throws {
        let place = try Workplace()
        #expect(try filled(place).lookup(snapshot) == nil)
        #expect(try Workplace().store.snapshotCache.lookup(key) == nil)
    }

    @Test func anEntryWhoseSnapshotIsGoneIsAbsent() throws {
        let place = try Workplace()
        let cache = try filled(place)
        try place.store.objects.erase(snapshot, reason: "asked", by: "owner")
        #expect(cache.lookup(key) == nil)
    }

    @Test(arguments: ["\"rows\": 3", "\"share\": 0.25", "\"version\": 1"])
    func aChangedEntryIsNotBelieved(part: String) throws {
        let place = try Workplace()
        let cache = try filled(place)
        let file = "runs/objects/keys/\(key.hex).json"
        let text = try #require(place.text(file))
        #expect(text.contains(part))
        _ = try place.file(file, text.replacingOccurrences(of: part, with: part.dropLast() + "9"))
        #expect(cache.lookup(key) == nil)
    }

    @Test(arguments: ["", "{}", "null", "[1]", "{\"version\":1}", "\u{0}"])
    func aBrokenEntryIsAbsentAndCanBeWrittenAnew(text: String) throws {
        let place = try Workplace()
        let cache = try filled(place)
        _ = try place.file("runs/objects/keys/\(key.hex).json", text)
        #expect(cache.lookup(key) == nil)
        try cache.record(key, snapshot: snapshot, metadata: .null)
        #expect(cache.lookup(key)?.metadata == .null)
    }
}
