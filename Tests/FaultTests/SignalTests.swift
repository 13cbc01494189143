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

/// Ctrl-C and a polite kill end a run cleanly, whatever it is at (D9 of the reliability table).
@Suite(.serialized) struct SignalTests {
    /// To whom a signal goes: to the program, or as a terminal sends it, to all processes of its group.
    enum Target: CaseIterable {
        case process
        case group

        func send(_ signal: Int32, to process: Int32) {
            switch self {
            case .process: kill(process, signal)
            case .group: kill(-process, signal)
            }
        }
    }

    private static let cases = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 6 : 100

    @Test(arguments: Target.allCases) func `Ctrl-C at any time ends with status 130 and is recorded`(
        target: Target
    ) throws {
        let run = try FaultyRun(rows: 500)
        var usual = try run.duration().seconds
        var generator = SeededGenerator(seed: 130)
        var interrupted = 0
        for number in 0..<Self.cases {
            let share = (Double(number) + Double.random(in: 0..<1, using: &generator)) / Double(Self.cases)
            let running = try run.start()
            // Before the program listens for signals, the system itself ends it; there is nothing to record then.
            _ = try Processes.wait { !run.place.names(in: "runs").filter { $0.hasPrefix(".partial-") }.isEmpty }
            let began = ContinuousClock.now
            let moment = began + .seconds(share * usual)
            while ContinuousClock.now < moment, running.process.isRunning { Thread.sleep(forTimeInterval: 0.002) }
            let lived = ContinuousClock.now - began
            target.send(SIGINT, to: running.process.processIdentifier)
            let status = try running.wait().status
            #expect(status == 130 || status == 0)
            if status == 130 {
                interrupted += 1
            } else if lived.seconds < share * usual {
                // The run ended before its signal: the machine has become faster since, other tests being done.
                usual = lived.seconds
            }
            #expect(run.leftovers == [])
            try run.expectNothingHalf()
        }
        #expect(interrupted >= Self.cases / 3)
        #expect(try run.states()[.interrupted, default: 0] == interrupted)
        #expect(try run.finish().status == 0)
    }

    @Test(arguments: Target.allCases) func `Ctrl-C while the worker is at it ends within two seconds`(
        target: Target
    ) throws {
        let run = try FaultyRun.slow()
        let running = try run.start()
        var children: [Int32] = []
        try #require(
            try Processes.wait {
                children = try Processes.children(of: running.process.processIdentifier)
                return !children.isEmpty
            })
        Thread.sleep(forTimeInterval: 1)
        let start = ContinuousClock.now
        target.send(SIGINT, to: running.process.processIdentifier)
        let result = try running.wait()
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(result.status == 130)
        #expect(result.errors.contains("error: "))
        #expect(try run.states() == [.interrupted: 1])
        #expect(run.leftovers == [])
        #expect(try Processes.wait(.seconds(5)) { children.allSatisfy { !Processes.isAlive($0) } })
    }

    @Test func `a polite kill ends with status 143 and is recorded`() throws {
        let run = try FaultyRun.slow()
        let running = try run.start()
        try #require(try Processes.wait { try !Processes.children(of: running.process.processIdentifier).isEmpty })
        Thread.sleep(forTimeInterval: 0.5)
        kill(running.process.processIdentifier, SIGTERM)
        #expect(try running.wait().status == 143)
        #expect(try run.states() == [.interrupted: 1])
        #expect(run.leftovers == [])
    }

    @Test func `a reader that goes away does not end the run`() throws {
        let run = try FaultyRun(rows: 300)
        let wrapper = ["/bin/sh", "-c", "\"$0\" \"$@\" | head -n 1 >/dev/null"]
        #expect(try run.start(through: wrapper).wait().status == 0)
        #expect(try Processes.wait { try run.states()[.complete] == 1 })
    }
}
