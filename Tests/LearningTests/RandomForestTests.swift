import Evidence
import Foundation
import Scoring
import Testing

@testable import Learning

@Suite struct RandomForestTests {
    @Test("the mean of the trees counts, as LightGBM has it", arguments: LearningTask.allCases)
    func mean(task: LearningTask) throws {
        let problem = Problem.made(task, rows: 1_200)
        let validation = Problem.made(task, rows: 400, seed: 2)
        let fitted = try RandomForest().fit(TrainingInput(problem, validation))
        let text = try #require(fitted.modelText)
        #expect(text.range(of: Data("\naverage_output\n".utf8)) != nil)
        let matrix = Problem.trees(validation.design)
        let ours = fitted.model.predict(matrix, task: task)
        let theirs = try BoostedTrees.answers(of: text, to: matrix, outputs: ours.width, threads: 1)
        #expect(zip(ours.values, theirs.values).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
        #expect(fitted.parameters["rounds"] == .integer(200))
    }

    @Test("validation rows change no byte, and a budget bounds the trees")
    func fixedWork() throws {
        let problem = Problem.made(.binary, rows: 500)
        let one = try RandomForest().fit(TrainingInput(problem, Problem.made(.binary, rows: 90, seed: 2)))
        let other = try RandomForest().fit(TrainingInput(problem, Problem.made(.binary, rows: 70, seed: 3)))
        #expect(one == other)
        #expect(one.work == .rounds(200))
        let few = try RandomForest(maximumIterations: 12).fit(TrainingInput(problem, problem))
        #expect(few.work == .rounds(12))
    }

    @Test("trees that may only rise do", arguments: [MonotoneDirection.increasing, .decreasing])
    func monotone(direction: MonotoneDirection) throws {
        let problem = Problem.made(.binary, rows: 800, dense: 3)
        for candidate in [RandomForest(), BoostedTrees(), TunedTrees(trials: 4)] as [any Candidate] {
            var input = TrainingInput(problem, Problem.made(.binary, rows: 300, dense: 3, seed: 2))
            input.monotone = ["x0": direction]
            let fitted = try candidate.fit(input)
            let columns = Problem.trees(problem.design).columns
            let values: [Double] = (0..<40).flatMap { row -> [Double] in [Double(row) / 10 - 2, 0.3, -0.2, 1, 2] }
            let matrix = TreeMatrix(rowCount: 40, columns: columns, values: values)
            let scores = fitted.model.predict(matrix, task: .binary).values
            let steps = zip(scores, scores.dropFirst()).map { ($1 - $0) * Double(direction.sign) }
            #expect(steps.allSatisfy { $0 >= 0 }, "\(candidate.name)")
        }
    }
}
