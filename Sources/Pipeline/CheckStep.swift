import Columns
import DataQuality
import Evidence
import Framing
import Scoring
import Warehouse
import Worker

/// A dataset that passed the checks, in memory, with the brief settled against it.
struct Checked: Sendable {
    let snapshot: Snapshotted
    let settled: SettledBrief
    let profiles: [ColumnProfile]
    let document: ChecksDocument
    let rowsWithoutLabel: Int
    /// Rows with a label, in key order: features, key, label, time, weight, group and slices.
    let table: Table
    let target: Target
    let labels: LabelReader
    /// Columns that are no features, and why.
    let excluded: [Exclusion]
}

/// Checks before anything is fitted; an error among them stops the job.
struct CheckStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ snapshot: Snapshotted, on connection: Connection) async throws -> Checked {
        try await context.journal.step(Step.checks.rawValue) {
            let reader = try SnapshotReader(snapshot, label: context.brief.data.label, on: connection)
            let settled = try settle(reader, snapshot)
            tell(settled)
            let roles = ColumnRoles(settled)
            let result = try DatasetChecks.run(
                CheckRequest(
                    rows: reader.labelledRows, columns: reader.columns, rowCount: reader.label.rows,
                    key: context.brief.data.key, label: context.brief.data.label, time: context.brief.data.time,
                    splitsByTime: settled.splitsByTime, weight: context.brief.data.weight,
                    excluded: roles.notFeatures, classRows: settled.classRows(in: reader.label)), on: connection)
            let document = try accept(
                result.document, also: settled.findings(withoutLabel: reader.label.missing) + settled.recordedOnly)
            let table = try reader.table(of: roles.columns(of: result, in: reader.columns))
            let labels = LabelReader(task: settled.task, classes: settled.targetClasses)
            let target = try labels.target(
                of: table, label: context.brief.data.label, weight: context.brief.data.weight)
            let checked = Checked(
                snapshot: snapshot, settled: settled, profiles: result.profiles,
                document: document.portable(for: context.brief),
                rowsWithoutLabel: reader.label.missing, table: table, target: target, labels: labels,
                excluded: roles.exclusions + result.leftOut)
            return (
                checked, detail: detail(document), needsLook: document.findings.contains { $0.severity == .warning }
            )
        }
    }

    /// Settles what the brief left open; a label that is unfit is a check that failed, not a slip in the brief.
    private func settle(_ reader: SnapshotReader, _ snapshot: Snapshotted) throws -> SettledBrief {
        do {
            return try context.brief.settled(
                label: reader.label, columns: reader.columns.map { (name: $0.name, type: $0.type) },
                rows: snapshot.response.snapshot.rows)
        } catch {
            guard error.findings.allSatisfy(\.code.isAboutTheLabel) else { throw error }
            let document = ChecksDocument(findings: error.findings, results: [])
            context.note { $0.checks = document }
            throw ChecksStopped(findings: error.findings)
        }
    }

    private func tell(_ settled: SettledBrief) {
        let data = context.brief.data
        context.journal.tell(
            .heading(
                name: context.brief.name, task: settled.task, primary: settled.primary, label: data.label,
                time: data.time))
        for inference in settled.inferences { context.journal.tell(.inferred(inference)) }
    }

    /// Keeps the document; stops where it holds an error.
    private func accept(_ document: ChecksDocument, also further: [Finding]) throws -> ChecksDocument {
        let whole = ChecksDocument(findings: further + document.findings, results: document.results)
        context.note { facts in
            facts.checks = whole
            facts.findings += whole.findings.filter { $0.severity != .error }
        }
        let errors = whole.findings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw ChecksStopped(findings: errors) }
        return whole
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

extension FindingCode {
    /// Whether the label's values are at fault rather than the words of the brief.
    fileprivate var isAboutTheLabel: Bool {
        switch self {
        case .labelMissing, .labelUnfit, .oneClass, .tooFewRows, .rareClass, .nonFiniteValues: true
        default: false
        }
    }
}
