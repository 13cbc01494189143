import Evidence
import Foundation
import Scoring
import Testing

@testable import Learning

/// scikit-learn's coefficients (`Tests/Oracles/linear.py`).
struct LinearFixture: Decodable, Sendable, CustomTestStringConvertible {
    struct Solution: Decodable, Sendable {
        let c: Double
        let coefficients: [[Double]]
        let intercepts: [Double]
    }

    let name: String
    let task: LearningTask
    let classes: [String]
    let rows: Int
    let dense_width: Int
    let dense: [Double]
    let block_widths: [Int]
    let levels: [Int32]
    let labels: [Double]
    let weights: [Double]?
    let solutions: [Solution]

    var testDescription: String { name }

    var problem: Problem {
        Problem(
            design: DesignMatrix(
                rowCount: rows, denseWidth: dense_width, dense: dense, blockWidths: block_widths, levels: levels),
            target: Target(task: task, classes: classes, values: labels, weights: weights))
    }

    static let all: [LinearFixture] = {
        struct File: Decodable { let cases: [LinearFixture] }
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Fixtures/linear.json")
        let file = try? CanonicalJSON.decode(File.self, from: Data(contentsOf: url))
        return file?.cases ?? []
    }()
}

@Suite struct LinearOracleTests {
    @Test func fixturesAreThere() {
        #expect(LinearFixture.all.count == 10)
    }

    @Test(arguments: LinearFixture.all)
    func coefficientsAreScikitLearns(_ fixture: LinearFixture) throws {
        let problem = fixture.problem
        for solution in fixture.solutions {
            let fitted = try Linear(penalties: [solution.c]).fit(TrainingInput(problem, problem))
            guard case .linear(let model) = fitted.model else { continue }
            #expect(fitted.converged)
            // Relative to the largest: a coefficient near 0 carries no digits of its own.
            let largest = solution.coefficients.joined().map(abs).max() ?? 1
            let worst = zip(model.weights.joined(), solution.coefficients.joined()).map { abs($0 - $1) }.max() ?? 1
            #expect(worst <= 1e-6 * largest, "C = \(solution.c)")
            for (ours, theirs) in zip(model.intercepts, solution.intercepts) {
                #expect(abs(ours - theirs) <= 1e-6 * max(1, abs(theirs)), "C = \(solution.c)")
            }
        }
    }

    @Test(arguments: LinearFixture.all)
    func thePathEndsWhereEachPenaltyAloneDoes(_ fixture: LinearFixture) throws {
        let problem = fixture.problem
        let weakest = try #require(fixture.solutions.last)
        let path = fixture.solutions.map(\.c)
        // Judged on its own training rows the weakest penalty wins.
        let fitted = try Linear(penalties: path).fit(TrainingInput(problem, problem))
        #expect(fitted.parameters["C"] == .number(weakest.c))
        guard case .linear(let model) = fitted.model else { return }
        let largest = weakest.coefficients.joined().map(abs).max() ?? 1
        let worst = zip(model.weights.joined(), weakest.coefficients.joined()).map { abs($0 - $1) }.max() ?? 1
        #expect(worst <= 1e-6 * largest)
    }
}
