import Columns
import DataQuality
import Evaluation
import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// Tries a proposed brief as a run would, and keeps out of it what the leakage audit does not let pass.
struct InitAudit {
    let call: InitCall
    let workshop: CheckWorkshop
    /// The brief's file, from whose folder its paths start.
    let file: String

    /// Whether errors are left for the run to stop at; else what they name is kept out.
    var leavesErrors = false

    /// Times that the brief is changed and tried again.
    private static let mostRounds = 4

    /// What came of it.
    struct Outcome {
        var proposal: ProposedBrief
        /// What is left for a person to look at.
        var findings: [Finding]
        var suite: Suite?
    }

    /// Tries the brief; what leaks is changed in what comes of it: columns are left out, rows kept together, copies
    /// dropped.
    ///
    /// - Throws: what stops a run: findings of the checks, of the worker, of the brief.
    func run(_ first: ProposedBrief, plan: DatasetPlan) async throws -> Outcome {
        var proposal = first
        var snapshot = try await snapshot(try read(proposal))
        for round in 1...Self.mostRounds {
            let brief = try read(proposal)
            let judged = try await DatasetJudge(brief: brief, workshop: workshop).judge(
                snapshot, suite: nil, on: try workshop.connect())
            proposal.settle(judged.settled)
            if leavesErrors, judged.document.findings.contains(where: { $0.severity == .error }) {
                return Outcome(proposal: proposal, findings: judged.document.findings, suite: nil)
            }
            if excludePersonal(judged.document.findings, from: &proposal), round < Self.mostRounds { continue }
            let errors = judged.document.findings.filter { $0.severity == .error }
            guard errors.isEmpty else { throw ChecksStopped(findings: errors) }
            excludeConstant(judged.document.findings, from: &proposal)
            let checked = try judged.checked(snapshot, document: judged.document)
            guard let divided = try divide(checked, brief, &proposal) else { continue }
            if round < Self.mostRounds, widenTest(divided, &proposal) { continue }
            let document = try await LeakageAudit(brief: brief, workshop: workshop).document(divided)
            if leavesErrors, document.findings.contains(where: { $0.severity == .error }) {
                return Outcome(proposal: proposal, findings: document.findings, suite: nil)
            }
            if round < Self.mostRounds {
                if try dropCopies(document.findings, plan, &proposal) {
                    try FileManager.default.removeItem(atPath: snapshot.path)
                    snapshot = try await self.snapshot(try read(proposal))
                    continue
                }
                if keepTogether(document.findings, &proposal) { continue }
            }
            return try outcome(snapshot, judged, divided, document, proposal)
        }
        throw ArgumentError("the rows cannot be divided", advice: "name a split in a brief of your own")
    }

    /// Two periods test where there are enough; whether the split was changed.
    private func widenTest(_ divided: Divided, _ proposal: inout ProposedBrief) -> Bool {
        guard case .parts(var parts)? = proposal.brief.split, parts.by == .time,
            let borders = divided.assignment.borders, let time = proposal.brief.data.time,
            case .timestamp(let moments, _)? = divided.checked.table[time],
            let periods = TestPeriods(moments, dividedAt: borders)
        else { return false }
        (parts.validation, parts.test) = (.date(periods.validation), .date(periods.test))
        proposal.brief.split = .parts(parts)
        proposal.say(
            "split", "time",
            "later rows test what earlier ones taught; by a share of the rows the newest '\(time)' alone would test, so "
                + "the borders are dates that leave it two")
        return true
    }

    private func outcome(
        _ snapshot: Snapshotted, _ judged: DatasetJudge.Judged, _ divided: Divided, _ document: LeakageDocument,
        _ tried: ProposedBrief
    ) throws -> Outcome {
        var proposal = tried
        let left = leaveOut(document.findings, features: judged.features, of: &proposal)
        guard !left.isEmpty else {
            throw ChecksStopped(findings: document.findings.filter { $0.severity == .error })
        }
        let gone = judged.features.subtracting(left)
        let findings = judged.masking.masked(
            DatasetFindings(
                read: snapshot.response.findings, checks: judged.document.findings,
                split: divided.assignment.findings, leakage: document.findings
            ).all)
        // The rest is as good without the columns that go: none of it looks at two of them together.
        return Outcome(
            proposal: proposal,
            findings: findings.filter { !gone.contains($0.column ?? "") && !isAnswered($0, by: proposal) },
            suite: judged.proposal)
    }

    /// Whether a line of the brief says what a finding says, and why.
    private func isAnswered(_ finding: Finding, by proposal: ProposedBrief) -> Bool {
        [.constantColumn, .nullColumn].contains(finding.code)
            && proposal.brief.exclude.contains { $0.column == finding.column }
    }

