import Evaluation
import Evidence
import Framing
import Learning
import Scoring

/// Fits candidates on some rows of a table.
struct CandidateFitter {
    private let target: Target
    private let primary: MetricName
    private let seed: Int64
    private let maximumIterations: Int?
    private let threads: Int
    private let trials: Int?
    private let options: [Framing.Candidate: CandidateOptions]
    private let monotone: [MonotoneColumn]

    /// Rows of the table under a feature plan that was fitted on those that train.
    struct Rows {
        let bound: BoundPlan
        let train: [Int]
        let validation: [Int]
    }

    /// How far a fit has come.
    struct Progress: Sendable {
        let iteration: Int
        /// As the screen shows it.
        let text: String
    }

    /// Takes what the brief says of candidates.
    ///
    /// - Parameters:
    ///   - brief: the brief.
    ///   - target: the target of the table's rows.
    ///   - primary: the metric that counts.
    ///   - maximumIterations: the most rounds that trees may grow, their own standard where it is `nil`.
    ///   - threads: threads to work on.
    init(_ brief: Brief, target: Target, primary: MetricName, maximumIterations: Int?, threads: Int) {
        self.target = target
        self.primary = primary
        seed = brief.seed
        self.maximumIterations = maximumIterations
        self.threads = threads
        trials = brief.budget?.trials
        options = brief.candidateOptions
        monotone = brief.monotone
    }

    /// Takes the target and the metric that counts of a checked dataset.
    init(_ context: RunContext, _ checked: Checked, maximumIterations: Int?, threads: Int) {
        self.init(
            context.brief, target: checked.target, primary: checked.settled.primary,
            maximumIterations: maximumIterations, threads: threads)
    }

    /// Training rows fit and validation rows choose.
    func fit(_ name: String, _ rows: Rows, tell: @escaping @Sendable (Progress) -> Void) async throws -> FittedCandidate
    {
        try await fit(name, train: rows.train, validation: rows.validation, work: nil, rows.bound, tell)
    }

    /// The chosen work, fitted again on training and validation rows together.
    func refit(
        _ chosen: FittedCandidate, _ rows: Rows, tell: @escaping @Sendable (Progress) -> Void
    ) async throws -> FittedCandidate {
        var again = try await fit(chosen.name, rows, work: chosen.work, tell: tell)
        again.iterations += chosen.iterations
        again.course = chosen.course
        again.search = chosen.search
        again.findings = chosen.findings + again.findings.filter { !chosen.findings.contains($0) }
        return again
    }

    /// Fits work that was chosen before on training and validation rows together.
    func fit(
        _ name: String, _ rows: Rows, work: Work, tell: @escaping @Sendable (Progress) -> Void
    ) async throws -> FittedCandidate {
        let all = (rows.train + rows.validation).sorted()
        return try await fit(name, train: all, validation: [], work: work, rows.bound, tell)
    }

    private func fit(
        _ name: String, train: [Int], validation: [Int], work: Work?, _ bound: BoundPlan,
        _ tell: @escaping @Sendable (Progress) -> Void
    ) async throws -> FittedCandidate {
        let cancellation = Cancellation()
        let validation = part(bound, validation)
        let primary = primary
        let own = Framing.Candidate(rawValue: name).flatMap { options[$0] }
        let weighting = own?.classWeight.map { ClassWeighting($0, name: name) }
        var training = part(bound, train)
        if let weighting { training.target = weighting.weighted(training.target) }
        var input = TrainingInput(
            training: training, validation: validation, work: work,
            criterion: criterion(primary, validation.target), threads: threads,
            seed: seed,
            progress: { step in
                let metric = step.validationMetric.map {
                    " · \(primary.rawValue) \(NumberText.metric($0)) on validation"
                }
                let trial = step.trial.map { trial in
                    let best = trial.best.map { " · best \(NumberText.metric($0))" } ?? ""
                    return "trial \(trial.number) of \(trial.of)\(best) · "
                }
                tell(
                    Progress(
                        iteration: step.iteration,
                        text: "\(trial ?? "")iteration \(step.iteration)\(metric ?? "")"))
            }, isCancelled: { cancellation.isRequested })
        input.monotone = Dictionary(monotone.map { ($0.column, $0.direction) }) { first, _ in first }
        input.columns = bound.plan.linearColumns
        let candidate = try Candidates.make(
            name, maximumIterations: maximumIterations, trials: trials, space: own?.space ?? SearchSpace(),
            terms: own?.terms ?? Set(TermKind.allCases))
        var fitted = try await withTaskCancellationHandler { [input] in
            try candidate.fit(input)
        } onCancel: {
            cancellation.request()
        }
        let promise = MonotonePromise(monotone)
        fitted.unheld = promise.unheld(by: fitted.model, bound.plan)
        fitted.findings += [weighting?.finding].compactMap(\.self) + promise.findings(fitted.unheld, of: name)
        return fitted
    }

    /// Rows of a part; each view of them is made for the candidate that asks for it, and not kept.
    private func part(_ bound: BoundPlan, _ rows: [Int]) -> TrainingInput.Part {
        let threads = threads
        return TrainingInput.Part(target: target.selecting(rows)) {
            bound.designMatrix(rows: rows, threads: threads)
        } trees: {
            bound.treeSource(rows: rows, threads: threads)
        }
    }

    /// The metric that counts chooses settings too; the two that are losses themselves are left to the solver, whose
    /// sums depend on no order.
    private func criterion(_ primary: MetricName, _ target: Target) -> TrainingInput.Criterion? {
        guard primary != .logLoss, primary != .rootMeanSquaredError else { return nil }
        return TrainingInput.Criterion(name: primary.rawValue, greaterIsBetter: primary.greaterIsBetter) {
            predictions in
            let value = try? Metrics.evaluate(predictions: predictions, target: target, names: [primary])[primary]
            return value?.number.map { primary.greaterIsBetter ? $0 : -$0 }
        }
    }
}

extension CandidateOptions {
    /// What a linear model may have besides the columns.
    fileprivate var terms: Set<TermKind> {
        Set([splines ? TermKind.splines : nil, interactions ? .interactions : nil].compactMap(\.self))
    }
}
