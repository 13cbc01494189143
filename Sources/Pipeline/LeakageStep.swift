import Evidence
import Framing
import Worker

/// Asks whether a feature knows what was not known when it was predicted; an error among the findings stops the job.
struct LeakageStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    /// What the audit said, and the time it took beside other work.
    struct Result: Sendable {
        let document: LeakageDocument
        let seconds: Double
    }

    /// Makes the audit without a word, since other steps are at work.
    func run(_ divided: Divided) async throws -> Result {
        let start = ContinuousClock.now
        if let kept = context.options.repeated?.leakage { return Result(document: kept, seconds: start.secondsSince) }
        let document = try await LeakageAudit(
            brief: context.brief, workshop: context.workshop, reach: context.options.audits ? .whole : .dated
        ).document(divided).portable(for: context.brief)
        return Result(document: document, seconds: start.secondsSince)
    }

    /// Says what came of it; an error among the findings stops the job.
    func accept(_ result: Result) throws {
        let document = result.document
        context.note { facts in
            facts.leakage = document
            facts.findings += document.findings.filter { $0.severity != .error }
        }
        let errors = document.findings.filter { $0.severity == .error }
        let looks = document.findings.contains { $0.severity == .warning }
        context.journal.tell(
            .finished(
                name: Step.leakage.rawValue, detail: document.words, seconds: result.seconds, needsLook: looks,
                stopped: !errors.isEmpty))
        // What is kept names the brief as the run keeps it; a person looks for the file of the call.
        func placed(_ finding: Finding) -> Finding {
            var finding = finding
            if finding.file == "brief.yaml" { finding.file = context.brief.places.file }
            return finding
        }
        guard errors.isEmpty else { throw LeakageStopped(findings: errors.map(placed)) }
    }
}

/// An error of the audit: the test part is not looked at.
struct LeakageStopped: HouseError {
    let findings: [Finding]

    /// What the brief says and cannot be read is a slip in the brief; the rest is the data's.
    var exitStatus: ExitStatus { findings.contains { $0.code == .knownAtUnfit } ? .inputWrong : .checksStopped }
}
