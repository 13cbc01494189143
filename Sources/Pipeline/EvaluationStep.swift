import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// The test part, read once, after the choice: figures, threshold, slices, verdict.
struct Evaluated: Sendable {
    let fitted: Fitted
    let metrics: MetricsDocument
    let thresholds: ThresholdsDocument
    let slices: SlicesDocument
    let calibration: CalibrationDocument
    let importance: ImportanceDocument
    let guardrails: [EvaluationSummary.Guardrail]
    let threshold: ThresholdChoice
    /// What was drawn together for the intervals; `nil` where there are none.
    let resampling: EvaluationSummary.Resampling?
    /// Test predictions by candidate, in the order of the candidates.
    let predictions: [Uncertainty.Candidate]
}

/// Reads the test part once; nothing here changes what was chosen.
struct EvaluationStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ fitted: Fitted) async throws -> Evaluated {
        try await context.journal.step(Step.evaluation.rawValue) {
            let evaluated = try evaluate(fitted)
            context.note { $0.metrics = evaluated.metrics }
            let rows = fitted.featured.divided.assignment.test.count
            let detail = "\(NumberText.counted(rows, "test row")) · \(fitted.chosen) chosen on validation"
            return (evaluated, detail: detail, needsLook: false)
        }
    }

    private func evaluate(_ fitted: Fitted) throws -> Evaluated {
        let divided = fitted.featured.divided
        let settled = divided.checked.settled
        let test = divided.assignment.test
        let target = divided.checked.target.selecting(test)
        let bound = try BoundPlan(fitted.featured.fitted.plan, to: divided.checked.table)
        let predictions = fitted.candidates.map(\.fitted).map { candidate in
            (
                name: candidate.name,
                predictions: candidate.model.predict(
                    bound, rows: test, task: settled.task, threads: context.options.threads)
            )
        }
        let threshold = try threshold(fitted)
        let uncertainty = try uncertainty(predictions, target, divided.units(of: test), threshold, settled)
        context.note { $0.findings += uncertainty.findings }
        let figures = try predictions.map { name, values in
            let metrics = try Metrics.evaluate(
                predictions: values, target: target, positiveThreshold: threshold.threshold,
                names: MetricName.all(for: settled.task))
            return MetricsDocument.CandidateMetrics(
                name: name, split: .test, rows: test.count, metrics: uncertainty.adding(to: metrics, of: name))
        }
        guard let chosen = predictions.first(where: { $0.name == fitted.chosen })?.predictions else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        let maker = verdictMaker(fitted, units: uncertainty.units)
        let confusion = ConfusionMatrix(counting: chosen, target: target, threshold: threshold.threshold ?? 0.5)
        let contenders = figures.map {
            Choice.Contender(name: $0.name, value: $0.metrics[settled.primary] ?? .undefined(reason: "not computed"))
        }
        let pairs = PairedComparisons(contenders, metric: settled.primary, uncertainty: uncertainty)
        let verdict = maker.verdict(
            chosen: fitted.chosen, candidates: figures, gain: pairs.interval(fitted.chosen, "prior"))
        let own = figures.first { $0.name == fitted.chosen }?.metrics ?? [:]
        let resampling = Resampling(
            units: uncertainty.units, seed: context.brief.seed, threads: context.options.threads)
        return Evaluated(
            fitted: fitted,
            metrics: MetricsDocument(
                primary: settled.primary, verdict: verdict, candidates: figures,
                comparisons: Choice.comparisons(contenders, metric: settled.primary, interval: pairs.interval)),
            thresholds: threshold.document(costs: settled.costs, confusion: confusion?.counts ?? []),
            slices: try Slices.document(
                columns: context.brief.slices, table: divided.checked.table, rows: test, predictions: chosen,
                target: target, primary: settled.primary, threshold: threshold.threshold, resampling: resampling,
                overall: own[settled.primary]),
            calibration: try Calibration.document(
                predictions: chosen, target: target, error: own[.expectedCalibrationError], resampling: resampling),
            importance: try importance(fitted, target, threshold), guardrails: maker.outcomes(of: own),
            threshold: threshold, resampling: uncertainty.resampling, predictions: predictions)
    }

    /// What the chosen candidate rests on.
    private func importance(
        _ fitted: Fitted, _ target: Target, _ threshold: ThresholdChoice
    ) throws -> ImportanceDocument {
        guard let candidate = fitted.chosenCandidate else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        let divided = fitted.featured.divided
        return try PermutationImportance.document(
            candidate: fitted.chosen, model: candidate.fitted.model, plan: fitted.featured.fitted.plan,
            table: divided.checked.table, rows: divided.assignment.test, target: target,
            metric: divided.checked.settled.primary, threshold: threshold.threshold, seed: context.brief.seed,
            threads: context.options.threads)
    }

    /// How far the figures of all candidates may be off, from the same resamples.
    private func uncertainty(
        _ predictions: [Uncertainty.Candidate], _ target: Target, _ units: ResamplingUnits,
        _ threshold: ThresholdChoice, _ settled: SettledBrief
    ) throws -> Uncertainty {
        try Uncertainty(
            candidates: predictions, target: target, positiveThreshold: threshold.threshold,
            names: MetricName.all(for: settled.task), compared: settled.primary, units: units,
            seed: context.brief.seed, threads: context.options.threads)
    }

    /// Chosen on validation, from the costs.
    private func threshold(_ fitted: Fitted) throws -> ThresholdChoice {
        guard let candidate = fitted.chosenCandidate else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        let checked = fitted.featured.divided.checked
        return try ThresholdChoice(
            validation: candidate.validation,
            target: checked.target.selecting(fitted.featured.divided.assignment.validation),
            costs: checked.settled.costs)
    }

    private func verdictMaker(_ fitted: Fitted, units: ResamplingUnits) -> VerdictMaker {
        let divided = fitted.featured.divided
        return VerdictMaker(
            primary: divided.checked.settled.primary, guardrails: divided.checked.settled.guardrailRules,
            findings: divided.checked.document.findings,
            testClassRows: divided.summary.parts.first { $0.name == Part.test.rawValue }?.classRows ?? [],
            testUnits: units.count, converged: fitted.chosenCandidate?.fitted.converged ?? false)
    }
}
