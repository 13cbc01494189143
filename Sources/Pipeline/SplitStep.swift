import Evaluation
import Evidence
import Framing

/// Rows divided into those that fit, those that choose and those that judge.
struct Divided: Sendable {
    let checked: Checked
    /// Under cross-validation: the parts of the model that is kept; its test part is empty.
    let assignment: SplitAssignment
    /// Rows that are held out in their turn; empty where there is a test part.
    let folds: [Fold]
    /// Rows on which the figures are taken, ascending: the test part, or all that are held out once.
    let judged: [Int]
    let summary: SplitSummary

    /// Rows on which a candidate is chosen, ascending: validation, or all that are held out once.
    var choosing: [Int] { folds.isEmpty ? assignment.validation : judged }

    /// Whether the chosen work is fitted again on training and validation rows.
    ///
    /// Under cross-validation it always is, in each fold as well: where rows are few, none is left out of the model.
    var refits: Bool { !folds.isEmpty || checked.settled.brief.refit }

    /// Rows that the model that is kept was fitted on, ascending.
    var fitted: [Int] {
        refits ? (assignment.train + assignment.validation).sorted() : assignment.train
    }

    /// Where the figures come from.
    var judgedBy: MetricsDocument.Split { folds.isEmpty ? .test : .outOfFold }
}

/// Which row goes where follows from its key, time or group, and the seed alone.
struct SplitStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ checked: Checked) async throws -> Divided {
        try await context.journal.step(Step.split.rawValue) {
            let divided = try Divider(brief: context.brief, threads: context.options.threads).divide(checked)
            let findings = divided.assignment.findings
            context.note { $0.findings += findings }
            return (divided, detail: divided.summary.words, needsLook: !findings.isEmpty)
        }
    }
}

/// Divides the rows of a dataset by its brief.
struct Divider {
    let brief: Brief
    let threads: Int

    func divide(_ checked: Checked) throws -> Divided {
        switch checked.settled.division {
        case .parts(let rule): try parts(rule, checked)
        case .folds(let rule): try folds(rule, checked)
        }
    }

    private func parts(_ rule: SplitRule, _ checked: Checked) throws -> Divided {
        let assignment = try Split.assign(
            rule, table: checked.table, key: brief.data.key, target: checked.target, seed: brief.seed,
            threads: threads)
        return Divided(
            checked: checked, assignment: assignment, folds: [], judged: assignment.test,
            summary: assignment.summary(rule: rule, table: checked.table, target: checked.target))
    }

    private func folds(_ rule: FoldRule, _ checked: Checked) throws -> Divided {
        let dealt = try Split.folds(
            rule, table: checked.table, key: brief.data.key, target: checked.target, seed: brief.seed,
            threads: threads)
        return Divided(
            checked: checked, assignment: dealt.final, folds: dealt.folds, judged: dealt.held,
            summary: dealt.summary(rule: rule, table: checked.table, target: checked.target))
    }
}
