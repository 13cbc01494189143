import Evidence
import Foundation
import Synchronization
import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The child's side: what the hidden command `_worker` calls.
package enum WorkerProcess {
    /// Reads a request from standard input, does the job, writes messages to standard output, and ends the process.
    ///
    /// Standard output belongs to the messages alone: what libraries print goes to standard error. The process ends
    /// with its parent, which it notices by the end of standard input.
    ///
    /// - Parameter hook: for tests: told of each step before it is reported.
    package static func main(hook: ((WorkerProgress) -> Void)? = nil) -> Never {
        let channel = MessageChannel(descriptor: dup(1))
        dup2(2, 1)
        takeSignals()
        let lines = RequestLines(descriptor: 0)
        guard let line = lines.first(), let order = try? JSONDecoder().decode(WorkerOrder.self, from: line) else {
            channel.send(
                .failure(
                    findings: [
                        Finding(
                            .error, .internalError, "the worker got no request it can read",
                            advice: "'_worker' is run by associate itself, not by hand")
                    ], status: .failed))
            end(1)
        }
        ProcessLimits.apply(addressSpaceBytes: order.addressSpaceBytes)
        lines.follow { end(ExitStatus.interrupted.rawValue) }
        if order.beats { beat(on: channel) }
        var last = WorkerProgress(.resolving)
        let report = { (progress: WorkerProgress) in
            last = progress
            channel.send(.progress(progress))
            hook?(progress)
        }
        do {
            try work(order, lines, channel, report)
            end(0)
        } catch {
            let told = explained(error, at: last, limitBytes: order.memoryLimitBytes)
            channel.send(.failure(findings: told.findings, status: told.exitStatus))
            end(told.exitStatus.rawValue)
        }
    }

    /// Makes the snapshot, or answers plans until no more come.
    private static func work(
        _ order: WorkerOrder, _ lines: RequestLines, _ channel: MessageChannel,
        _ report: @escaping (WorkerProgress) -> Void
    ) throws(WorkerError) {
        switch order {
        case .snapshot(let request):
            channel.send(.response(try SnapshotJob(request: request, report: report).run()))
        case .model(let request):
            let job = try ModelJob(request, report: report)
            channel.send(.loaded(job.loaded))
            while true {
                guard let batch = try? JSONDecoder().decode(ModelBatch.self, from: lines.next()) else {
                    throw WorkerError(
                        failure: Finding(.error, .internalError, "the worker got no rows it can read"))
                }
                channel.send(.modelAnswers(try job.answers(to: batch, report: report)))
            }
        case .queries(let request):
            let job = try QueryJob(request, report: report)
            channel.send(.opened(job.opened))
            while true {
                switch try? JSONDecoder().decode(SessionOrder.self, from: lines.next()) {
                case .plan(let plan)?: channel.send(.answers(try job.answers(to: plan)))
                case .copy(let order)?: channel.send(.copied(try job.copy(order)))
                case nil:
                    throw WorkerError(
                        failure: Finding(.error, .internalError, "the worker got no order it can read"))
                }
            }
        }
    }

    /// Says where memory ran out, and what that means.
    private static func explained(
        _ error: WorkerError, at progress: WorkerProgress, limitBytes: Int
    ) -> WorkerError {
        guard let finding = error.findings.first else { return error }
        let words = finding.message.lowercased()
        guard finding.code == .engineOutOfMemory || words.contains("bad_alloc") || words.contains("bad allocation")
        else { return error }
        return .outOfMemory(at: progress, limitBytes: limitBytes, detail: finding.message)
    }

    /// Takes signals as a program of its own does: a parent may have blocked them for its children.
    ///
    /// Ctrl-C reaches the whole group; what becomes of the job then is the parent's decision.
    private static func takeSignals() {
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
        signal(SIGINT, SIG_IGN)
    }

    /// Gives a sign of life while work is done: a thread that waits for ever uses no processor and reads nothing.
    private static func beat(on channel: MessageChannel) {
        Thread.detachNewThread {
            var last = ProcessLimits.processorSeconds()
            var blocks = ProcessLimits.blocks()
            while true {
                Thread.sleep(forTimeInterval: 0.5)
                let now = ProcessLimits.processorSeconds()
                let nowBlocks = ProcessLimits.blocks()
                // This loop itself costs well under a millisecond a turn.
                if now - last > 0.005 || nowBlocks > blocks { channel.send(.beat) }
                last = now
                blocks = nowBlocks
            }
        }
    }

    /// Ends at once: an engine's own clean-up has nothing left to do and may itself fail.
    private static func end(_ status: Int32) -> Never { _exit(status) }
}

/// Writes messages to the parent, one a line, from any thread.
private final class MessageChannel: Sendable {
    private let descriptor: Int32
    private let lock = Mutex(())

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func send(_ message: WorkerMessage) {
        guard var line = try? JSONEncoder().encode(message) else { return }
        line.append(UInt8(ascii: "\n"))
        lock.withLock { _ in
            line.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { return }
                    rest = rest.dropFirst(count)
                }
            }
        }
    }
}
