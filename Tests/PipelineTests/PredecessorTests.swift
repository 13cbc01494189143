import Evidence
import Testing

@testable import Pipeline

/// Which earlier run the release notes compare with: so that the same work always gives the same bytes.
struct PredecessorTests {
    private let machine = RunRecord.Machine(system: "x", architecture: "y", cores: 1)

    private func record(
        _ id: String, _ fingerprint: String, minute: Int, against: String? = nil, named: Bool = false
    ) -> RunRecord {
        var record = RunRecord(
            runID: id, name: "late", status: .complete, fingerprint: fingerprint,
            started: "2026-11-24T10:\(minute):00Z",
            ended: "2026-11-24T10:\(minute):30Z", threads: 1, machine: machine)
        record.against = against.map { .init(runID: $0, fingerprint: "?", named: named) }
        return record
    }

    /// Newest first, as the store lists them.
    private func choose(_ records: [RunRecord], _ fingerprint: String, minute: Int = 50) -> String? {
        Predecessor.Finder.choose(
            among: records.reversed(), fingerprint: fingerprint, started: "2026-11-24T10:\(minute):00Z")
    }

    @Test func `the first run of a name is compared with none`() {
        #expect(choose([], "a") == nil)
    }

    @Test func `other work is compared with the last run`() {
        let runs = [record("one", "a", minute: 10), record("two", "b", minute: 20, against: "one")]
        #expect(choose(runs, "c") == "two")
    }

    @Test func `the same work again is compared as it was the first time`() {
        let runs = [
            record("one", "a", minute: 10), record("two", "b", minute: 20, against: "one"),
            record("three", "c", minute: 30, against: "two"),
        ]
        #expect(choose(runs, "a") == nil)
        #expect(choose(runs, "b") == "one")
        #expect(choose(runs, "c") == "two")
    }

    @Test func `a run that --against named decides nothing for the next`() {
        let runs = [
            record("one", "a", minute: 10), record("two", "b", minute: 20, against: "one"),
            record("three", "c", minute: 30, against: "one", named: true),
        ]
        #expect(choose(runs, "c") == "two")
    }

    @Test func `only what was complete when the run began counts`() {
        let runs = [record("one", "a", minute: 10), record("two", "b", minute: 20, against: "one")]
        #expect(choose(runs, "c", minute: 20) == "one")
        #expect(choose(runs, "c", minute: 10) == nil)
        #expect(choose(runs, "b", minute: 20) == "one")
    }
}
