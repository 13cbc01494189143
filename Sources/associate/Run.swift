import ArgumentParser
import Evidence
import Foundation
import Framing
import Pipeline
import Terminal

/// The main job.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do the whole job of a brief: snapshot, check, split, fit, evaluate, document.",
        discussion: """
            Examples:
              associate run Examples/late-flights/brief.yaml
              associate run customers.csv --label churned
              associate run brief.yaml --against 2026-11-24-late-flights-7f3a
              associate run brief.yaml --json | jq .recommendation

            Exit status: 0 done, whatever the verdict · 1 it failed through no fault of the input · 2 the brief, \
            the data or the arguments are wrong · 3 checks stopped the job · 4 a sign-off is needed · 64 usage · \
            130 interrupted · 143 ended by SIGTERM.
            """
    )

    @Argument(
        help: "A brief (.yaml or .yml), or a table together with --label: a path, or FILE:TABLE of a database file.",
        completion: .file())
    var input: String

    @Option(help: "The column to predict, where the input is a table.")
    var label: String?

    @Option(help: "A run that the notes compare with (default: the last of the name).", completion: Completions.ofRuns)
    var against: String?

    @Flag(help: "Look further: the sources in another order, near copies, odd values; propose a suite of checks.")
    var audit = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func run() async throws {
        let screen = RunScreen(output: common.people, silent: common.quiet)
        let interruption = Interruption()
        let job = Task { [input, label, against, audit, common, work] in
            let options = RunOptions(
                store: try common.storePath(), threads: work.threads, executable: Executable.path, against: against,
                audits: audit)
            var brief = try Brief.given(input, label: label)
            if let label {
                brief = try await TableBrief(
                    table: input, label: label, threads: work.threads, executable: Executable.path,
                    observer: screen.observe
                ).brief()
            }
            return try await MainJob(
                brief: brief, options: options, interruption: interruption,
                observer: screen.observe
            ).run()
        }
        let signals = Signals {
            job.cancel()
        } onOverdue: { [common] status in
            guard let failure = interruption.giveUp() else { return }
            _ = try? report(failure, on: screen, common)
            Signals.exit(status)
        }
        defer { signals.stop() }
        do {
            let outcome = try await job.value
            screen.ended(outcome)
            if let label, !common.json, !common.quiet { screen.further(input, label: label, unused: outcome.unused) }
            if common.json { try Rendering.json(outcome) }
        } catch {
            let status = try report(error, on: screen, common)
            if let label, Rendering.failure(error).findings.contains(where: \.isLeftOutByInit), !common.json,
                !common.quiet
            {
                screen.stopped(input, label: label)
            }
            throw (signals.received ?? status).exitCode
        }
    }
}

/// Says why a run is not complete; the status that follows from it.
@discardableResult
private func report(_ error: any Error, on screen: RunScreen, _ common: CommonOptions) throws -> ExitStatus {
    screen.clear()
    let (findings, status) = Rendering.failure(error)
    let failed = (error as? RunFailure)?.outcome ?? RunOutcome(status: .failed, findings: findings)
    if common.json { try Rendering.json(failed) }
    Rendering.findings(findings)
    if failed.directory != nil, !common.quiet {
        let folder = failed.directory(from: FileManager.default.currentDirectoryPath)
        Output(.standardError).line("  Record  \(folder)")
    }
    return status
}

extension Finding {
    /// Whether a brief that `associate init` writes leaves out what was found.
    fileprivate var isLeftOutByInit: Bool {
        switch code {
        case .labelInColumn, .missingWithOutcome, .identifierOrdered, .timeAfterPrediction, .personalData,
            .protectedAttribute:
            column != nil
        default: false
        }
    }
}
