import Synchronization

/// When rounds of growing trees ended, and so how long one takes.
final class RoundClock: Sendable {
    private let started = ContinuousClock.now
    private let ticks = Mutex<[(round: Int, seconds: Double)]>([])

    func tick(_ round: Int) { ticks.withLock { $0.append((round, started.secondsSince)) } }

    /// Seconds before the first round began, and of a round; `nil` before two rounds have ended.
    var speed: (before: Double, perRound: Double)? {
        ticks.withLock { ticks in
            // The first rounds grow small trees and say little.
            let settled = ticks.suffix(from: ticks.count / 2)
            guard let start = ticks.first, let first = settled.first, let last = settled.last, last.round > first.round
            else { return nil }
            let perRound = (last.seconds - first.seconds) / Double(last.round - first.round)
            return (max(0, start.seconds - perRound * Double(start.round)), perRound)
        }
    }
}
