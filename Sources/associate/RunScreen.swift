import Evidence
import Foundation
import Pipeline
import Terminal

/// Shows a run while it works.
struct RunScreen: Sendable {
    private let printer: StepPrinter

    init(output: Output, silent: Bool) {
        printer = StepPrinter(output: output, silent: silent)
    }

    @Sendable func observe(_ event: RunEvent) {
        switch event {
        case .heading(let name, let task, let primary, let label, let time):
            let when = time.map { " at `\($0)`" } ?? ""
            say("\(name) · \(task.rawValue) · \(primary.rawValue) · predicts `\(label)`\(when)", indent: 2)
        case .inferred(let inference):
            say("  · \(inference.key): \(inference.value) (\(inference.reason))", indent: 4)
        case .running(let name, let detail):
            printer.running(name, detail)
        case .finished(let name, let detail, let seconds, let needsLook, let stopped):
            let state: StepLine.State = stopped ? .stopped : needsLook ? .look : .done
            let time = seconds >= 0.05 ? NumberText.seconds(seconds) : nil
            printer.finished(StepLine(state, name, detail, time: time))
        }
    }

    /// The summary of a run that is complete.
    func ended(_ outcome: RunOutcome) {
        guard let metrics = outcome.metrics, let task = outcome.task else { return }
        let folder = outcome.directory(from: FileManager.default.currentDirectoryPath)
        let against = outcome.against.flatMap { run in
            outcome.difference.map { (run: run.runID, difference: $0) }
        }
        let summary = RunSummaryText(
            metrics: metrics, task: task, findings: outcome.findings, directory: folder,
            completeness: outcome.completeness, rowsToTell: outcome.rowsToTell, against: against)
        summary.lines(printer.style).forEach { printer.line($0) }
    }

    func clear() { printer.clear() }

    /// What to do next where a run of a bare table was stopped.
    func stopped(_ table: String, label: String) {
        let words = [table, label].map(ShellWord.quoted)
        say("Next    associate init \(words[0]) --label \(words[1])", indent: 2)
        say(
            "        writes a brief that keeps out what leaks or is personal, and reads text as what it holds",
            indent: 2)
    }

    /// What a brief of `init` would do with a bare table and the run of it did not: both are then no surprise.
    func further(_ table: String, label: String, unused: [String]) {
        guard !unused.isEmpty else { return }
        let words = [table, label].map(ShellWord.quoted)
        say("  Next    associate init \(words[0]) --label \(words[1])", indent: 10)
        say("          \(unused.joined(separator: ", and ")): its figures may differ", indent: 10)
    }

    /// Prints a line, on a terminal in its width.
    private func say(_ text: String, indent: Int) {
        printer.style.fitted(DisplayText.escaped(text), indent: indent).forEach { printer.line($0) }
    }
}
