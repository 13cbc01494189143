import Dispatch
import Synchronization

/// Work over fixed pieces on several threads, with a result that does not depend on how many.
package enum Parallel {
    /// Runs `body` for each piece, at most `threads` at a time, and returns the results in the order of the pieces.
    ///
    /// The pieces are the caller's: cut them by the data alone, never by the number of threads, and combine the
    /// results in order; then sums of doubles are the same bits at any number of threads.
    package static func map<Result: Sendable>(
        count: Int, threads: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard threads > 1, count > 1 else { return (0..<count).map(body) }
        let workers = min(threads, count)
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialised in
            nonisolated(unsafe) let slots = buffer
            // Each piece is taken once, by whoever is free, so no two touch the same slot.
            let next = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: workers) { _ in
                while true {
                    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard piece < count else { return }
                    slots.initializeElement(at: piece, to: body(piece))
                }
            }
            initialised = count
        }
    }

    /// Cuts `count` rows into ranges of `size`, the last one shorter.
    package static func blocks(of count: Int, size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }
}
