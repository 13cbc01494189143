import DataQuality
import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// Looks at tables and proposes a brief that runs as it is.
package struct InitJob: Sendable {
    private let call: InitCall
    private let observer: RunObserver
    private let question: LabelQuestion

    package init(_ call: InitCall, observer: @escaping RunObserver, question: @escaping LabelQuestion) {
        self.call = call
        self.observer = observer
        self.question = question
    }

    /// Writes the brief and its suite of checks.
    ///
    /// - Returns: what was found and written.
    /// - Throws: a `HouseError`: exit 2 where a file is there, a table cannot be read or no label is named; 3 where the
    ///   tables do not make a dataset that passes the checks.
    package func run() async throws -> InitDocument {
        try checkFiles()
        try makeFolder()
        let scratch = try Scratch.make("init")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let found = try await InitSurvey(call: call, scratch: scratch, observer: observer, question: question).run()
        let start = ContinuousClock.now
        observer(.running(name: "audit", detail: "trying the brief as a run would"))
        let workshop = CheckWorkshop(
            threads: call.threads, engineMemory: call.engineMemory, scratch: scratch, executable: call.executable)
        var outcome = try await InitAudit(call: call, workshop: workshop, file: call.output).run(
            found.proposal, plan: found.plan)
        tell(outcome, since: found.proposal, seconds: start.secondsSince)
        let suite = try outcome.suite.map { try write($0, of: outcome.proposal.brief.name) }
        if suite != nil {
            outcome.proposal.brief.checks = (call.suite as NSString).lastPathComponent
            outcome.proposal.say(
                "checks", call.suite, "what holds of these rows, with room for the next ones; each line says why")
        }
        try write(outcome.proposal.text(heading: found.heading), to: call.output)
        return document(found, outcome)
    }

    private func checkFiles() throws {
        for path in [call.output, call.suite]
        where !call.overwrites && FileManager.default.fileExists(atPath: path) {
            throw ArgumentError(
                "there is a file '\(path)', and init overwrites nothing",
                advice: "name another file with --out, or say --force to have it written anew")
        }
    }

    /// Makes the brief's folder, from which its paths start when it is tried.
    private func makeFolder() throws {
        guard !call.directory.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(atPath: call.directory, withIntermediateDirectories: true)
        } catch {
            throw FileFailure("the folder '\(call.directory)' cannot be made")
        }
    }

    /// Says what the audit found and what is kept out because of it.
    private func tell(_ outcome: InitAudit.Outcome, since first: ProposedBrief, seconds: Double) {
        let before = Set(first.brief.exclude.map(\.column))
        let added = outcome.proposal.brief.exclude.filter { !before.contains($0.column) }
        for note in added {
            observer(.finished(name: "leak", detail: "\(note.column): \(note.text)", seconds: 0, needsLook: true))
        }
        let kept = added.isEmpty ? "no leak found" : "\(NumberText.counted(added.count, "column")) kept out"
        observer(.finished(name: "audit", detail: kept, seconds: seconds, needsLook: !added.isEmpty))
    }

    private func write(_ suite: Suite, of name: String) throws -> String {
        try write(
            SuiteWriter.text(
                for: suite,
                comment: """
                    Proposed by associate init for \(name): read it and correct it.
                    It is about the dataset that the brief makes, not about a table: associate check \(call.output)
                    """),
            to: call.suite)
        return call.suite
    }

    private func write(_ text: String, to path: String) throws {
        do {
            let options: Data.WritingOptions = call.overwrites ? .atomic : .withoutOverwriting
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: options)
        } catch {
            throw FileFailure("'\(path)' cannot be written")
        }
    }

    private func document(_ found: InitSurvey.Found, _ outcome: InitAudit.Outcome) -> InitDocument {
        let brief = outcome.proposal.brief
        return InitDocument(
            brief: call.output, checks: brief.checks.map { _ in call.suite }, name: brief.name, task: brief.task,
            label: brief.data.label, labelCandidates: found.candidates, key: brief.data.key, time: brief.data.time,
            tables: found.tables, joins: found.joins,
            exclude: Dictionary(brief.exclude.map { ($0.column, $0.text) }) { first, _ in first },
            proposals: outcome.proposal.inferences, findings: outcome.findings)
    }
}
