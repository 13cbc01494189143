@preconcurrency import Dispatch
import Evidence
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns Ctrl-C and a polite kill into a clean end; a second Ctrl-C ends at once.
final class Signals: Sendable {
    /// How long a run may take to end by itself.
    private static let patience = DispatchTimeInterval.milliseconds(300)

    private let sources: [any DispatchSourceSignal]
    private let first = Mutex<ExitStatus?>(nil)

    /// The status that the first signal asks for, or `nil` where none came.
    var received: ExitStatus? { first.withLock(\.self) }

    /// Listens until ``stop()``.
    ///
    /// `onSignal` is called at the first signal, and `onOverdue`, with the status that was asked for, where the process
    /// is still there a moment later.
    init(
        onSignal: @escaping @Sendable () -> Void, onOverdue: @escaping @Sendable (ExitStatus) -> Void = { _ in }
    ) {
        // A reader that goes away must not end the run.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "associate.signals")
        // A queue of its own has a thread of its own, however busy all others are.
        let overdue = DispatchQueue(label: "associate.overdue")
        let wanted: [(Int32, ExitStatus)] = [(SIGINT, .interrupted), (SIGTERM, .terminated)]
        sources = wanted.map { number, _ in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        for (source, (number, status)) in zip(sources, wanted) {
            source.setEventHandler { [self] in
                let isFirst = first.withLock { value in
                    defer { value = value ?? status }
                    return value == nil
                }
                guard isFirst else { _exit(128 + number) }
                overdue.asyncAfter(deadline: .now() + Self.patience) { onOverdue(status) }
                onSignal()
            }
            source.resume()
        }
    }

    /// Ends the process at once, with what was printed so far: other threads may be at work in a library, whose own
    /// clean-up would get in their way.
    static func exit(_ status: ExitStatus) -> Never {
        fflush(nil)
        _exit(status.rawValue)
    }

    /// Stops listening.
    func stop() { sources.forEach { $0.cancel() } }
}
