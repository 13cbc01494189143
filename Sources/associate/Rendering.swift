import ArgumentParser
import Evidence
import Foundation
import Terminal

/// The one place that turns results and errors into output.
enum Rendering {
    /// Prints a value as the one JSON document of a command.
    static func json(_ value: some Encodable) throws {
        let bytes = try CanonicalJSON.encode(value)
        Output(.standardOutput).write(String(decoding: bytes, as: UTF8.self))
    }

    /// Runs a command that answers at once: one JSON document, or what `show` prints for people.
    ///
    /// - Returns: the value, for commands whose exit status depends on it.
    @discardableResult
    static func command<Value: Encodable>(
        _ options: CommonOptions, _ body: () throws -> Value, show: (Value, Output) -> Void
    ) throws -> Value {
        do {
            let value = try body()
            if options.json {
                try json(value)
            } else if !options.quiet {
                show(value, options.people)
            }
            return value
        } catch {
            let (findings, status) = failure(error)
            if options.json { try json(["findings": findings]) }
            self.findings(findings)
            throw status.exitCode
        }
    }

    /// Runs a command that works for a while: the first signal cancels its job, and then decides the exit status.
    ///
    /// - Parameters:
    ///   - options: whether a program or a person reads.
    ///   - job: the job at work.
    ///   - overdue: takes away what is half done where the job does not end soon after it is cancelled.
    ///   - ended: called when it has ended, before anything is shown.
    ///   - show: prints the value for a person.
    /// - Returns: what the job made.
    /// - Throws: `ExitCode`.
    @discardableResult
    static func command<Value: Encodable & Sendable>(
        _ options: CommonOptions, job: Task<Value, any Error>, overdue: @escaping @Sendable () -> Void = {},
        ended: () -> Void = {}, show: (Value, Output) -> Void
    ) async throws -> Value {
        let signals = Signals(onSignal: job.cancel) { status in
            overdue()
            Signals.exit(status)
        }
        defer { signals.stop() }
        let result = await job.result
        ended()
        do {
            return try command(options, result.get, show: show)
        } catch let code as ExitCode {
            throw signals.received?.exitCode ?? code
        }
    }

    /// Prints findings, each as a person reads it, on standard error.
    static func findings(_ findings: [Finding]) {
        let output = Output(.standardError)
        let shown = Array(findings.prefix(Limits.findingsShown))
        for (index, finding) in shown.enumerated() {
            var finding = finding
            // One cure of several is said once, behind the last.
            if shown.dropFirst(index + 1).first?.advice == finding.advice { finding.advice = nil }
            output.line(finding.rendered())
        }
        if findings.count > Limits.findingsShown {
            output.line("… and \(findings.count - Limits.findingsShown) more")
        }
        // What an error means is one command away.
        if let code = findings.first?.code { output.line("  More    associate explain \(code.rawValue)") }
    }

    /// The findings and the exit status of any error.
    static func failure(_ error: any Error) -> (findings: [Finding], status: ExitStatus) {
        if let error = error as? any HouseError { return (error.findings, error.exitStatus) }
        if error is CancellationError {
            return ([Finding(.error, .interrupted, "interrupted", advice: "start it again")], .interrupted)
        }
        let finding = Finding(
            .error, .internalError, "\(error)", advice: "this is a fault of Associate; please report it with the brief")
        return ([finding], .failed)
    }
}

extension ExitStatus {
    /// Ends the command with this status.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