    /// Keeps personal data out of the features; whether there was some among them.
    private func excludePersonal(_ findings: [Finding], from proposal: inout ProposedBrief) -> Bool {
        let personal = findings.filter { $0.code == .personalData && $0.severity == .error && $0.column != nil }
        for finding in personal {
            proposal.exclude(finding.column ?? "", "personal data: \(finding.message.prefix { $0 != ";" })")
        }
        return !personal.isEmpty
    }

    /// Keeps out what says nothing, such as windows in which nothing happened.
    private func excludeConstant(_ findings: [Finding], from proposal: inout ProposedBrief) {
        for finding in findings {
            guard let column = finding.column else { continue }
            switch finding.code {
            case .constantColumn: proposal.exclude(column, "one value in every row")
            case .nullColumn: proposal.exclude(column, "it has no value in any row")
            default: break
            }
        }
    }

    /// Copies of a row in several parts are dropped; whether the dataset was changed.
    private func dropCopies(
        _ findings: [Finding], _ plan: DatasetPlan, _ proposal: inout ProposedBrief
    ) throws -> Bool {
        guard let copies = findings.first(where: { $0.code == .duplicatesAcrossParts && $0.severity == .error }),
            plan.key.isEmpty, !(proposal.brief.data.dataset?.sql.contains("SELECT DISTINCT") ?? false)
        else { return false }
        var distinct = plan
        distinct.dropsCopies = true
        proposal.brief.data.dataset = try DatasetScript(distinct).text().map { DatasetText(sql: $0, origin: .inline) }
        proposal.say("data.dataset", "SQL", "copies are dropped, since \(copies.message)")
        return true
    }

    /// Rows of a thing that comes again are kept in one part; whether the split was changed.
    private func keepTogether(_ findings: [Finding], _ proposal: inout ProposedBrief) -> Bool {
        let groups = findings.first { $0.code == .groupsAcrossParts && $0.severity == .error }
        guard let groups, let column = groups.column, proposal.brief.split?.by == .random else { return false }
        let by = SplitBy.group(column: column)
        switch proposal.brief.split {
        case .crossValidation(let plan)?:
            proposal.brief.split = .crossValidation(
                SplitPlan.CrossValidation(by: by, folds: plan.folds, repeats: plan.repeats))
        default: proposal.brief.split = .parts(SplitPlan.Parts(by: by))
        }
        proposal.say("split", by.word, groups.message)
        return true
    }

    /// The rows divided; `nil` where they cannot be by time, and the proposal was changed.
    private func divide(_ checked: Checked, _ brief: Brief, _ proposal: inout ProposedBrief) throws -> Divided? {
        do {
            return try Divider(brief: brief, threads: workshop.threads).divide(checked)
        } catch let error as any HouseError {
            guard checked.settled.splitsByTime, error.exitStatus != .failed else { throw error }
            proposal.brief.split =
                checked.table.rowCount < Limits.crossValidatedRows
                ? .crossValidation(.standard(by: .random, rows: checked.table.rowCount))
                : .parts(SplitPlan.Parts(by: .random))
            let why = error.findings.first?.message ?? "the rows cannot be divided"
            proposal.say("split", "random", "by time it fails: \(why)")
            return nil
        }
    }

    /// Excludes the columns that the audit names; the features that are left.
    private func leaveOut(
        _ findings: [Finding], features: Set<String>, of proposal: inout ProposedBrief
    ) -> Set<String> {
        let leaks = findings.filter { finding in
            guard let column = finding.column, features.contains(column), finding.code != .groupsAcrossParts else {
                return false
            }
            return finding.severity == .error || finding.code == .suspiciousColumn
        }
        var left = features
        for finding in leaks.sorted(by: { $0.severity == .error && $1.severity != .error }) {
            guard let column = finding.column, left.contains(column) else { continue }
            // Without a feature there is no brief; a doubt is then for the person to settle.
            guard finding.severity == .error || left.count > 1 else { continue }
            left.remove(column)
            proposal.exclude(column, "leakage audit: \(finding.message)")
        }
        return left
    }

    /// The brief as it will be read.
    private func read(_ proposal: ProposedBrief) throws -> Brief {
        try BriefReader.read(text: proposal.text(heading: ""), file: file)
    }

    private func snapshot(_ brief: Brief) async throws -> Snapshotted {
        let request = brief.workerRequest(
            scratch: workshop.scratch, threads: workshop.threads, memoryLimitBytes: workshop.engineMemory)
        let response = try await Worker.run(request, executable: workshop.executable)
        return Snapshotted(response: response, path: response.snapshot.path, sql: brief.sqlText)
    }
}

extension DatasetJudge.Judged {
    /// Columns that are features.
    fileprivate var features: Set<String> {
        Set(reader.columns.map(\.name)).subtracting(roles.notFeatures).subtracting(result.leftOut.map(\.column))
            .subtracting([settled.brief.data.label, settled.brief.data.time].compactMap(\.self))
    }
}
