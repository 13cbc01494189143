import Columns
import DataQuality
import Evidence
import Foundation
import Framing
import Scoring
import Store
import Warehouse
import Worker

/// A dataset that passed the checks, in memory, with the brief settled against it.
struct Checked: Sendable {
    let snapshot: Snapshotted
    let settled: SettledBrief
    let profiles: [ColumnProfile]
    let document: ChecksDocument
    /// What keeps values of personal columns out of what is said.
    let masking: Masking
    /// What is expected of the next data, where the brief has no suite and one was proposed.
    let proposal: Suite?
    let rowsWithoutLabel: Int
    /// Rows with a label, in key order: features, key, label, time, weight, group and slices.
    let table: Table
    let target: Target
    let labels: LabelReader
    /// Columns that are no features, and why.
    let excluded: [Exclusion]
    /// Columns by whose values the rows are judged apart.
    let slices: [String]
}

extension DatasetJudge.Judged {
    /// The dataset in memory, where no error was found.
    func checked(_ snapshot: Snapshotted, document: ChecksDocument) throws -> Checked {
        let data = settled.brief.data
        let slices = roles.slices(hiding: sensitive.masked)
        let table = try reader.table(of: roles.columns(of: result, slicedBy: slices, in: reader.columns))
        let labels = LabelReader(task: settled.task, classes: settled.targetClasses)
        let target = try labels.target(of: table, label: data.label, weight: data.weight, query: data.query)
        return Checked(
            snapshot: snapshot, settled: settled, profiles: result.profiles, document: document,
            masking: masking, proposal: proposal, rowsWithoutLabel: reader.label.missing, table: table, target: target,
            labels: labels,
            excluded: roles.exclusions + result.leftOut, slices: slices)
    }
}

/// Checks before anything is fitted; an error among them stops the job.
struct CheckStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ snapshot: Snapshotted, on connection: Connection) async throws -> Checked {
        try await context.journal.step(Step.checks.rawValue) {
            let judged = try await judge(snapshot, on: connection)
            context.note { facts in
                facts.moment =
                    judged.reader.columns.first { column in
                        [.date, .timestamp, .instant].contains(column.type) && column.name != context.brief.data.label
                    }?.name
            }
            let standing = judged.masking.masked(try await standing(snapshot))
            let document = try accept(judged.document, also: standing)
            try keep(judged.proposal)
            try KeptInputs(context.brief, snapshot.response).write(to: context.folder)
            let checked = try judged.checked(snapshot, document: document.portable(for: context.brief))
            return (
                checked, detail: detail(document), needsLook: document.findings.contains { $0.severity == .warning }
            )
        }
    }

    private func judge(_ snapshot: Snapshotted, on connection: Connection) async throws -> DatasetJudge.Judged {
        do {
            return try await DatasetJudge(brief: context.brief, workshop: context.workshop)
                .judge(
                    snapshot, suite: try context.brief.namedSuite(), looksFurther: context.options.audits,
                    on: connection,
                    told: tell)
        } catch let stopped as ChecksStopped {
            let document = ChecksDocument(findings: stopped.findings, results: [])
            context.note { $0.checks = document }
            throw stopped
        }
    }

    private func tell(_ settled: SettledBrief) {
        let data = context.brief.data
        context.journal.tell(
            .heading(
                name: context.brief.name, task: settled.task, primary: settled.primary, label: data.label,
                time: data.time))
        let proposed = context.brief.origin.proposals.filter(\.isNews)
        for inference in proposed + settled.inferences {
            context.journal.tell(.inferred(inference))
        }
    }

    /// Writes the suite that is proposed where the brief names none.
    private func keep(_ proposal: Suite?) throws {
        guard let proposal else { return }
        let text = SuiteWriter.text(
            for: proposal,
            comment: """
                Proposed from this run's data: read it, correct it, and name it under `checks` in the brief.
                It is about the dataset that the brief makes, not about a table: associate check BRIEF
                """)
        try context.folder.write("data/suite.yaml", Data(text.utf8))
    }

    /// What depends on the clock and on earlier runs.
    private func standing(_ snapshot: Snapshotted) async throws -> [Finding] {
        // Work that is done again is as old as it was, and was held against its own time then.
        if context.options.repeated != nil { return [] }
        return try await StandingChecks(brief: context.brief, workshop: context.workshop, store: context.store)
            .findings(snapshot)
    }

    /// Keeps the document; stops where it holds an error.
    ///
    /// What two runs on the same data need not share stands in the
    /// manifest alone.
    private func accept(_ document: ChecksDocument, also standing: [Finding]) throws -> ChecksDocument {
        let all = document.findings + standing
        context.note { facts in
            facts.checks = document
            facts.findings += all.filter { $0.severity != .error }
        }
        if all.contains(where: { $0.severity == .error }) {
            var stopped = ChecksDocument(findings: all, results: document.results)
            stopped.privacy = document.privacy
            context.note { [stopped] in $0.checks = stopped }
        }
        try stop(at: all)
        return document
    }

    private func detail(_ document: ChecksDocument) -> String {
        let passed = document.results.count(where: \.success)
        let warnings = document.findings.count { $0.severity == .warning }
        let notes = document.findings.count { $0.severity == .note }
        var parts = ["\(passed) passed"]
        if warnings > 0 { parts.append(NumberText.counted(warnings, "warning")) }
        if notes > 0 { parts.append(NumberText.counted(notes, "note")) }
        return parts.joined(separator: " · ")
    }
}

extension Inference {
    /// Whether it says more than the words of the command that it follows from.
    fileprivate var isNews: Bool { key != "data.label" && !key.hasPrefix("data.sources.") }
}
