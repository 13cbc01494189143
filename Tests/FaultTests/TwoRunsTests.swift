import Evidence
import Foundation
import Store
import TestSupport
import Testing

/// Several runs share one store without harm (D7 of the reliability table, as far as runs go).
@Suite(.serialized) struct TwoRunsTests {
    @Test func `three runs of one brief at once are complete, each under a name of its own`() throws {
        let run = try FaultyRun(rows: 500)
        let running = try (0..<3).map { _ in try run.start() }
        let results = try running.map { try $0.wait() }
        #expect(results.map(\.status) == [0, 0, 0])
        #expect(try run.states() == [.complete: 3])
        #expect(Set(try run.store.list().map(\.id)).count == 3)
        try run.expectNothingHalf()
        #expect(run.leftovers == [])
        let snapshots = Set(try run.store.list().compactMap { $0.record?.snapshot })
        #expect(snapshots.count == 1)
    }

    @Test func `a run that works is listed as running, and another run leaves it alone`() throws {
        let slow = try FaultyRun.slow()
        let running = try slow.start()
        try #require(try Processes.wait { try slow.states()[.running] == 1 })
        try slow.place.write("quick.yaml", SampleData.customersBrief)
        let quick = try Binary.run(["run", "quick.yaml"], in: slow.place.path)
        #expect(quick.status == 0)
        #expect(try slow.states() == [.complete: 1, .running: 1])
        kill(running.process.processIdentifier, SIGTERM)
        #expect(try running.wait().status == 143)
        #expect(try slow.states() == [.complete: 1, .interrupted: 1])
    }
}
