import Columns
import DataQuality
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

    /// Rounds of trying and leaving out.
    private static let mostRounds = 4

    /// What came of it.
    struct Outcome {
        var proposal: ProposedBrief
        /// What is left for a person to look at.
        var findings: [Finding]
        var suite: Suite?
    }

    /// Tries the brief until nothing in it is a leak.
    ///
    /// - Throws: what stops a run: findings of the checks, of the worker, of the brief.
    func run(_ first: ProposedBrief) async throws -> Outcome {
        var proposal = first
        let snapshot = try await snapshot(try read(proposal))
        var findings: [Finding] = []
        var suite: Suite?
        for _ in 1...Self.mostRounds {
            let brief = try read(proposal)
            let judged = try await DatasetJudge(brief: brief, workshop: workshop).judge(
                snapshot, suite: nil, on: try workshop.connect())
            proposal.settle(judged.settled)
            suite = judged.proposal
            let errors = judged.document.findings.filter { $0.severity == .error }
            guard errors.isEmpty else { throw ChecksStopped(findings: errors) }
            let checked = try judged.checked(snapshot, document: judged.document)
            guard let divided = try divide(checked, brief, &proposal) else { continue }
            let document = try await LeakageAudit(brief: brief, workshop: workshop).document(divided)
            findings = snapshot.response.findings + judged.document.findings + document.findings
            guard leaveOut(document.findings, features: judged.features, of: &proposal) else { break }
        }
        return Outcome(proposal: proposal, findings: findings, suite: suite)
    }

    /// The rows divided; `nil` where they cannot be by time, and the proposal was changed.
    private func divide(_ checked: Checked, _ brief: Brief, _ proposal: inout ProposedBrief) throws -> Divided? {
        do {
            return try Divider(brief: brief, threads: workshop.threads).divide(checked)
        } catch let error as any HouseError {
            guard checked.settled.splitsByTime, error.exitStatus != .failed else { throw error }
            proposal.brief.split =
                checked.table.rowCount < Limits.crossValidatedRows
                ? .crossValidation(SplitPlan.CrossValidation(by: .random, folds: SplitPlan.standardFolds))
                : .parts(SplitPlan.Parts(by: .random))
            let why = error.findings.first?.message ?? "the rows cannot be divided"
            proposal.say("split", "random", "by time it fails: \(why)")
            return nil
        }
    }

    /// Excludes the columns that the audit names; whether there was one.
    private func leaveOut(_ findings: [Finding], features: Set<String>, of proposal: inout ProposedBrief) -> Bool {
        let leaks = findings.filter { finding in
            guard let column = finding.column, features.contains(column) else { return false }
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
        return left != features
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
