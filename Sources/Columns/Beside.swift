package import Dispatch
import Synchronization

/// A value that another thread computes while the caller goes on.
package final class Beside<Value: Sendable>: Sendable {
    /// The work, until a thread takes it.
    private let work: Mutex<(@Sendable () -> Value)?>
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    /// Starts the work.
    package init(on queue: DispatchQueue = .global(), _ body: @escaping @Sendable () -> Value) {
        work = Mutex(body)
        done.enter()
        queue.async { [self] in take() }
    }

    /// Waits for the value; where no thread has come to the work yet, the caller does it.
    ///
    /// Else callers that hold all threads of a pool would wait for work that only those could do.
    package func wait() -> Value {
        take()
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the group ends with a value") }
        return value
    }

    /// Does the work, unless another thread has taken it.
    private func take() {
        let body = work.withLock { work in
            defer { work = nil }
            return work
        }
        guard let body else { return }
        let value = body()
        result.withLock { $0 = value }
        done.leave()
    }
}
