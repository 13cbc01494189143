import Dispatch

/// Works on several things at a time, at most `width`, and returns the results in the order of the things.
///
/// - Throws: the first error; the rest is cancelled.
func sideBySide<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], width: Int, _ body: @escaping @Sendable (Int, Thing) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (place: Int, result: Result).self) { group in
        var done: [(place: Int, result: Result)] = []
        for (place, thing) in things.enumerated() {
            if place >= width, let next = try await group.next() { done.append(next) }
            group.addTask {
                try Task.checkCancellation()
                return (place, try await body(place, thing))
            }
        }
        for try await next in group { done.append(next) }
        return done.sorted { $0.place < $1.place }.map(\.result)
    }
}

/// Does long work on a thread of its own: one of the shared pool, which has as many as cores, would be lost to the rest.
///
/// - Throws: what the work throws.
func apart<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "associate.apart").async {
            continuation.resume(with: Swift.Result { try body() })
        }
    }
}
