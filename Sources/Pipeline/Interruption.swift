import Foundation
import Store
import Synchronization

/// Ends a run that does not end by itself soon after it was cancelled, because it is in the middle of something long:
/// the run is recorded, its files are taken away, and the process may exit while threads are still at work.
///
/// A run ends once: it is complete, it failed, or it was given up here, and whoever is first decides.
package final class Interruption: Sendable {
    private enum State {
        case idle
        case working(RunContext)
        case ended
    }

    private let state = Mutex(State.idle)

    package init() {}

    /// Gives the run up, from any thread.
    ///
    /// - Returns: how the run is recorded; `nil` where none is at work. After it the process has to exit.
    package func giveUp() -> RunFailure? {
        guard let context = end() else { return nil }
        // A thread that still writes may put a file where the folder is being removed.
        for _ in 0..<10 where (try? context.folder.discard()) == nil { Thread.sleep(forTimeInterval: 0.01) }
        return context.fail(CancellationError())
    }

    /// A run begins.
    func begin(_ context: RunContext) { state.withLock { $0 = .working(context) } }

    /// Claims the end of the run.
    ///
    /// It does not return where the run was given up: nothing may be written any more, and the process is about to
    /// exit.
    func claim() async {
        if end() == nil { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
    }

    private func end() -> RunContext? {
        state.withLock { state in
            guard case .working(let context) = state else { return nil }
            state = .ended
            return context
        }
    }
}
