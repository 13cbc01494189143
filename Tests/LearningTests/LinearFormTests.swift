import Evidence
import Foundation
import Scoring
import Testing

@testable import Learning

/// scikit-learn's coefficients over splines and products (`Tests/Oracles/linear_terms.py`).
struct LinearTermsFixture: Decodable, Sendable, CustomTestStringConvertible {
    struct Statistics: Decodable, Sendable {
        let spline: Double
        let product: Double
    }

    let name: String
    let task: LearningTask
    let classes: [String]
    let rows: Int
    let names: [String]
    let dense_width: Int
    let dense: [Double]
    let block_widths: [Int]
    let levels: [Int32]
    let labels: [Double]
    let weights: [Double]?
    let splines: [String]
    let pairs: [[String]]
    let knots: [[Double]]
    let statistics: Statistics
    let solutions: [LinearFixture.Solution]

    var testDescription: String { name }

    var problem: Problem {
        Problem(
            design: DesignMatrix(
                rowCount: rows, denseWidth: dense_width, dense: dense, blockWidths: block_widths, levels: levels),
            target: Target(task: task, classes: classes, values: labels, weights: weights))
    }

    var form: LinearForm {
        LinearForm(splines: splines, interactions: pairs.map { LinearForm.Pair($0[0], $0[1]) })
    }

    /// The rows with no others that choose.
    func input(_ work: Work) -> TrainingInput {
        var input = TrainingInput(problem, problem.selecting([]))
        input.columns = problem.design.namedColumns
        input.work = work
        return input
    }

    static let all: [LinearTermsFixture] = {
        struct File: Decodable { let cases: [LinearTermsFixture] }
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Fixtures/linear_terms.json")
        let file = try? CanonicalJSON.decode(File.self, from: Data(contentsOf: url))
        return file?.cases ?? []
    }()
}

@Suite struct LinearFormTests {
    @Test func `fixtures are there`() { #expect(LinearTermsFixture.all.count == 5) }

    @Test(arguments: LinearTermsFixture.all)
    func `knots are numpy's quantiles and coefficients scikit-learn's`(_ fixture: LinearTermsFixture) throws {
        #expect(fixture.names == fixture.problem.design.namedColumns.map(\.name))
        for solution in fixture.solutions {
            let fitted = try Linear().fit(fixture.input(.penalty(solution.c, form: fixture.form)))
            guard case .linear(let model) = fitted.model else { continue }
            #expect(fitted.converged)
            #expect(model.terms.splines.map(\.knots) == fixture.knots)
            let largest = solution.coefficients.joined().map(abs).max() ?? 1
            let worst = zip(model.weights.joined(), solution.coefficients.joined()).map { abs($0 - $1) }.max() ?? 1
            #expect(model.weights.joined().count == solution.coefficients.joined().count)
            #expect(worst <= 1e-6 * largest, "C = \(solution.c)")
            for (ours, theirs) in zip(model.intercepts, solution.intercepts) {
                #expect(abs(ours - theirs) <= 1e-6 * max(1, abs(theirs)), "C = \(solution.c)")
            }
        }
    }

    @Test(arguments: LinearTermsFixture.all)
    func `score statistics are those of dense algebra`(_ fixture: LinearTermsFixture) throws {
        let input = fixture.input(.penalty(1))
        var fitter = LinearFitter(
            penalties: [1], unchosen: 1, iterationLimit: 100, input: input, validation: input.validation.design())
        let path = try fitter.path(.plain, fixture.problem.design, fixture.problem.target)
        let test = ScoreTest(path, fixture.problem.target, threads: 1)
        let matrix = fixture.problem.design
        let wide = matrix.adding(
            fixture.form.terms(
                over: matrix, weights: fixture.weights, matrix.namedColumns, seed: 7))
        let spline = test.statistic([0, 3, 4, 5].map(wide.denseColumn), controls: 1)
        let product = test.statistic([0, 1, 9].map(wide.denseColumn), controls: 2)
        #expect(abs(spline - fixture.statistics.spline) <= 1e-5 * fixture.statistics.spline)
        #expect(abs(product - fixture.statistics.product) <= 1e-5 * fixture.statistics.product)
        // What the columns before it explain adds nothing.
        #expect(test.statistic([0, 1, 0].map(wide.denseColumn), controls: 2) == 0)
    }

    @Test func `a column of few values, or of one that most rows share, gets no spline`() {
        #expect(Spline(0, over: (0..<500).map { Double($0 % 9) }, weights: nil) == nil)
        #expect(Spline(0, over: (0..<500).map { Double(max($0 - 480, 0)) }, weights: nil) == nil)
        #expect(Spline(0, over: [], weights: nil) == nil)
        #expect(Spline(0, over: (0..<500).map { Double($0) * 1e9 }, weights: nil) == nil)
        #expect(Spline(0, over: (0..<500).map { Double($0) * 1e-12 }, weights: nil) == nil)
    }

    @Test func `fewer rows get fewer knots, and a value that many share is one of them`() {
        #expect(Spline(0, over: (0..<500).map(Double.init), weights: nil)?.knots == [24, 137, 249, 362, 474])
        #expect(Spline(0, over: (0..<80).map(Double.init), weights: nil)?.knots.count == 4)
        #expect(Spline(0, over: (0..<20).map(Double.init), weights: nil)?.knots.count == 3)
        #expect(Spline(0, over: (0..<500).map { Double(max($0 - 240, 0)) }, weights: nil)?.knots.first == 0)
        #expect(Spline(0, over: (0..<500).map { Double(max($0 - 240, 0)) }, weights: nil)?.knots.count == 4)
    }

    @Test func `rows without weight set no knot, and a weight of 2 is a row twice`() {
        let values = (0..<300).map { Double(($0 * 37) % 101) }
        let weights = (0..<300).map { Double($0 % 3) }
        let repeated = values.indices.flatMap { [Double](repeating: values[$0], count: Int(weights[$0])) }
        #expect(Spline(0, over: values, weights: weights) == Spline(0, over: repeated, weights: nil))
    }
}
