import Columns
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring
import Worker

/// Fits the chosen candidate again without each source and group of columns, as often as the budget allows.
///
/// Training rows fit and validation rows choose, as in the job; the rows that judge are read, and nothing follows from
/// them: neither the candidate nor the model changes.
struct AblationStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    /// Fits of one group: its plan and how the rows are divided.
    private struct Work {
        let fitter: CandidateFitter
        let candidate: String
        let groups: [AblationGroups.Group]
        let task: LearningTask
    }

    /// What the columns are worth; `nil` where the budget has no room for it, or the candidate reads no column.
    func run(_ evaluated: Evaluated, _ planned: Planned) async throws -> AblationDocument? {
        let fitted = evaluated.fitted
        let featured = fitted.featured
        guard let limit = context.brief.budget?.ablation, let chosen = fitted.chosenCandidate?.fitted,
            chosen.name != "prior"
        else { return nil }
        let divided = featured.divided
        let all = AblationGroups(
            columns: evaluated.importance.columns.map(\.column),
            sources: divided.checked.snapshot.response.sources.map { ($0.name, $0.columns.map(\.name)) }
        ).groups
        let groups = Array(all.prefix(limit))
        guard !groups.isEmpty else { return nil }
        return try await context.journal.step("ablation") {
            let width = planned.leavesRoom ? context.options.threads : 1
            let work = Work(
                fitter: CandidateFitter(
                    context, divided.checked, maximumIterations: planned.plan.iterations,
                    threads: width > 1 ? 1 : context.options.threads),
                candidate: chosen.name, groups: groups, task: divided.checked.settled.task)
            let document =
                divided.folds.isEmpty
                ? try await tested(work, evaluated, planned, notTried: all.count - groups.count, width: width)
                : try await held(work, evaluated, notTried: all.count - groups.count, width: width)
            let counted = NumberText.counted(groups.count, "group") + " of columns left out in turn"
            return (document, detail: counted, needsLook: false)
        }
    }

    /// Judged on the test part.
    private func tested(
        _ work: Work, _ evaluated: Evaluated, _ planned: Planned, notTried: Int, width: Int
    ) async throws -> AblationDocument {
        let featured = evaluated.fitted.featured
        let divided = featured.divided
        let (settled, rows) = (divided.checked.settled, divided.judged)
        let plans = self.plans(featured.fitted.plan, work.groups)
        let predictions = try await sideBySide(plans, width: width) { place, plan -> Predictions in
            tell(place, of: plans.count)
            let own = CandidateFitter.Rows(
                bound: try BoundPlan(plan, to: divided.checked.table), train: planned.rows.train,
                validation: planned.rows.validation)
            var fitted = try await work.fitter.fit(work.candidate, own) { _ in }
            if divided.refits { fitted = try await work.fitter.refit(fitted, own) { _ in } }
            return fitted.model.predict(own.bound, rows: rows, task: work.task)
        }
        let target = divided.checked.target.selecting(rows)
        let candidates = zip(names(work.groups), predictions).map { (name: $0, predictions: $1) }
        let uncertainty = try Uncertainty(
            candidates: candidates, target: target, positiveThreshold: evaluated.threshold.threshold,
            names: [settled.primary], compared: settled.primary, units: divided.units(of: rows),
            seed: context.brief.seed, threads: context.options.threads)
        let values = try predictions.map { predictions in
            try Metrics.evaluate(
                predictions: predictions, target: target, positiveThreshold: evaluated.threshold.threshold,
                names: [settled.primary])[settled.primary] ?? .undefined(reason: "it was not computed")
        }
        return Ablation.document(
            candidate: work.candidate, metric: settled.primary, rows: rows.count, value: values[0],
            groups: Array(zip(work.groups, values.dropFirst())).map { ($0, $1) }, uncertainty: uncertainty,
            notTried: notTried)
    }

    /// Judged out of fold: features and fits anew in each fold, as in the job.
    private func held(
        _ work: Work, _ evaluated: Evaluated, notTried: Int, width: Int
    ) async throws -> AblationDocument {
        let divided = evaluated.fitted.featured.divided
        let checked = divided.checked
        let notFeatures = Set(checked.excluded.map(\.column))
        let names = names(work.groups)
        let folds = try await sideBySide(divided.folds, width: width) { place, fold -> HeldOut in
            tell(place, of: divided.folds.count)
            let features = FeatureFitter.fit(
                checked.table, rows: fold.train, columns: checked.table.names.filter { !notFeatures.contains($0) },
                time: context.brief.data.time, threads: 1)
            var predictions: [Uncertainty.Candidate] = []
            for (name, plan) in zip(names, plans(features.plan, work.groups)) {
                let rows = CandidateFitter.Rows(
                    bound: try BoundPlan(plan, to: checked.table), train: fold.train, validation: fold.validation)
                let chosen = try await work.fitter.fit(work.candidate, rows) { _ in }
                let again = try await work.fitter.refit(chosen, rows) { _ in }
                predictions.append((name, again.model.predict(rows.bound, rows: fold.held, task: work.task)))
            }
            return HeldOut(
                repetition: fold.repetition, rows: fold.held, trainingRows: fold.train.count + fold.validation.count,
                predictions: predictions)
        }
        let primary = checked.settled.primary
        let figures = try FoldFigures(
            folds, target: checked.target, positiveThreshold: evaluated.threshold.threshold, names: [primary])
        func value(_ name: String) -> MetricValue {
            figures.means(of: name)[primary] ?? .undefined(reason: "it was not computed")
        }
        return Ablation.document(
            candidate: work.candidate, metric: primary, rows: divided.judged.count, value: value(Ablation.whole),
            groups: work.groups.enumerated().map { ($1, value(Ablation.name(of: $0))) },
            uncertainty: Uncertainty(figures, names: [primary], units: divided.units(of: divided.judged)),
            notTried: notTried)
    }

    /// The plan as it is, then without each group.
    private func plans(_ plan: FeaturePlan, _ groups: [AblationGroups.Group]) -> [FeaturePlan] {
        [plan] + groups.map { plan.without(Set($0.columns)) }
    }

    private func names(_ groups: [AblationGroups.Group]) -> [String] {
        [Ablation.whole] + groups.indices.map(Ablation.name)
    }

    private func tell(_ place: Int, of count: Int) {
        context.journal.tell(.running(name: "ablation", detail: "\(place + 1) of \(count)"))
    }
}
