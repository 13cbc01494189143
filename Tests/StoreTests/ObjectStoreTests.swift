import Evidence
import Foundation
import Store
import Testing

@Suite struct ObjectStoreTests {
    private let hash = ContentHash(of: Data("content".utf8))

    @Test func anObjectStandsUnderItsHash() throws {
        let place = try Workplace()
        #expect(try place.store.objects.place(place.file("f", "content"), hash: hash))
        #expect(place.names("") == ["runs"])
        #expect(place.text("runs/objects/\(hash.hex.prefix(2))/\(hash.hex.dropFirst(2))") == "content")
        #expect(try place.store.objects.verifiedPath(hash) == place.store.objects.path(hash))
    }

    @Test func theSameContentIsNotWrittenTwice() throws {
        let place = try Workplace()
        let objects = place.store.objects
        try objects.place(place.file("f", "content"), hash: hash)
        let before = try FileManager.default.attributesOfItem(atPath: objects.path(hash))[.systemFileNumber] as? Int
        #expect(try objects.place(place.file("g", "content"), hash: hash) == false)
        let after = try FileManager.default.attributesOfItem(atPath: objects.path(hash))[.systemFileNumber] as? Int
        #expect(before == after)
        #expect(place.names("") == ["runs"])
    }

    @Test func aDamagedObjectIsPutRight() throws {
        let place = try Workplace()
        let objects = place.store.objects
        try objects.place(place.file("f", "content"), hash: hash)
        try FileManager.default.removeItem(atPath: objects.path(hash))
        try Data("CONTENT".utf8).write(to: URL(fileURLWithPath: objects.path(hash)))
        let error = #expect(throws: StoreError.self) { try objects.verifiedPath(hash) }
        #expect(error?.code == .objectChanged)
        #expect(try objects.place(place.file("g", "content"), hash: hash))
        #expect(try objects.verifiedPath(hash) == objects.path(hash))
    }

    @Test func contentOfAnotherHashIsRefused() throws {
        let place = try Workplace()
        let error = #expect(throws: StoreError.self) {
            try place.store.objects.place(place.file("f", "other"), hash: hash)
        }
        #expect(error?.code == .objectChanged)
        #expect(place.names("runs/objects").isEmpty)
    }

    @Test func aCopyIsAFileOfItsOwn() throws {
        let place = try Workplace()
        let objects = place.store.objects
        try objects.place(place.file("f", "content"), hash: hash)
        try objects.copy(hash, to: place.path + "/copy")
        try Data("changed".utf8).write(to: URL(fileURLWithPath: place.path + "/copy"))
        #expect(try objects.verifiedPath(hash) == objects.path(hash))
    }

    @Test func aCopyLargerThanTheBufferIsWhole() throws {
        let place = try Workplace()
        let text = String(repeating: "0123456789", count: 250_000)
        let hash = ContentHash(of: Data(text.utf8))
        try place.store.objects.place(place.file("f", text), hash: hash)
        try place.store.objects.copy(hash, to: place.path + "/copy")
        #expect(try ContentHash(ofFile: place.path + "/copy") == hash)
    }

    @Test func aTombstoneStandsForAnErasedObject() throws {
        let place = try Workplace()
        let objects = place.store.objects
        try objects.place(place.file("f", "content"), hash: hash)
        try objects.erase(hash, reason: "asked for by a customer", by: "owner")
        #expect(objects.contains(hash) == false)
        #expect(objects.tombstone(hash)?.bytes == 7)
        let error = #expect(throws: StoreError.self) { try objects.verifiedPath(hash) }
        #expect(error?.code == .erased)
        #expect(error?.message.contains("asked for by a customer") == true)
    }

    @Test func placingTheSameObjectAtTheSameTimeWorks() async throws {
        let place = try Workplace()
        let path = place.path
        let hash = hash
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<16 {
                group.addTask {
                    let file = "\(path)/f\(index)"
                    try Data("content".utf8).write(to: URL(fileURLWithPath: file))
                    try RunStore(at: path + "/runs").objects.place(file, hash: hash)
                }
            }
            try await group.waitForAll()
        }
        #expect(try place.store.objects.verifiedPath(hash) == place.store.objects.path(hash))
    }
}
