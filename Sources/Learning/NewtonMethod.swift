import Scoring

/// Newton's method with a line search, for one objective under one penalty after the other.
///
/// The step solves ∇²J d = −∇J: by Cholesky where the curvature is written out, else by conjugate gradients as far
/// as the step deserves (truncated Newton; Nocedal and Wright, *Numerical Optimization*, 7.1). A curvature is used
/// again, for the next step and the next penalty, while the steps that it gives are good ones (Shamanskii); where
/// it is dear, an old one guides conjugate gradients on the true one.
struct NewtonMethod {
    /// Where the search ended.
    struct Solution: Sendable {
        var point: Objective.Point
        var iterations: Int
        var converged: Bool
    }

    /// Part of the null model's decrement to which the decrement has to fall.
    private static let tolerance = 1e-10
    /// Part at which rounding is accepted as the reason that nothing improves any more.
    private static let roundingTolerance = 1e-7
    /// Fall of the decrement in one step below which a curvature is taken anew.
    private static let goodFall = 30.0
    /// Steps of conjugate gradients up to which no new curvature is worth its price.
    private static let goodSteps = 10
    /// Price of a curvature, in products with it, up to which it is taken instead of conjugate gradients.
    private static let cheapCurvature = 64

    private let objective: Objective
    private let iterationLimit: Int
    private let columnLimit: Int
    /// Gradient of the model without any feature: no penalty enters, its weights are 0.
    private let nullGradient: [Double]
    /// Decrement that is no more than rounding, whatever the null model's.
    private let rounding: Double
    private var curvature: Curvature?

    /// Starts from the point of the model without features.
    init(
        _ objective: Objective, null: Objective.Point, iterationLimit: Int, columnLimit: Int = Curvature.columnLimit
    ) {
        self.objective = objective
        self.iterationLimit = iterationLimit
        self.columnLimit = columnLimit
        nullGradient = null.dataGradient
        let weight = objective.weights?.reduce(0, +) ?? Double(objective.design.rows)
        rounding = 1e-14 * weight.squareRoot()
    }

    /// Minimises the objective.
    ///
    /// - Throws: ``LearningError`` `interrupted`, or `candidate-failed` where numbers overflow.
    mutating func minimise(from start: Objective.Point, penalty: Double) throws(LearningError) -> Solution {
        var point = start
        var isFresh = curvature == nil
        var preconditioner = try prepare(at: point, penalty: penalty, anew: isFresh)
        var iterations = 0
        var idle = 0
        while true {
            let gradient = objective.gradient(at: point, penalty: penalty)
            let natural = preconditioner.solve(gradient)
            let decrement = max(inner(gradient, natural), 0).squareRoot()
            let null = preconditioner.norm(nullGradient)
            guard decrement.isFinite, null.isFinite else { throw .overflow("linear") }
            if decrement <= max(Self.tolerance * null, rounding) {
                return Solution(point: point, iterations: iterations, converged: true)
            }
            guard iterations < iterationLimit else {
                return Solution(point: point, iterations: iterations, converged: false)
            }
            let (direction, steps) = try step(
                at: point, gradient, natural, preconditioner, penalty: penalty, progress: decrement / null)
            guard let next = try search(from: point, along: direction, gradient, penalty: penalty) else {
                if isFresh {
                    let isRounding = decrement <= Self.roundingTolerance * null
                    return Solution(point: point, iterations: iterations, converged: isRounding)
                }
                preconditioner = try prepare(at: point, penalty: penalty, anew: true)
                isFresh = true
                continue
            }
            iterations += 1
            point = next
            let after = preconditioner.norm(objective.gradient(at: point, penalty: penalty))
            idle = decrement <= Self.roundingTolerance * null && after > decrement / 2 ? idle + 1 : 0
            if idle == 3 { return Solution(point: point, iterations: iterations, converged: true) }
            isFresh = needsCurvature(preconditioner, fall: decrement / after, steps: steps)
            if isFresh { preconditioner = try prepare(at: point, penalty: penalty, anew: true) }
        }
    }

    /// The curvature with a penalty, factored; taken anew at a point or used again.
    private mutating func prepare(
        at point: Objective.Point, penalty: Double, anew: Bool
    ) throws(LearningError) -> Preconditioner {
        let current = anew ? nil : curvature
        let taken = if let current { current } else { try Curvature.at(point, of: objective, columnLimit: columnLimit) }
        curvature = taken
        return Preconditioner(taken, penalty: penalty, outputs: objective.outputs)
    }

    /// Whether the last step was too poor to use its curvature again; squared loss has the same everywhere.
    private func needsCurvature(_ preconditioner: Preconditioner, fall: Double, steps: Int) -> Bool {
        if objective.loss == .squared { return false }
        if isDirect(preconditioner) { return fall < Self.goodFall }
        if case .diagonal = curvature { return true }
        return steps > max(Self.goodSteps, curvaturePrice)
    }

    /// What writing out the curvature costs, in products with it: a row of d columns takes d²/2 against 2 d.
    private var curvaturePrice: Int {
        (objective.design.matrix.denseWidth + objective.design.matrix.blockWidths.count) / 4
    }

    /// Whether steps are taken with the curvature at hand as it is, be it old.
    private func isDirect(_ preconditioner: Preconditioner) -> Bool {
        preconditioner.isExact && (objective.loss == .squared || curvaturePrice <= Self.cheapCurvature)
    }

    /// The direction d, and the steps of conjugate gradients that it took.
    private func step(
        at point: Objective.Point, _ gradient: [Double], _ natural: [Double], _ preconditioner: Preconditioner,
        penalty: Double, progress: Double
    ) throws(LearningError) -> (direction: [Double], steps: Int) {
        if isDirect(preconditioner) { return (natural.map { -$0 }, 0) }
        // Far from the minimum a rough step is as good; near it the step's error squares like Newton's own.
        let tolerance = objective.loss == .squared ? 1e-11 : min(0.1, max(progress, 1e-6))
        let (direction, steps) = try conjugateGradient(
            gradient.map { -$0 }, tolerance: tolerance, limit: 2000, precondition: preconditioner.solve
        ) { direction throws(LearningError) in
            try objective.curvatureProduct(at: point, penalty: penalty, direction)
        }
        return inner(direction, gradient) < 0 ? (direction, steps) : (natural.map { -$0 }, steps)
    }

    /// Halves the step until J falls enough (Armijo), or, where J's rounding hides that, until the slope has fallen.
    private func search(
        from point: Objective.Point, along direction: [Double], _ gradient: [Double], penalty: Double
    ) throws(LearningError) -> Objective.Point? {
        let value = objective.value(at: point, penalty: penalty)
        let slope = inner(gradient, direction)
        var length = 1.0
        for _ in 0..<40 {
            let trial = try objective.point(
                at: point.coefficients.indices.map { point.coefficients[$0] + length * direction[$0] })
            let reached = objective.value(at: trial, penalty: penalty)
            if reached <= value + 1e-4 * length * slope { return trial }
            if reached <= value + 1e-12 * value.magnitude {
                let newSlope = inner(objective.gradient(at: trial, penalty: penalty), direction)
                if newSlope.magnitude <= 0.9 * slope.magnitude { return trial }
            }
            length /= 2
        }
        return nil
    }
}
