import Evidence
import Foundation
import Store
import Testing

/// Runs are kept and found whatever the clock says (D8 of the reliability table).
@Suite struct ClockTests {
    /// A leap day, the hours at which summer time begins and ends in New York, the past, and a year of five digits.
    private static let moments = [
        "2024-02-29T23:59:59Z", "2013-03-10T07:00:00Z", "2013-11-03T06:00:00Z", "1970-01-01T00:00:00Z",
        "2036-11-24T10:00:00Z", "10000-01-01T00:00:00Z",
    ]

    @Test(arguments: moments) func aRunOfAnyMomentIsFoundAgain(moment: String) throws {
        let place = try Workplace()
        let run = try place.finishedRun(started: moment)
        #expect(run.id.day == moment.prefix { $0 != "T" })
        #expect(try place.store.list().map(\.state) == [.complete])
        #expect(try place.store.open(run.id.text).verify().isEmpty)
    }

    @Test func theNewestRunStandsFirst() throws {
        let place = try Workplace()
        for moment in Self.moments.shuffled() { try place.finishedRun(started: moment) }
        let listed = try place.store.list().compactMap(\.record?.started)
        #expect(
            listed == [
                "10000-01-01T00:00:00Z", "2036-11-24T10:00:00Z", "2024-02-29T23:59:59Z", "2013-11-03T06:00:00Z",
                "2013-03-10T07:00:00Z", "1970-01-01T00:00:00Z",
            ])
    }

    @Test(arguments: [-400.0 * 86_400, -3, 3, 3_652.0 * 86_400])
    func anAbandonedRunEndsNoEarlierThanItBegan(jump: Double) throws {
        let place = try Workplace()
        let began = Date(timeIntervalSince1970: 1_764_000_000)
        let folder = try place.store.begin(name: "t", now: began)
        let lock = folder.path + ".lock"
        let held = try #require(place.text(String(lock.dropFirst(place.path.count + 1))))
        try folder.discard()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let owner = try CanonicalJSON.decode(JSONValue.self, from: Data(held.utf8))
        guard case .object(var fields) = owner else { throw CancellationError() }
        fields["pid"] = .integer(Int64(try goneProcess()))
        try CanonicalJSON.encode(JSONValue.object(fields)).write(to: URL(fileURLWithPath: lock))
        #expect(place.store.sweep(now: began.addingTimeInterval(jump)).interrupted.count == 1)
        let record = try #require(try place.store.list().first?.record)
        #expect(record.status == .interrupted)
        #expect(record.started <= record.ended)
    }
}
