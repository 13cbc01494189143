import Evidence
import Foundation
import Subprocess
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is known of the child so far, written by the tasks that follow it.
final class Watch: Sendable {
    private struct State {
        var lastSign = ContinuousClock.now
        var lastProgress = WorkerProgress(.resolving)
        var line = Data()
        var diagnostics = Data()
        var answer: WorkerMessage?
        var isGarbled = false
        var wasEnded = false
        /// Whether it has something to do.
        var isAsked = true
    }

    private let state = Mutex(State())
    private let progress: @Sendable (WorkerProgress) -> Void

    /// The longest line that is read: more than the longest answer.
    private static let lineBytes = 1 << 28

    /// What the child answers, in order, until it ends.
    let replies: AsyncStream<WorkerMessage>
    private let continuation: AsyncStream<WorkerMessage>.Continuation

    init(progress: @escaping @Sendable (WorkerProgress) -> Void) {
        self.progress = progress
        (replies, continuation) = AsyncStream.makeStream(of: WorkerMessage.self)
    }

    /// The child has something to do from now on: silence counts.
    func asked() {
        state.withLock { state in
            state.isAsked = true
            state.lastSign = .now
        }
    }

    /// Nothing more comes from the child.
    func finish() { continuation.finish() }

    var wasEnded: Bool { state.withLock { $0.wasEnded } }

    /// Takes bytes of standard error, of which the last are kept.
    func diagnostics(_ bytes: Data) {
        state.withLock { state in
            state.diagnostics.append(bytes)
            if state.diagnostics.count > 1 << 16 { state.diagnostics = Data(state.diagnostics.suffix(1 << 12)) }
        }
    }

    /// Takes bytes of standard output.
    func output(_ bytes: Data) {
        let steps = state.withLock { state -> [WorkerProgress] in
            var steps: [WorkerProgress] = []
            state.lastSign = .now
            state.line.append(bytes)
            while let end = state.line.firstIndex(of: UInt8(ascii: "\n")) {
                let line = state.line[state.line.startIndex..<end]
                state.line = Data(state.line[(end + 1)...])
                guard let message = try? JSONDecoder().decode(WorkerMessage.self, from: line) else {
                    state.isGarbled = true
                    continue
                }
                switch message {
                case .progress(let step):
                    state.lastProgress = step
                    steps.append(step)
                case .beat: break
                case .response, .failure, .opened, .answers, .copied, .loaded, .modelAnswers:
                    state.answer = message
                    state.isAsked = false
                    continuation.yield(message)
                }
            }
            if state.line.count > Self.lineBytes {
                state.isGarbled = true
                state.line = Data()
            }
            return steps
        }
        steps.forEach(progress)
    }

    func isSilent(for silence: Duration) -> Bool {
        state.withLock { $0.isAsked && ContinuousClock.now - $0.lastSign > silence }
    }

    /// The child is ended from here.
    func markEnded() { state.withLock { $0.wasEnded = true } }

    /// The snapshot, or what became of the child instead.
    func answer(status: TerminationStatus, silence: Duration) throws(WorkerError) -> WorkerResponse {
        let state = state.withLock { $0 }
        if case .response(let response)? = state.answer, !state.isGarbled { return response }
        throw end(status: status, silence: silence)
    }

    /// Why the child ended without the answer that was waited for.
    func end(status: TerminationStatus, silence: Duration) -> WorkerError {
        let state = state.withLock { $0 }
        let diagnostics = String(decoding: state.diagnostics, as: UTF8.self)
        if case .failure(let findings, let exitStatus)? = state.answer {
            return WorkerError(findings: findings, exitStatus: exitStatus)
        }
        if state.wasEnded {
            let seconds = Double(silence.components.seconds) + Double(silence.components.attoseconds) / 1e18
            return .silent(seconds: seconds, at: state.lastProgress, diagnostics: diagnostics)
        }
        switch status {
        case .signaled(let signal):
            return .died(signal: signal, at: state.lastProgress, diagnostics: diagnostics)
        case .exited(let code):
            return .leftWithoutAnswer(status: code, at: state.lastProgress, diagnostics: diagnostics)
        }
    }
}
