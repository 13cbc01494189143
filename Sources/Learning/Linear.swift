import Evidence
import Scoring

/// Logistic (binary), multinomial (multiclass) or ridge (regression) with an L2 penalty chosen on validation.
///
/// Minimises the loss summed over the training rows plus ‖β‖² / (2 C), as scikit-learn does (`Objective` says it
/// exactly): the same `C` gives the same weights as `LogisticRegression(C=C)` and `Ridge(alpha=1/C)`. Each penalty is
/// fitted from the stronger one's weights on; the one that is best on validation, by the input's criterion and then by
/// the least loss, is taken, of equal ones the strongest. Results are the same bits at any number of threads and in any order of the validation rows.
package struct Linear: Candidate {
    /// The inverse penalties `C` that are tried, the strongest penalty first.
    package static let penalties = [0.0001, 0.001, 0.01, 0.1, 1, 10, 100]
    /// What is taken where no validation row can choose.
    private static let unchosenPenalty = 1.0

    package let name = "linear"
    private let penalties: [Double]
    private let iterationLimit: Int

    /// Sets the penalties to try (`C`, positive) and the solver's iterations for each.
    package init(penalties: [Double] = Linear.penalties, iterationLimit: Int = Limits.solverIterations) {
        precondition(!penalties.isEmpty && penalties.allSatisfy { $0 > 0 && $0.isFinite }, "positive penalties")
        self.penalties = penalties.sorted()
        self.iterationLimit = iterationLimit
    }

    package func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        try input.checkCancelled()
        let (target, validationTarget) = (input.training.target, input.validation.target)
        try target.checkTrainable()
        try validationTarget.check()
        guard validationTarget.task == target.task, validationTarget.classes == target.classes else {
            throw .misfit("training and validation differ in task or classes")
        }
        let (matrix, validationMatrix) = (input.training.design(), input.validation.design())
        try matrix.check(rows: target.rowCount)
        try validationMatrix.check(rows: validationTarget.rowCount)
        guard matrix.denseWidth == validationMatrix.denseWidth, matrix.blockWidths == validationMatrix.blockWidths
        else { throw .misfit("training and validation differ in their columns") }

        let problem = try LinearProblem(matrix, target, input: input)
        let validation = ValidationLoss(
            validationMatrix, validationTarget, standardised: problem.standardised, threads: input.threads)
        let path = try fitPath(problem, validation, validationMatrix, input: input)
        var model = problem.restored(path.model)
        model.means = matrix.columnMeans
        guard (model.weights.joined().allSatisfy(\.isFinite)), model.intercepts.allSatisfy(\.isFinite) else {
            throw .overflow(name)
        }
        return FittedCandidate(
            name: name, model: .linear(model), parameters: ["C": .number(path.chosen.penalty)],
            work: .penalty(path.chosen.penalty),
            iterations: path.trials.reduce(0) { $0 + $1.iterations }, converged: path.chosen.converged,
            description: description(target.task, path, input), findings: findings(problem, target, path, input),
            trials: path.trials)
    }

    /// What the penalties came to.
    private struct Path {
        var trials: [FittedCandidate.Trial] = []
        /// The trial that was taken, and its model in the solver's units.
        var chosen: FittedCandidate.Trial
        var model: LinearModel
        var isChosen: Bool
    }

    /// Fits from the strongest penalty to the weakest.
    private func fitPath(
        _ problem: LinearProblem, _ validation: ValidationLoss?, _ matrix: DesignMatrix, input: TrainingInput
    ) throws(LearningError) -> Path {
        let null = try problem.objective.point(at: problem.nullCoefficients)
        var newton = NewtonMethod(problem.objective, null: null, iterationLimit: iterationLimit)
        var point = null
        var trials: [FittedCandidate.Trial] = []
        var best: (merit: Merit, trial: FittedCandidate.Trial, model: LinearModel)?
        for penalty in validation == nil ? [input.work?.penalty ?? unchosen] : penalties {
            try input.checkCancelled()
            let solution = try newton.minimise(from: point, penalty: 1 / penalty)
            point = solution.point
            let model = problem.solverModel(point.coefficients)
            let loss = validation?.mean(of: model)
            let trial = FittedCandidate.Trial(
                penalty: penalty, validationLoss: loss.flatMap { validation?.reported($0) },
                iterations: solution.iterations, converged: solution.converged)
            trials.append(trial)
            let (merit, metric) = merit(of: problem.restored(model), trial, loss: loss, on: matrix, input)
            // A later penalty is weaker: it has to be better, not as good.
            if best.map({ merit > $0.merit }) ?? true { best = (merit, trial, model) }
            input.progress(
                TrainingInput.Progress(
                    iteration: trials.reduce(0) { $0 + $1.iterations }, validationMetric: metric))
        }
        guard let best else { throw .overflow(name) }
        return Path(trials: trials, chosen: best.trial, model: best.model, isChosen: validation != nil)
    }

    /// How good a model is on validation, by the criterion and then the loss, or by the loss alone; and the metric
    /// that this stands for, where it has a value.
    private func merit(
        of model: LinearModel, _ trial: FittedCandidate.Trial, loss: Double?, on matrix: DesignMatrix,
        _ input: TrainingInput
    ) -> (merit: Merit, metric: Double?) {
        guard let loss, loss.isFinite else { return (.none, nil) }
        guard let criterion = input.criterion else {
            let isSquared = input.validation.target.task == .regression
            return (
                Merit(quality: -loss, loss: 0), isSquared ? trial.validationLoss?.squareRoot() : trial.validationLoss
            )
        }
        let predictions = Model.linear(model).predict(
            matrix, task: input.validation.target.task, threads: input.threads)
        guard let quality = criterion.quality(predictions) else { return (.none, nil) }
        let steps = (quality / TrainingInput.Criterion.resolution).rounded()
        return (Merit(quality: steps, loss: loss), criterion.metric(quality))
    }

    /// The penalty nearest to ``unchosenPenalty``, the stronger of two.
    private var unchosen: Double {
        penalties.min { ratio($0) < ratio($1) } ?? Self.unchosenPenalty
    }

    private func ratio(_ penalty: Double) -> Double {
        max(penalty / Self.unchosenPenalty, Self.unchosenPenalty / penalty)
    }

    private func description(_ task: LearningTask, _ path: Path, _ input: TrainingInput) -> String {
        let (kind, measure) =
            switch task {
            case .binary: ("logistic regression", "log loss")
            case .multiclass: ("multinomial logistic regression", "log loss")
            case .regression: ("ridge regression", "squared error")
            }
        let choice =
            path.isChosen
            ? "chosen from \(path.trials.count) by \(input.criterion?.name ?? measure) on validation"
            : input.work == nil
                ? "not chosen: validation has no rows" : "as chosen, fitted again on training and validation rows"
        return "\(kind) with an L2 penalty, C = \(written(path.chosen.penalty)), \(choice)"
    }

    private func findings(
        _ problem: LinearProblem, _ target: Target, _ path: Path, _ input: TrainingInput
    ) -> [Finding] {
        var findings: [Finding] = []
        if !path.chosen.converged {
            findings.append(
                Finding(
                    .warning, .notConverged,
                    "the solver of '\(name)' did not converge in \(path.chosen.iterations) iterations"
                        + " (C = \(written(path.chosen.penalty)))",
                    advice: "Look for columns of extreme scale or columns that repeat each other and leave them out;"
                        + " the weights are usable but not final."))
        }
        if !path.isChosen, input.work == nil {
            findings.append(
                Finding(
                    .warning, .emptyPart, "validation has no rows, so the penalty of '\(name)' is not chosen",
                    advice: "Give validation a share of the rows."))
        }
        if problem.width == 0 {
            findings.append(
                Finding(
                    .warning, .noFeatures, "'\(name)' has no feature to learn from and predicts what 'prior' does",
                    advice: "Check which columns were left out, and why."))
        }
        if target.task == .multiclass {
            for (index, name) in target.classes.enumerated() where !problem.fitted.contains(index) {
                findings.append(
                    Finding(
                        .warning, .rareClass, "class '\(name)' has no training rows; it gets the share of half a row",
                        advice: "Split in another way, give more rows of it, or merge it with another class."))
            }
        }
        return findings
    }

    /// A number without a needless fraction.
    private func written(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
