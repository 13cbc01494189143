import Foundation

/// The time of a run: the wall clock is read once, at the start, and what follows is measured by a steady clock.
///
/// A clock that is set while the run works changes neither the order of its events nor a duration.
struct RunClock: Sendable {
    let started: Date
    private let elapsed: @Sendable () -> Duration

    /// A clock that starts now.
    init() {
        let start = ContinuousClock.now
        self.init(started: Date()) { ContinuousClock.now - start }
    }

    /// A clock with a start and a way to tell the time since, for tests.
    init(started: Date, elapsed: @escaping @Sendable () -> Duration) {
        self.started = started
        self.elapsed = elapsed
    }

    /// The start and what has passed since, never before the start.
    var now: Date {
        let parts = elapsed().components
        return started.addingTimeInterval(max(0, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18))
    }
}
