import Evidence
import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A child process to be started, and what is watched of it.
struct Child {
    let executable: String
    let arguments: [String]
    let environment: [String: String]
    /// How long it may give no sign of life while it has something to do.
    let silence: Duration
    let watch: Watch

    /// What the child answers, one message after the other.
    final class Replies {
        private var iterator: AsyncStream<WorkerMessage>.Iterator

        init(_ stream: AsyncStream<WorkerMessage>) { iterator = stream.makeAsyncIterator() }

        /// The next answer; `nil` where the child has ended, or nobody waits for it any more.
        func next() async -> WorkerMessage? { await iterator.next(isolation: #isolation) }
    }

    /// Sends one line to the child.
    typealias Send = @Sendable (Data) async -> Void

    /// Starts the child with an order and talks with it until `body` ends, then until it has ended itself.
    ///
    /// - Returns: what `body` returns, `nil` where the child was ended meanwhile, and how the child ended.
    /// - Throws: ``WorkerError`` where it cannot be started, or nobody waits for it any more.
    func run<Value: Sendable>(
        _ order: WorkerOrder, body: (Replies, @escaping Send) async -> Value
    ) async throws(WorkerError) -> (Value?, TerminationStatus) {
        do {
            let line = try JSONEncoder().encode(order)
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments(arguments),
                environment: .custom(childEnvironment), input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                let writer = execution.standardInputWriter
                return await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { [watch] in
                        for try await block in execution.standardError {
                            block.withUnsafeBytes { watch.diagnostics(Data($0)) }
                        }
                    }
                    group.addTask { [watch] in
                        defer { watch.finish() }
                        for try await block in execution.standardOutput {
                            block.withUnsafeBytes { watch.output(Data($0)) }
                        }
                    }
                    group.addTask { [self] in try await watchdog { try? execution.send(signal: .kill) } }
                    let send: Send = { line in
                        do {
                            _ = try await writer.write(Array(line + Data("\n".utf8)))
                        } catch {
                            // Where the child has died already, its end says more than the broken pipe; else it must
                            // not wait for what will not come.
                            try? await writer.finish()
                        }
                    }
                    await send(line)
                    let value = await body(Replies(watch.replies), send)
                    // Standard input stays open till here: its end is the child's sign to end.
                    try? await writer.finish()
                    for await _ in watch.replies {}
                    group.cancelAll()
                    return value
                }
            }
            if Task.isCancelled { throw WorkerError.interrupted }
            return (result.closureResult, result.terminationStatus)
        } catch {
            if Task.isCancelled || error is CancellationError { throw .interrupted }
            // The pipes break when the child is ended for its silence.
            guard watch.wasEnded else { throw notStarted(error) }
            return (nil, .signaled(SIGKILL))
        }
    }

    /// Ends the child when it has been silent for too long.
    private func watchdog(
        kill: @Sendable () -> Void
    ) async throws {
        let step = min(silence / 4, .seconds(1))
        while true {
            try await Task.sleep(for: step)
            if watch.isSilent(for: silence) {
                watch.markEnded()
                kill()
                return
            }
        }
    }

    /// What the child sees of the environment: nothing that a query could leak.
    private var childEnvironment: [Environment.Key: String] {
        let passed = [
            "ASSOCIATE_LIBRARY_PATH", "ASSOCIATE_HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "PATH",
        ]
        let own = ProcessInfo.processInfo.environment
        var variables: [Environment.Key: String] = [
            "LC_ALL": "C", "TZ": "UTC",
            // A crash report would hold the data, and takes long to make.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in passed {
            if let value = own[name], let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return variables
    }

    private func notStarted(_ error: any Error) -> WorkerError {
        WorkerError(
            failure: Finding(
                .error, .workerDied, "the worker could not be started",
                advice:
                    "check that \(DisplayText.escaped(executable)) can be run and that processes and memory are left",
                evidence: ["reason": .string(DisplayText.escaped(String("\(error)".prefix(500))))]))
    }
}
