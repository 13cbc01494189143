import Evidence
import Foundation
import Store
import Testing

@Suite struct SweepTests {
    /// What a killed run leaves: an unfinished folder and the lock of a process that is gone.
    private func leavePartial(_ place: Workplace, committing: Bool = false, folder: Bool = true) throws {
        let pid = try goneProcess()
        let path = place.path + "/runs/.partial-late-flights-\(pid)-0badcafe"
        try FileManager.default.createDirectory(
            atPath: folder ? path + "/data" : place.path + "/runs", withIntermediateDirectories: true)
        if folder {
            try Data("half".utf8).write(to: URL(fileURLWithPath: path + "/data/train.parquet"))
            try Data("a line\n".utf8).write(to: URL(fileURLWithPath: path + "/run.log"))
        }
        let owner: JSONValue = [
            "version": 1, "pid": .integer(Int64(pid)), "name": "late-flights", "started": "2026-11-24T10:00:00Z",
            "committing": .bool(committing),
        ]
        try CanonicalJSON.encode(owner).write(to: URL(fileURLWithPath: path + ".lock"))
    }

    @Test func aKilledRunIsRecordedAsInterruptedAndCleared() throws {
        let place = try Workplace()
        try leavePartial(place)
        #expect(try place.store.list().map(\.state) == [.interrupted])
        let sweep = place.store.sweep()
        #expect(sweep.interrupted.map(\.text) == ["2026-11-24-late-flights-0000"])
        #expect(sweep.findings.isEmpty)
        #expect(place.names("runs") == ["failed"])
        #expect(place.names("runs/failed") == ["2026-11-24-late-flights-0000"])
        let listing = try #require(try place.store.list().first)
        #expect(listing.state == .interrupted)
        #expect(listing.record?.findings.first?.code == .interrupted)
        #expect(place.text("runs/failed/2026-11-24-late-flights-0000/run.log")?.hasPrefix("a line\n") == true)
    }

    @Test func aSecondSweepFindsNothing() throws {
        let place = try Workplace()
        try leavePartial(place)
        _ = place.store.sweep()
        #expect(place.store.sweep().interrupted.isEmpty)
        #expect(try place.store.list().count == 1)
    }

    @Test func aRunOfALivingProcessIsLeftAlone() throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("a.txt", Data("a".utf8))
        #expect(place.store.sweep().interrupted.isEmpty)
        #expect(try place.store.list().map(\.state) == [.running])
        #expect(try place.store.finish(folder, record: place.record()).verify().isEmpty)
    }

    @Test func aRunKilledAfterItsFilesWereRemovedIsNotLostSightOf() throws {
        let place = try Workplace()
        try leavePartial(place, folder: false)
        #expect(place.store.sweep().interrupted.count == 1)
        #expect(place.names("runs") == ["failed"])
    }

    @Test func aRunKilledRightAfterItGotItsNameIsComplete() throws {
        let place = try Workplace()
        try place.finishedRun()
        try leavePartial(place, committing: true, folder: false)
        #expect(place.store.sweep().interrupted.isEmpty)
        #expect(place.names("runs") == ["2026-11-24-late-flights-aaaa"])
    }

    @Test func anUnfinishedFolderWithoutALockIsCleared() throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(
            atPath: place.path + "/runs/.partial-x-1-2", withIntermediateDirectories: true)
        #expect(place.store.sweep().interrupted.count == 1)
        #expect(place.names("runs") == ["failed"])
    }

    @Test func leftoversOfGoneProcessesAreRemovedFromTheObjects() throws {
        let place = try Workplace()
        let pid = try goneProcess()
        try FileManager.default.createDirectory(
            atPath: place.path + "/runs/objects", withIntermediateDirectories: true)
        _ = try place.file("runs/objects/.partial-\(pid)-1", "half")
        let mine = try place.store.objects.temporaryPath()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: mine))
        _ = place.store.sweep()
        #expect(place.names("runs/objects").map { "\(place.path)/runs/objects/\($0)" } == [mine])
    }
}
