import Dispatch
import Synchronization

/// A value that another thread computes while the caller goes on.
package final class Beside<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let group = DispatchGroup()

    /// Starts the work.
    package init(_ body: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: group) { [self] in
            let value = body()
            result.withLock { $0 = value }
        }
    }

    /// Waits for the value.
    package func wait() -> Value {
        group.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the group ends with a value") }
        return value
    }
}
