import Testing

@testable import Learning

@Suite struct CholeskyTests {
    @Test func solvesWhatItFactored() throws {
        var random = Numbers(seed: 5)
        let order = 23
        let root = (0..<order).map { _ in (0..<order).map { _ in random.normal() } }
        var matrix = SymmetricMatrix(order: order)
        for row in 0..<order {
            for column in 0...row { matrix[row, column] = inner(root[row], root[column]) + (row == column ? 1 : 0) }
        }
        let expected = (0..<order).map { _ in random.normal() }
        let b = (0..<order).map { row in
            (0..<order).reduce(0) { $0 + matrix[max(row, $1), min(row, $1)] * expected[$1] }
        }
        let factor = try #require(Cholesky(matrix))
        CandidateChecks.expectClose(factor.solve(b), expected, tolerance: 1e-10)
    }

    @Test func refusesWhatIsNotPositiveDefinite() {
        var matrix = SymmetricMatrix(order: 2)
        matrix[0, 0] = 1
        matrix[1, 0] = 1
        matrix[1, 1] = 1
        #expect(Cholesky(matrix) == nil)
    }
}
