import Evidence
import Foundation
import Store
import Testing

@Suite struct AtomicDirectoryTests {
    @Test func nothingStandsUnderTheFinalNameUntilTheCommit() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("brief.yaml", Data("a".utf8))
        #expect(place.names("runs").allSatisfy { $0.hasPrefix(".partial-late-flights-") })
        let run = try place.store.finish(folder, record: place.record())
        #expect(run.id.text == "2026-11-24-late-flights-aaaa")
        #expect(place.names("runs") == ["2026-11-24-late-flights-aaaa"])
        #expect(place.names("runs/2026-11-24-late-flights-aaaa") == ["brief.yaml", "manifest.json"])
    }

    @Test func theManifestNamesEveryFileWithItsHash() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("a.txt", Data("written".utf8))
        try folder.adopt(file: place.file("elsewhere", "adopted"), as: "model/b.txt")
        try Data("by an engine".utf8).write(to: URL(fileURLWithPath: try folder.path(for: "data/c.parquet")))
        let run = try place.store.finish(folder, record: place.record())
        #expect(
            run.record.files == [
                "a.txt": ContentHash(of: Data("written".utf8)), "model/b.txt": ContentHash(of: Data("adopted".utf8)),
                "data/c.parquet": ContentHash(of: Data("by an engine".utf8)),
            ])
        #expect(place.names("") == ["runs"])
    }

    @Test func aTakenNameLeadsToTheNextSuffix() throws {
        let place = try Workplace()
        let ids = try (1...3).map { _ in try place.finishedRun().id.text }
        #expect(ids == ["-aaaa", "-aaaa-2", "-aaaa-3"].map { "2026-11-24-late-flights" + $0 })
        #expect(try place.store.open(ids[1]).record.runID == ids[1])
    }

    @Test func aFileInTheWayIsNotReplaced() throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(atPath: place.path + "/runs", withIntermediateDirectories: true)
        _ = try place.file("runs/2026-11-24-late-flights-aaaa", "mine")
        #expect(try place.finishedRun().id.ordinal == 2)
        #expect(place.text("runs/2026-11-24-late-flights-aaaa") == "mine")
    }

    @Test func discardLeavesNothing() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("deep/er/file", Data("a".utf8))
        try folder.discard()
        try folder.discard()
        #expect(place.names("runs").isEmpty)
    }

    @Test func aFileIsWrittenOnce() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("a.txt", Data("first".utf8))
        #expect(throws: StoreError.self) { try folder.write("a.txt", Data("second".utf8)) }
        try folder.discard()
    }

    @Test(arguments: ["../escape", "/tmp/escape", "a\\b", "", "manifest.json"])
    func namesOutsideTheFolderAreRefused(name: String) throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        let error = #expect(throws: StoreError.self) { try folder.write(name, Data()) }
        #expect(error?.code == .pathRefused)
        try folder.discard()
        #expect(place.names("") == ["runs"])
    }

    @Test func aSymbolicLinkIsNotCommitted() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        let target = try place.file("secret", "outside")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: target)
        #expect(throws: StoreError.self) { try place.store.finish(folder, record: place.record()) }
        try folder.discard()
        #expect(place.text("secret") == "outside")
        #expect(place.names("runs").isEmpty)
    }

    @Test func nothingIsWrittenAfterTheCommit() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        _ = try place.store.finish(folder, record: place.record())
        #expect(throws: StoreError.self) { try folder.write("late.txt", Data()) }
    }

    @Test func aStoreThatCannotBeMadeSaysWhy() throws {
        let place = try Workplace()
        let file = try place.file("file", "in the way")
        let error = #expect(throws: StoreError.self) { try RunStore(at: file + "/runs").begin(name: "x") }
        #expect(error?.code == .storeUnusable)
        #expect(error?.message.contains("Not a directory") == true)
    }

    @Test func runsAtTheSameTimeAllComplete() async throws {
        let place = try Workplace()
        let path = place.path + "/runs"
        let record = place.record()
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    let store = RunStore(at: path)
                    let folder = try store.begin(name: "late-flights")
                    try folder.write("a.txt", Data("a".utf8))
                    _ = store.sweep()
                    return try store.finish(folder, record: record).id.text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 24)
        #expect(Set(place.names("runs")) == ids)
        for id in ids { #expect(try place.store.open(id).verify().isEmpty) }
    }
}
