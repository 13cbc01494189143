import Evidence
import Foundation
import Synchronization

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
        guard let line = readLine(), let request = try? JSONDecoder().decode(WorkerRequest.self, from: line) else {
            channel.send(
                .failure(
                    findings: [
                        Finding(
                            .error, .internalError, "the worker got no request it can read",
                            advice: "'_worker' is run by associate itself, not by hand")
                    ], status: .failed))
            end(1)
        }
        ProcessLimits.apply(
            addressSpaceBytes: ProcessLimits.addressSpace(
                memoryLimitBytes: request.memoryLimitBytes, threads: request.threads))
        endWithParent()
        beat(on: channel)
        var last = WorkerProgress(.resolving)
        let job = SnapshotJob(request: request) { progress in
            last = progress
            channel.send(.progress(progress))
            hook?(progress)
        }
        do {
            channel.send(.response(try job.run()))
            end(0)
        } catch {
            let told = explained(error, at: last, request)
            channel.send(.failure(findings: told.findings, status: told.exitStatus))
            end(told.exitStatus.rawValue)
        }
    }

    /// Says where memory ran out, and what that means.
    private static func explained(
        _ error: WorkerError, at progress: WorkerProgress, _ request: WorkerRequest
    ) -> WorkerError {
        guard let finding = error.findings.first else { return error }
        let words = finding.message.lowercased()
        guard finding.code == .engineOutOfMemory || words.contains("bad_alloc") || words.contains("bad allocation")
        else { return error }
        return .outOfMemory(at: progress, limitBytes: request.memoryLimitBytes, detail: finding.message)
    }

    /// The first line of standard input; `nil` where there is none, or it is longer than any request.
    private static func readLine() -> Data? {
        var line = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while line.count < 1 << 28 {
            let count = read(0, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            if let end = buffer[..<count].firstIndex(of: UInt8(ascii: "\n")) {
                line.append(contentsOf: buffer[..<end])
                return line
            }
            line.append(contentsOf: buffer[..<count])
        }
        return nil
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

    /// Ends this process when its parent does, or lets go of it.
    private static func endWithParent() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(0, &byte, 1)
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                end(ExitStatus.interrupted.rawValue)
            }
        }
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
