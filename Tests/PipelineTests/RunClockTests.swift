import Evidence
import Foundation
import Store
import Synchronization
import Testing

@testable import Pipeline

/// A run's times never go backwards, whatever the machine's clock does (D8 of the reliability table).
@Suite struct RunClockTests {
    private static let start = Date(timeIntervalSince1970: 1_764_000_000)

    @Test(arguments: [Duration.seconds(-400 * 86_400), .seconds(-3), .zero])
    func `a clock that goes back stands still`(elapsed: Duration) {
        #expect(RunClock(started: Self.start) { elapsed }.now == Self.start)
    }

    @Test func `time that passes is added to the start`() {
        #expect(RunClock(started: Self.start) { .milliseconds(1_500) }.now == Self.start.addingTimeInterval(1.5))
    }

    @Test func `lines of the log bear the run's own time, in their order`() {
        let seconds = Mutex(0)
        let clock = RunClock(started: Self.start) {
            .seconds(
                seconds.withLock { value in
                    value += 40
                    return value
                })
        }
        let journal = Journal(observer: { _ in }, clock: clock)
        for number in 0..<3 { journal.log(Finding(.note, .constantColumn, "line \(number)")) }
        let stamps = journal.log.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        #expect(stamps == ["2025-11-24T16:00:40Z", "2025-11-24T16:01:20Z", "2025-11-24T16:02:00Z"])
    }
}
