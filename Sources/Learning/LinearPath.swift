import Evidence
import Scoring

/// What fitting one form under each penalty came to.
struct LinearPath {
    let form: LinearForm
    let terms: LinearTerms
    let problem: LinearProblem
    /// The training rows with the terms, and those that choose.
    let matrix: DesignMatrix
    let validation: ValidationLoss?
    var trials: [FittedCandidate.Trial] = []
    /// The trial that was taken, how good it was, and its model in the solver's units.
    var chosen: FittedCandidate.Trial
    let merit: Merit
    let model: LinearModel

    /// The model of the label: weights of the view's columns, then those of the terms.
    func restored() -> LinearModel {
        var model = problem.restored(model)
        let own = matrix.denseWidth - terms.width
        func sorted(_ columns: [Double]) -> [Double] {
            Array(columns[..<own] + columns[matrix.denseWidth...] + columns[own..<matrix.denseWidth])
        }
        model.weights = model.weights.map(sorted)
        model.means = sorted(matrix.columnMeans)
        model.terms = terms
        return model
    }
}

/// Fits forms of a linear model from the strongest penalty to the weakest.
struct LinearFitter {
    let penalties: [Double]
    /// What is taken where no validation row can choose.
    let unchosen: Double
    let iterationLimit: Int
    let input: TrainingInput
    let validation: DesignMatrix
    /// Solver iterations so far, of all forms.
    private(set) var iterations = 0
    private(set) var trials: [FittedCandidate.Trial] = []

    init(
        penalties: [Double], unchosen: Double, iterationLimit: Int, input: TrainingInput, validation: DesignMatrix
    ) {
        self.penalties = penalties
        self.unchosen = unchosen
        self.iterationLimit = iterationLimit
        self.input = input
        self.validation = validation
    }

    /// Fits a form to rows of the linear view, under all penalties or under one and its neighbours.
    mutating func path(
        _ form: LinearForm, _ rows: DesignMatrix, _ target: Target, near penalty: Double? = nil
    ) throws(LearningError) -> LinearPath {
        let terms = form.terms(over: rows, weights: target.weights, input.columns, seed: input.seed)
        let matrix = rows.adding(terms, threads: input.threads)
        let validationMatrix = validation.adding(terms, threads: input.threads)
        let problem = try LinearProblem(matrix, target, input: input)
        let loss = ValidationLoss(
            validationMatrix, input.validation.target, standardised: problem.standardised, threads: input.threads)
        let null = try problem.objective.point(at: problem.nullCoefficients)
        var newton = NewtonMethod(problem.objective, null: null, iterationLimit: iterationLimit)
        var point = null
        var own: [FittedCandidate.Trial] = []
        var best: (merit: Merit, trial: FittedCandidate.Trial, model: LinearModel)?
        let place = penalties.firstIndex { $0 == penalty }
        let tried = place.map { Array(penalties[max($0 - 1, 0)...min($0 + 1, penalties.count - 1)]) } ?? penalties
        for penalty in loss == nil ? [input.work?.penalty ?? unchosen] : tried {
            try input.checkCancelled()
            let solution = try newton.minimise(from: point, penalty: 1 / penalty)
            point = solution.point
            let model = problem.solverModel(point.coefficients)
            let mean = loss?.mean(of: model)
            let trial = FittedCandidate.Trial(
                penalty: penalty, form: form, validationLoss: mean.flatMap { loss?.reported($0) },
                iterations: solution.iterations, converged: solution.converged)
            own.append(trial)
            let (merit, metric) = merit(of: problem.restored(model), trial, loss: mean, on: validationMatrix)
            // A later penalty is weaker: it has to be better, not as good.
            if best.map({ merit > $0.merit }) ?? true { best = (merit, trial, model) }
            iterations += trial.iterations
            input.progress(TrainingInput.Progress(iteration: iterations, validationMetric: metric))
        }
        trials += own
        guard let best else { throw .overflow("linear") }
        return LinearPath(
            form: form, terms: terms, problem: problem, matrix: matrix, validation: loss, trials: own,
            chosen: best.trial, merit: best.merit, model: best.model)
    }

    /// How good a model is on validation, by the criterion and then the loss, or by the loss alone; and the metric
    /// that this stands for, where it has a value.
    private func merit(
        of model: LinearModel, _ trial: FittedCandidate.Trial, loss: Double?, on matrix: DesignMatrix
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
}
