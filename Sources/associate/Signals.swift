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
    private let sources: [any DispatchSourceSignal]
    private let first = Mutex<ExitStatus?>(nil)

    /// The status that the first signal asks for, or `nil` where none came.
    var received: ExitStatus? { first.withLock(\.self) }

    init(onSignal: @escaping @Sendable () -> Void) {
        // A reader that goes away must not end the run.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "associate.signals")
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
                onSignal()
            }
            source.resume()
        }
    }

    /// Stops listening.
    func stop() { sources.forEach { $0.cancel() } }
}
