import Evidence
import Scoring

/// Logistic (binary), multinomial (multiclass) or ridge (regression) with an L2 penalty chosen on validation.
///
/// Minimises the loss summed over the training rows plus ‖β‖² / (2 C), as scikit-learn does (`Objective` says it
/// exactly): the same `C` gives the same weights as `LogisticRegression(C=C)` and `Ridge(alpha=1/C)`. Each penalty is
/// fitted from the stronger one's weights on; the one that is best on validation, by the input's criterion and then by
/// the least loss, is taken, of equal ones the strongest. Where the input says what its columns are, natural splines and
/// products of columns are added if validation rows speak for them (`FormChoice`). Results are the same bits at any
/// number of threads and in any order of the validation rows.
package struct Linear: Candidate {
    /// The inverse penalties `C` that are tried, the strongest penalty first.
    package static let penalties = [0.0001, 0.001, 0.01, 0.1, 1, 10, 100]
    /// What is taken where no validation row can choose.
    private static let unchosenPenalty = 1.0

    package let name = "linear"
    private let penalties: [Double]
    private let iterationLimit: Int
    private let terms: Set<TermKind>

    /// Sets the penalties to try (`C`, positive), the solver's iterations for each, and what may be added to the columns.
    package init(
        penalties: [Double] = Linear.penalties, iterationLimit: Int = Limits.solverIterations,
        terms: Set<TermKind> = Set(TermKind.allCases)
    ) {
        precondition(!penalties.isEmpty && penalties.allSatisfy { $0 > 0 && $0.isFinite }, "positive penalties")
        self.penalties = penalties.sorted()
        self.iterationLimit = iterationLimit
        self.terms = terms
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

        let fitter = LinearFitter(
            penalties: penalties, unchosen: unchosen, iterationLimit: iterationLimit, input: input,
            validation: validationMatrix)
        var choice = FormChoice(fitter, matrix, target, input, adding: terms)
        let (path, tried) = try choice.path()
        let model = path.restored()
        guard (model.weights.joined().allSatisfy(\.isFinite)), model.intercepts.allSatisfy(\.isFinite) else {
            throw .overflow(name)
        }
        return FittedCandidate(
            name: name, model: .linear(model), parameters: parameters(path),
            work: .penalty(path.chosen.penalty, form: path.form), iterations: tried.iterations,
            converged: path.chosen.converged, description: description(target.task, path, input),
            findings: findings(path, target, input), trials: tried.trials)
    }

    private func parameters(_ path: LinearPath) -> [String: JSONValue] {
        var parameters: [String: JSONValue] = ["C": .number(path.chosen.penalty)]
        if !path.form.splines.isEmpty {
            parameters["splines"] = .string(path.form.splines.joined(separator: ", "))
        }
        if !path.form.interactions.isEmpty {
            parameters["interactions"] = .string(
                path.form.interactions.map { "\($0.first) × \($0.second)" }.joined(separator: ", "))
        }
        return parameters
    }

    /// The penalty nearest to ``unchosenPenalty``, the stronger of two.
    private var unchosen: Double {
        penalties.min { ratio($0) < ratio($1) } ?? Self.unchosenPenalty
    }

    private func ratio(_ penalty: Double) -> Double {
        max(penalty / Self.unchosenPenalty, Self.unchosenPenalty / penalty)
    }

    private func description(_ task: LearningTask, _ path: LinearPath, _ input: TrainingInput) -> String {
        let (kind, measure) =
            switch task {
            case .binary: ("logistic regression", "log loss")
            case .multiclass: ("multinomial logistic regression", "log loss")
            case .regression: ("ridge regression", "squared error")
            }
        let choice =
            path.validation != nil
            ? "chosen from \(path.trials.count) by \(input.criterion?.name ?? measure) on validation"
            : input.work == nil
                ? "not chosen: validation has no rows" : "as chosen, fitted again on training and validation rows"
        return "\(kind)\(path.form.words) with an L2 penalty, C = \(written(path.chosen.penalty)), \(choice)"
    }

    private func findings(_ path: LinearPath, _ target: Target, _ input: TrainingInput) -> [Finding] {
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
        if path.validation == nil, input.work == nil {
            findings.append(
                Finding(
                    .warning, .emptyPart, "validation has no rows, so the penalty of '\(name)' is not chosen",
                    advice: "Give validation a share of the rows."))
        }
        if path.problem.width == 0 {
            findings.append(
                Finding(
                    .warning, .noFeatures, "'\(name)' has no feature to learn from and predicts what 'prior' does",
                    advice: "Check which columns were left out, and why."))
        }
        if target.task == .multiclass {
            for (index, name) in target.classes.enumerated() where !path.problem.fitted.contains(index) {
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
