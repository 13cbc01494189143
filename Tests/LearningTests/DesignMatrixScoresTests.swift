import Scoring
import Testing

@testable import Learning

@Suite struct DesignMatrixScoresTests {
    /// Rows with two dense columns and blocks of 2 and 3 levels.
    private func matrix(_ rows: Range<Int>) -> DesignMatrix {
        DesignMatrix(
            rowCount: rows.count, denseWidth: 2, dense: rows.flatMap { [Double($0) / 7, Double($0 * $0 % 13) / 3] },
            blockWidths: [2, 3], levels: rows.flatMap { [Int32($0 % 2), Int32($0 % 3)] })
    }

    private func model(outputs: Int) -> LinearModel {
        LinearModel(
            link: outputs == 1 ? .identity : .softmax,
            weights: (0..<outputs).map { output in (0..<7).map { Double($0 * 3 + output) / 11 } },
            intercepts: (0..<outputs).map { Double($0) / 13 + 0.1 })
    }

    @Test(arguments: [1, 2, 3, 4, 5]) func scoresAreTheWrittenOutSums(outputs: Int) {
        let model = model(outputs: outputs)
        let scores = model.rawScores(of: matrix(0..<11), threads: 1)
        for row in 0..<11 {
            for output in 0..<outputs {
                let weights = model.weights[output]
                var sum = 0.0
                sum += Double(row) / 7 * weights[0]
                sum += Double(row * row % 13) / 3 * weights[1]
                sum += weights[2 + row % 2]
                sum += weights[4 + row % 3]
                sum += model.intercepts[output]
                #expect(scores[row * outputs + output] == sum)
            }
        }
    }

    @Test(arguments: [1, 3]) func threadsAndSubsetsChangeNoBit(outputs: Int) {
        let model = model(outputs: outputs)
        let all = model.rawScores(of: matrix(0..<9001), threads: 1)
        for threads in [2, 3, 8] { #expect(model.rawScores(of: matrix(0..<9001), threads: threads) == all) }
        let some = model.rawScores(of: matrix(4095..<4102), threads: 2)
        #expect(some == Array(all[(4095 * outputs)..<(4102 * outputs)]))
    }

    @Test func noRowsHaveNoScores() {
        #expect(model(outputs: 3).rawScores(of: matrix(0..<0), threads: 4).isEmpty)
    }
}
