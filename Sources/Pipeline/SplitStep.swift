import Evaluation
import Evidence
import Framing

/// Rows divided into the parts that fit, choose and judge.
struct Divided: Sendable {
    let checked: Checked
    let assignment: SplitAssignment
    let summary: SplitSummary
}

/// Which row goes where follows from its key, time or group, and the seed alone.
struct SplitStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ checked: Checked) async throws -> Divided {
        try await context.journal.step(Step.split.rawValue) {
            let rule = checked.settled.splitRule
            let assignment = try Split.assign(
                rule, table: checked.table, key: context.brief.data.key, target: checked.target,
                seed: context.brief.seed, threads: context.options.threads)
            context.note { $0.findings += assignment.findings }
            let summary = assignment.summary(rule: rule, table: checked.table, target: checked.target)
            let divided = Divided(checked: checked, assignment: assignment, summary: summary)
            return (divided, detail: detail(summary), needsLook: !assignment.findings.isEmpty)
        }
    }

    private func detail(_ summary: SplitSummary) -> String {
        (["by \(summary.by)"] + summary.parts.map { "\($0.name) \(NumberText.count($0.rows))" })
            .joined(separator: " · ")
    }
}
