import Evidence
import Foundation
import Store
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A run that is killed at any time leaves nothing that looks whole and is not (D1 of the reliability table).
@Suite(.serialized) struct KillTests {
    /// How often, in a commit's suite and at night.
    private static let cases = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 20 : 500

    @Test func `kill -9 at any time leaves nothing half, and the next run succeeds`() throws {
        let run = try FaultyRun(rows: 500)
        var usual = try run.duration().seconds
        var measured = 1
        var generator = SeededGenerator(seed: 9)
        var killed = 0
        for number in 0..<Self.cases {
            // Spread over the whole run, with chance within each stretch.
            let share = (Double(number) + Double.random(in: 0..<1, using: &generator)) / Double(Self.cases)
            let running = try run.start()
            Thread.sleep(forTimeInterval: share * usual * 1.05)
            let children = try Processes.children(of: running.process.processIdentifier)
            kill(running.process.processIdentifier, SIGKILL)
            if try running.wait().status == 137 {
                killed += 1
            } else if share < 0.5 {
                // The machine has become faster since: other tests are done.
                usual = try run.duration().seconds
                measured += 1
            }
            #expect(
                try Processes.wait(.seconds(10)) { children.allSatisfy { !Processes.isAlive($0) } },
                "the worker outlives its parent")
            try run.expectNothingHalf()
        }
        #expect(killed >= Self.cases / 2)
        #expect(try run.finish().status == 0)
        try run.expectNothingHalf()
        #expect(run.leftovers == [])
        let states = try run.states()
        // A run that was killed after it had its name is whole, one that was killed before its folder was never there.
        let (complete, interrupted) = (states[.complete, default: 0], states[.interrupted, default: 0])
        #expect(complete >= 1 + measured + Self.cases - killed)
        #expect(complete + interrupted <= 1 + measured + Self.cases)
        #expect(interrupted >= 1)
        #expect(states[.running] == nil)
    }

    @Test func `a killed run is listed as interrupted before and after the next run`() throws {
        let run = try FaultyRun.slow()
        let running = try run.start()
        let worker = running.process.processIdentifier
        try #require(try Processes.wait { try !Processes.children(of: worker).isEmpty })
        kill(running.process.processIdentifier, SIGKILL)
        #expect(try running.wait().status == 137)
        let before = try Binary.run(["runs", "list", "--json"], in: run.place.path).json()
        guard case .array(let runs)? = before["runs"] else {
            Issue.record("no runs are listed")
            return
        }
        #expect(runs.map { $0["status"] } == ["interrupted"])
        try run.place.write("brief.yaml", SampleData.customersBrief)
        #expect(try run.finish().status == 0)
        #expect(try run.states() == [.complete: 1, .interrupted: 1])
        let record = try #require(try run.store.list().first { $0.state == .interrupted }?.record)
        #expect(record.findings.first?.code == .interrupted)
        let manifest = try CanonicalJSON.encode(record)
        #expect(try JSONSchema(named: "manifest").problems(withJSON: manifest) == [])
    }

    @Test func `a worker that is killed ends the run, which says what it was at`() throws {
        let run = try FaultyRun.slow()
        let running = try run.start()
        var children: [Int32] = []
        try #require(
            try Processes.wait {
                children = try Processes.children(of: running.process.processIdentifier)
                return !children.isEmpty
            })
        Thread.sleep(forTimeInterval: 1.5)
        kill(children[0], SIGKILL)
        let result = try running.wait()
        #expect(result.status == 1)
        #expect(result.errors.contains("the engine died running the dataset's SQL"))
        #expect(result.errors.contains("(signal 9)"))
        #expect(try run.states() == [.failed: 1])
        #expect(run.leftovers == [])
    }
}
