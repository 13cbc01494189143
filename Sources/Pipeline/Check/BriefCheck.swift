import DataQuality
import Evaluation
import Evidence
import Framing
import Store
import Worker

/// Checks a brief's dataset as a run would, and leaves nothing behind.
struct BriefCheck {
    private let call: CheckCall
    private let suite: Suite?
    private let workshop: CheckWorkshop

    init(_ call: CheckCall, suite: Suite?, scratch: String) {
        self.call = call
        self.suite = suite
        workshop = CheckWorkshop(
            threads: call.threads, engineMemory: call.engineMemory, scratch: scratch, executable: call.executable)
    }

    /// Whether a feature knows what was not known when it was predicted.
    private func leakage(
        _ brief: Brief, _ judged: DatasetJudge.Judged, _ snapshot: Snapshotted
    ) async throws -> (split: [Finding], leakage: LeakageDocument) {
        let checked = try judged.checked(snapshot, document: judged.document)
        let divided = try Divider(brief: brief, threads: workshop.threads).divide(checked)
        let split = divided.assignment.findings
        let document = try await LeakageAudit(brief: brief, workshop: workshop, cuts: call.cuts).document(divided)
        let slips = document.findings.filter { $0.code == .knownAtUnfit }
        guard slips.isEmpty else { throw LeakageStopped(findings: slips) }
        guard call.provesPreprocessing else { return (split, document) }
        let proof = try await PreprocessingProof(brief: brief, threads: workshop.threads).findings(divided)
        return (split, LeakageDocument(coverage: document.coverage, findings: document.findings + proof))
    }

    func run() async throws -> ChecksDocument {
        let given = try Brief.given(call.input, label: call.label)
        let brief =
            if let label = call.label {
                // As a run of the table would work from it.
                try await TableBrief(
                    table: call.input, label: label, threads: call.threads, executable: call.executable,
                    observer: { _ in }
                ).brief()
            } else { given }
        // A suite that cannot be read is better said before the work than behind it.
        let suite = try suite ?? brief.namedSuite()
        let request = brief.workerRequest(
            scratch: workshop.scratch, threads: call.threads, memoryLimitBytes: call.engineMemory)
        let response = try await Worker.run(request, executable: call.executable)
        guard try ContentHash(ofFile: response.snapshot.path) == response.snapshot.sha256 else {
            throw FileFailure("the snapshot changed while it was read")
        }
        let snapshot = Snapshotted(response: response, path: response.snapshot.path, sql: brief.sqlText)
        do {
            let judged = try await DatasetJudge(brief: brief, workshop: workshop).judge(
                snapshot, suite: suite, on: try workshop.connect())
            if let proposal = judged.proposal { try call.write(proposal) }
            let standing = try await StandingChecks(
                brief: brief, workshop: workshop, store: RunStore(at: call.store)
            ).findings(snapshot)
            var findings = DatasetFindings(
                read: response.findings, checks: judged.document.findings, standing: standing)
            // Without rows that can be worked with there is nothing to look for.
            let further = judged.isWorkable ? try await leakage(brief, judged, snapshot) : nil
            findings.split = further?.split ?? []
            var document = ChecksDocument(findings: findings.all, results: judged.document.results)
            document.privacy = judged.document.privacy
            if let further { document.add(further.leakage) }
            return judged.masking.masked(document)
        } catch let stopped as ChecksStopped {
            return ChecksDocument(findings: response.findings + stopped.findings, results: [])
        }
    }
}
