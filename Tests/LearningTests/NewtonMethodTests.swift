import Evidence
import Scoring
import Testing

@testable import Learning

/// The ways to a minimum against each other: factored blocks, conjugate gradients, and the space of the rows.
@Suite struct NewtonMethodTests {
    private func objective(_ problem: Problem) -> Objective {
        let loss: Loss =
            switch problem.target.task {
            case .regression: .squared
            case .binary: .logistic
            case .multiclass: .softmax(classes: 3)
            }
        return Objective(
            design: Design(problem.design, threads: 2), loss: loss, labels: problem.target.values,
            weights: problem.target.weights)
    }

    private func minimum(_ objective: Objective, columnLimit: Int) throws -> NewtonMethod.Solution {
        let null = try objective.point(at: [Double](repeating: 0, count: objective.dimension))
        var newton = NewtonMethod(objective, null: null, iterationLimit: 200, columnLimit: columnLimit)
        return try newton.minimise(from: null, penalty: 0.5)
    }

    @Test(arguments: CandidateChecks.tasks) func conjugateGradientsReachTheSameMinimum(_ task: LearningTask) throws {
        let objective = objective(Problem.made(task, rows: 150, dense: 12, weighted: true))
        let factored = try minimum(objective, columnLimit: 1200)
        let iterated = try minimum(objective, columnLimit: 0)
        #expect(factored.converged && iterated.converged)
        CandidateChecks.expectClose(iterated.point.coefficients, factored.point.coefficients, tolerance: 1e-8)
    }

    @Test(arguments: CandidateChecks.tasks) func theGradientVanishesAtTheMinimum(_ task: LearningTask) throws {
        let objective = objective(Problem.made(task, rows: 150, dense: 6))
        let solution = try minimum(objective, columnLimit: 1200)
        let gradient = objective.gradient(at: solution.point, penalty: 0.5)
        #expect((gradient.map(abs).max() ?? 1) <= 1e-6)
    }

    @Test(arguments: CandidateChecks.tasks) func theGradientIsTheSlopeOfTheValue(_ task: LearningTask) throws {
        let objective = objective(Problem.made(task, rows: 40, weighted: true))
        var random = Numbers(seed: 4)
        let coefficients = (0..<objective.dimension).map { _ in random.normal() }
        let gradient = objective.gradient(at: try objective.point(at: coefficients), penalty: 0.5)
        for index in coefficients.indices {
            let slope = try [1e-5, -1e-5].map { step in
                var moved = coefficients
                moved[index] += step
                return objective.value(at: try objective.point(at: moved), penalty: 0.5) / (2 * step)
            }.reduce(0, +)
            #expect(abs(slope - gradient[index]) <= 1e-4 * max(1, abs(slope)))
        }
    }

    @Test(arguments: CandidateChecks.tasks) func theCurvatureIsTheSlopeOfTheGradient(_ task: LearningTask) throws {
        let objective = objective(Problem.made(task, rows: 40, weighted: true))
        var random = Numbers(seed: 4)
        let coefficients = (0..<objective.dimension).map { _ in random.normal() }
        let direction = (0..<objective.dimension).map { _ in random.normal() }
        let product = try objective.curvatureProduct(
            at: try objective.point(at: coefficients), penalty: 0.5, direction)
        let step = 1e-5
        let gradients = try [step, -step].map { step in
            let moved = coefficients.indices.map { coefficients[$0] + step * direction[$0] }
            return objective.gradient(at: try objective.point(at: moved), penalty: 0.5)
        }
        let slopes = product.indices.map { (gradients[0][$0] - gradients[1][$0]) / (2 * step) }
        CandidateChecks.expectClose(product, slopes, tolerance: 1e-4)
    }

    @Test func anOldCurvatureGuidesWideFitsToTheSameMinimum() throws {
        let objective = objective(Problem.made(.binary, rows: 300, dense: 262, blocks: []))
        let null = try objective.point(at: [Double](repeating: 0, count: objective.dimension))
        var guided = NewtonMethod(objective, null: null, iterationLimit: 200)
        var iterated = NewtonMethod(objective, null: null, iterationLimit: 200, columnLimit: 0)
        var point = null
        for penalty in [10.0, 1] { point = try guided.minimise(from: point, penalty: penalty).point }
        let expected = try iterated.minimise(from: null, penalty: 1).point
        CandidateChecks.expectClose(point.coefficients, expected.coefficients, tolerance: 1e-8)
    }

    @Test func theSpaceOfTheRowsKeepsDistances() throws {
        let problem = Problem.made(.regression, rows: 12, dense: 20, blocks: [4])
        let design = Design(problem.design, threads: 1)
        let space = try RowSpace(design)
        #expect(space.coordinates.width <= 12)
        // Weights in the span of the rows score the rows as their coordinates do.
        var random = Numbers(seed: 4)
        let coefficients = (0...space.coordinates.width).map { _ in random.normal() }
        let lifted = space.lifted(coefficients, outputs: 1, width: problem.design.width)
        CandidateChecks.expectClose(
            try design.scores(lifted, outputs: 1),
            space.coordinates.scores(coefficients: coefficients, outputs: 1, threads: 1), tolerance: 1e-12)
        let (short, long) = (coefficients.dropLast(), lifted.dropLast())
        #expect(abs(short.reduce(0) { $0 + $1 * $1 } - long.reduce(0) { $0 + $1 * $1 }) <= 1e-10)
    }

    @Test func repeatedRowsAddNoDimension() throws {
        let problem = Problem.made(.regression, rows: 5, dense: 20, blocks: []).selecting([0, 1, 0, 2, 1])
        #expect(try RowSpace(Design(problem.design, threads: 1)).coordinates.width == 3)
    }

    @Test(arguments: CandidateChecks.tasks) func tenThousandColumnsConverge(_ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 20, dense: 10_000, blocks: [])
        let fitted = try Linear(penalties: [0.001, 1]).fit(TrainingInput(problem, problem))
        #expect(fitted.trials.allSatisfy { $0.converged })
    }
}
