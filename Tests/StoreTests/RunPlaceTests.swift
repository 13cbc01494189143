import Evidence
import Foundation
import Store
import Testing

@Suite struct RunPlaceTests {
    @Test(
        arguments: [
            ("a", ["ASSOCIATE_STORE": "b"], "a"), (nil, ["ASSOCIATE_STORE": "b"], "b"), (nil, [:], "runs"),
            ("", ["ASSOCIATE_STORE": ""], "runs"),
        ] as [(String?, [String: String], String)])
    func theOptionComesBeforeTheEnvironment(
        option: String?, environment: [String: String], location: String
    ) throws {
        #expect(try RunStore.location(option: option, environment: environment) == location)
    }

    @Test func fromARunsFolderTheStoreIsTheOneThatEnclosesIt() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        for folder in [run.directory, run.directory + "/evaluation"] {
            #expect(try RunStore.location(option: nil, environment: [:], from: folder) == place.store.directory)
        }
        let id = try place.store.recordFailure(status: .failed, record: place.record(), checks: nil, log: "")
        let failed = place.store.directory + "/failed/" + id.text
        #expect(try RunStore.location(option: nil, environment: [:], from: failed) == place.store.directory)
    }

    @Test func besideACopyOfARunTheStoreIsANewOne() throws {
        let place = try Workplace()
        let copy = place.path + "/copy"
        try FileManager.default.copyItem(atPath: try place.finishedRun().directory, toPath: copy)
        #expect(try RunStore.location(option: nil, environment: [:], from: copy) == place.store.directory)
    }

    @Test func aStoreThatIsNamedInsideARunIsRefused() throws {
        let place = try Workplace()
        let inside = try place.finishedRun().directory + "/runs"
        let calls: [(String?, [String: String])] = [(inside, [:]), (nil, ["ASSOCIATE_STORE": inside])]
        for (option, environment) in calls {
            let error = #expect(throws: StoreError.self) {
                try RunStore.location(option: option, environment: environment)
            }
            #expect(error?.code == .pathRefused)
            #expect(error?.exitStatus.rawValue == 2)
        }
    }

    @Test func aNameStandsForItsLatestCompleteRun() throws {
        let place = try Workplace()
        try place.finishedRun(started: "2026-11-23T10:00:00Z")
        let second = try place.finishedRun(fingerprint: "b", started: "2026-11-24T10:00:00Z")
        let other = try place.finishedRun("other", started: "2026-11-25T10:00:00Z")
        #expect(try place.store.open("late-flights").id == second.id)
        #expect(try place.store.open("latest").id == other.id)
    }

    @Test func aBeginningPrefersTheCompleteRun() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        var record = place.record()
        record.fingerprint = ""
        let failed = try place.store.recordFailure(status: .failed, record: record, checks: nil, log: "")
        #expect(try place.store.open("2026-11-24-late").id == run.id)
        #expect(try place.store.open(failed.text).id == failed)
    }
}
