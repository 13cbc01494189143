import Evidence
import Foundation
import Store
import Testing

@Suite struct RunStoreTests {
    @Test func aStoreThatDoesNotExistHasNoRuns() throws {
        #expect(try RunStore(at: "/nowhere/at/all").list().isEmpty)
    }

    @Test func runsAreListedNewestFirst() throws {
        let place = try Workplace()
        try place.finishedRun(started: "2026-11-23T10:00:00Z")
        try place.finishedRun("other", started: "2026-11-24T11:00:00Z")
        try place.finishedRun(started: "2026-11-24T10:00:00Z")
        #expect(
            try place.store.list().map(\.id) == [
                "2026-11-24-other-aaaa", "2026-11-24-late-flights-aaaa", "2026-11-23-late-flights-aaaa",
            ])
    }

    @Test func completeRunsOfANameAreThoseThatCanBeRead() throws {
        let place = try Workplace()
        let first = try place.finishedRun(started: "2026-11-23T10:00:00Z")
        let second = try place.finishedRun(fingerprint: "b", started: "2026-11-23T10:00:00Z")
        let last = try place.finishedRun(started: "2026-11-24T10:00:00Z")
        try place.finishedRun("late", started: "2026-11-25T10:00:00Z")
        _ = try place.store.recordFailure(
            status: .failed, record: place.record(started: "2026-11-25T10:00:00Z"), checks: nil, log: "")
        let damaged = try place.finishedRun(started: "2026-11-26T10:00:00Z")
        try Data().write(to: URL(fileURLWithPath: damaged.directory + "/manifest.json"))
        #expect(try place.store.complete(named: "late-flights").map(\.id) == [last.id, second.id, first.id])
        #expect(try place.store.complete(named: "unknown").isEmpty)
    }

    @Test(arguments: [RunStatus.stopped, .failed, .interrupted])
    func aFailureIsRecordedWholeUnderFailed(status: RunStatus) throws {
        let place = try Workplace()
        let folder = try place.store.begin(name: "late-flights")
        try folder.write("brief.yaml", Data("a".utf8))
        var record = place.record()
        record.findings = [Finding(.error, .keyNull, "the key is null")]
        let id = try place.store.recordFailure(of: folder, status: status, record: record, checks: nil, log: "line\n")
        #expect(place.names("runs") == ["failed"])
        #expect(place.names("runs/failed/\(id)") == ["checks.json", "manifest.json", "run.log"])
        let listing = try #require(try place.store.list().first)
        #expect(listing.state == RunListing.State(status))
        #expect(listing.record?.findings == record.findings)
        let checks = try place.store.open(id.text).read("checks.json")
        #expect(try CanonicalJSON.decode(ChecksDocument.self, from: checks).findings == record.findings)
    }

    @Test func aFailureKeepsTheBriefThatItIsGiven() throws {
        let place = try Workplace()
        let id = try place.store.recordFailure(
            status: .stopped, record: place.record(), checks: nil, log: "", brief: "name: a\n")
        #expect(try place.store.open(id.text).read("brief.yaml") == Data("name: a\n".utf8))
    }

    @Test func aFailureBeforeTheFingerprintIsKnownHasAnId() throws {
        let place = try Workplace()
        var record = place.record("Bad Name!")
        record.fingerprint = ""
        let id = try place.store.recordFailure(status: .failed, record: record, checks: nil, log: "")
        #expect(id.text == "2026-11-24-bad-name--0000")
    }

    @Test func failuresOfDifferentBriefsHaveDifferentIdsBeforeTheFingerprintIsKnown() throws {
        let place = try Workplace()
        let ids = try ["a", "b", "b"].map { text in
            var record = place.record("sales")
            record.fingerprint = ""
            record.brief = ContentHash(of: Data(text.utf8))
            return try place.store.recordFailure(status: .failed, record: record, checks: nil, log: "")
        }
        #expect(ids.map(\.ordinal) == [1, 1, 2])
        #expect(ids.allSatisfy { $0.digits != "0000" } && ids[0].digits != ids[1].digits)
    }

    @Test func anIdNamesOneRunAcrossTheStore() throws {
        let place = try Workplace()
        let complete = try place.finishedRun()
        let failed = try place.store.recordFailure(status: .failed, record: place.record(), checks: nil, log: "")
        #expect(failed.text == complete.id.text + "-2")
    }

    @Test func aRunIsOpenedByIdPrefixOrPath() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        try place.finishedRun("other")
        #expect(try place.store.open(run.id.text).directory == run.directory)
        #expect(try place.store.open("2026-11-24-late").id == run.id)
        #expect(try place.store.open(run.directory + "/").id == run.id)
    }

    @Test func aWholeNameIsMeantBeforeALongerOneThatBeginsSo() throws {
        let place = try Workplace()
        let run = try place.finishedRun("medical")
        try place.finishedRun("medical-diagnosis")
        #expect(try place.store.open("2026-11-24-medical").id == run.id)
    }

    @Test func aPrefixOfTwoRunsIsRefusedWithBothNames() throws {
        let place = try Workplace()
        try place.finishedRun()
        try place.finishedRun("other")
        let error = #expect(throws: StoreError.self) { try place.store.open("2026-11-24") }
        #expect(error?.code == .ambiguous)
        #expect(error?.message.contains("2026-11-24-other-aaaa") == true)
    }

    @Test func anExactIdIsNotAmbiguousWithItsSuffixes() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        try place.finishedRun()
        #expect(try place.store.open(run.id.text).id == run.id)
    }

    @Test(arguments: ["nothing", "", "../outside", "2026-11-24-late-flights-bbbb"])
    func whatIsNoRunIsNotFound(text: String) throws {
        let place = try Workplace()
        try place.finishedRun()
        let error = #expect(throws: StoreError.self) { try place.store.open(text) }
        #expect(error?.code == .runNotFound)
        #expect(error?.exitStatus == .inputWrong)
    }

    @Test func damagedRunsAreListedAsDamaged() throws {
        let place = try Workplace()
        let ids = try ["a", "b", "c", "d"].map { try place.finishedRun($0).directory }
        try FileManager.default.removeItem(atPath: ids[0] + "/manifest.json")
        try Data("{".utf8).write(to: URL(fileURLWithPath: ids[1] + "/manifest.json"))
        try FileManager.default.removeItem(atPath: ids[2] + "/brief.yaml")
        let other = try Data(contentsOf: URL(fileURLWithPath: ids[2] + "/manifest.json"))
        try other.write(to: URL(fileURLWithPath: ids[3] + "/manifest.json"))
        let listings = try place.store.list()
        #expect(listings.count == 4)
        #expect(listings.allSatisfy { $0.state == .damaged && $0.remark != nil })
    }

    @Test func otherFoldersInTheStoreAreNotRuns() throws {
        let place = try Workplace()
        try place.finishedRun()
        for name in ["notes", "objects", "2026-11-24", "2026-11-24-X-7f3a"] {
            try FileManager.default.createDirectory(
                atPath: place.path + "/runs/" + name, withIntermediateDirectories: true)
        }
        #expect(try place.store.list().count == 1)
    }
}
