import Evidence
import Foundation
import Store
import Synchronization

/// Keeps time by step and the lines of `run.log`, and tells the observer.
final class Journal: Sendable {
    private struct State {
        var seconds: [String: Double] = [:]
        var lines: [String] = []
        /// Steps that ended before the heading could be said.
        var held: [RunEvent]? = []
    }

    private let clock: RunClock
    private let observer: RunObserver
    private let state = Mutex(State())

    /// A journal that tells an observer.
    init(observer: @escaping RunObserver, clock: RunClock = RunClock()) {
        self.observer = observer
        self.clock = clock
    }

    /// When the run began, and the time now; the second is never before the first.
    var started: Date { clock.started }
    var now: Date { clock.now }

    var seconds: [String: Double] { state.withLock(\.seconds) }

    /// The log so far: one event a line.
    var log: String { state.withLock { $0.lines.map { $0 + "\n" }.joined() } }

    /// Passes an event on and logs it.
    func tell(_ event: RunEvent) {
        if case .finished(let name, let detail, let seconds, _, _) = event {
            state.withLock { state in
                state.seconds[name, default: 0] += seconds
                state.lines.append(line(name, detail))
            }
        }
        for event in ordered(event) { observer(event) }
    }

    /// Passes on what waits for a heading that will not come.
    func flush() {
        let held = state.withLock { state in
            defer { state.held = nil }
            return state.held ?? []
        }
        held.forEach(observer)
    }

    /// The heading comes first, though the snapshot has to be there before it can be said.
    private func ordered(_ event: RunEvent) -> [RunEvent] {
        state.withLock { state in
            switch (event, state.held) {
            case (.heading, let held):
                state.held = nil
                return [event] + (held ?? [])
            case (.finished, let held?):
                state.held = held + [event]
                return []
            default: return [event]
            }
        }
    }

    /// Logs a finding.
    func log(_ finding: Finding) {
        state.withLock { $0.lines.append(line(finding.severity.rawValue, finding.message)) }
    }

    /// One event is one line, whatever stands in a name or a message.
    private func line(_ subject: String, _ text: String) -> String {
        "\(Timestamp.text(now)) \(DisplayText.escaped(subject)): \(DisplayText.escaped(text))"
    }

    /// Runs a step and says when it is done.
    ///
    /// - Throws: what `body` throws; a cancelled task starts no further step.
    func step<Result>(
        _ name: String, _ body: () async throws -> (Result, detail: String, needsLook: Bool)
    ) async throws -> Result {
        try Task.checkCancellation()
        tell(.running(name: name, detail: ""))
        let clock = ContinuousClock.now
        let (result, detail, needsLook) = try await body()
        tell(.finished(name: name, detail: detail, seconds: clock.secondsSince, needsLook: needsLook))
        return result
    }
}

extension ContinuousClock.Instant {
    /// Seconds from this instant until now.
    var secondsSince: Double {
        let duration = ContinuousClock.now - self
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
