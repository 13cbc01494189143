import Synchronization

/// The facts of a run, added to by steps that may run on several threads.
final class Ledger: Sendable {
    private let state = Mutex(RunFacts())

    var facts: RunFacts { state.withLock(\.self) }

    func update(_ change: (inout RunFacts) throws -> Void) rethrows { try state.withLock { try change(&$0) } }
}
