import Evidence
import Foundation
import Subprocess
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The parent's side: starts the child that opens foreign bytes, and turns whatever becomes of it into an answer.
package enum Worker {
    /// Has a snapshot made by a child process.
    ///
    /// The child ends with the task that waits for it (within a second of its cancellation) and with this process.
    ///
    /// - Parameters:
    ///   - request: what to do.
    ///   - executable: the program to run, normally this one; absolute.
    ///   - arguments: what makes it call ``WorkerProcess/main(hook:)``.
    ///   - environment: variables for the child besides those that libraries are found by; it inherits no other.
    ///   - silence: how long the child may give no sign of life.
    ///   - progress: told of each step, from some thread.
    /// - Returns: the snapshot, which the parent still has to hash before it trusts it.
    /// - Throws: ``WorkerError``: exit 2 for wrong sources or SQL, 1 where the engine died, hung or ran out of memory.
    package static func run(
        _ request: WorkerRequest, executable: String, arguments: [String] = ["_worker"],
        environment: [String: String] = [:],
        silence: Duration = .seconds(Limits.workerSilenceSeconds),
        progress: @escaping @Sendable (WorkerProgress) -> Void = { _ in }
    ) async throws(WorkerError) -> WorkerResponse {
        let watch = Watch(progress: progress)
        let status: TerminationStatus
        do {
            let line = try JSONEncoder().encode(request) + Data("\n".utf8)
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments(arguments),
                environment: .custom(childEnvironment(adding: environment)), input: .inputWriter, output: .sequence,
                error: .sequence
            ) { execution in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await block in execution.standardError {
                            block.withUnsafeBytes { watch.diagnostics(Data($0)) }
                        }
                    }
                    group.addTask {
                        try await watchdog(watch, silence: silence) { try? execution.send(signal: .kill) }
                    }
                    do {
                        _ = try await execution.standardInputWriter.write(Array(line))
                    } catch {
                        // Where the child has died already, its end says more than the broken pipe; else it must not
                        // wait for what will not come.
                        try? await execution.standardInputWriter.finish()
                    }
                    // Standard input stays open: its end is the child's sign to end.
                    for try await block in execution.standardOutput {
                        block.withUnsafeBytes { watch.output(Data($0)) }
                    }
                    group.cancelAll()
                }
            }
            status = result.terminationStatus
        } catch {
            if Task.isCancelled || error is CancellationError { throw .interrupted }
            // The pipes break when the child is ended for its silence.
            guard watch.wasEnded else { throw notStarted(executable, error) }
            status = .signaled(SIGKILL)
        }
        if Task.isCancelled { throw .interrupted }
        do throws(WorkerError) {
            return try watch.answer(status: status, silence: silence)
        } catch {
            let findings = error.findings.map { found in
                var finding = found
                finding.excerpt = request.dataset?.excerpt(for: found)
                return finding
            }
            throw WorkerError(findings: findings, exitStatus: error.exitStatus)
        }
    }

    /// Ends the child when it has been silent for too long.
    private static func watchdog(
        _ watch: Watch, silence: Duration, kill: @Sendable () -> Void
    ) async throws {
        let step = min(silence / 4, .seconds(1))
        while true {
            try await Task.sleep(for: step)
            if watch.isSilent(for: silence) {
                watch.end()
                kill()
                return
            }
        }
    }

    /// What the child sees of the environment: nothing that a query could leak.
    private static func childEnvironment(adding more: [String: String]) -> [Environment.Key: String] {
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
        for (name, value) in more {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return variables
    }

    private static func notStarted(_ executable: String, _ error: any Error) -> WorkerError {
        WorkerError(
            failure: Finding(
                .error, .workerDied, "the worker could not be started",
                advice:
                    "check that \(DisplayText.escaped(executable)) can be run and that processes and memory are left",
                evidence: ["reason": .string(DisplayText.escaped(String("\(error)".prefix(500))))]))
    }
}

/// What is known of the child so far, written by the tasks that follow it.
private final class Watch: Sendable {
    private struct State {
        var lastSign = ContinuousClock.now
        var lastProgress = WorkerProgress(.resolving)
        var line = Data()
        var diagnostics = Data()
        var answer: WorkerMessage?
        var isGarbled = false
        var wasEnded = false
    }

    private let state = Mutex(State())
    private let progress: @Sendable (WorkerProgress) -> Void

    /// The longest line that is read: more than the longest answer.
    private static let lineBytes = 1 << 28

    init(progress: @escaping @Sendable (WorkerProgress) -> Void) {
        self.progress = progress
    }

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
                case .response, .failure: state.answer = message
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

    func isSilent(for silence: Duration) -> Bool { state.withLock { ContinuousClock.now - $0.lastSign > silence } }

    func end() { state.withLock { $0.wasEnded = true } }

    /// What became of the child.
    func answer(status: TerminationStatus, silence: Duration) throws(WorkerError) -> WorkerResponse {
        let state = state.withLock { $0 }
        let diagnostics = String(decoding: state.diagnostics, as: UTF8.self)
        switch state.answer {
        case .failure(let findings, let exitStatus)?:
            throw WorkerError(findings: findings, exitStatus: exitStatus)
        case .response(let response)? where !state.isGarbled: return response
        default: break
        }
        if state.wasEnded {
            let seconds = Double(silence.components.seconds) + Double(silence.components.attoseconds) / 1e18
            throw .silent(seconds: seconds, at: state.lastProgress, diagnostics: diagnostics)
        }
        switch status {
        case .signaled(let signal):
            throw .died(signal: signal, at: state.lastProgress, diagnostics: diagnostics)
        case .exited(let code):
            throw .leftWithoutAnswer(status: code, at: state.lastProgress, diagnostics: diagnostics)
        }
    }
}
