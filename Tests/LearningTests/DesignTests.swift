import Evidence
import Scoring
import Testing

@testable import Learning

/// The products of a design against the same on columns that are written out.
@Suite struct DesignTests {
    let problem = Problem.made(.regression, rows: 37, dense: 5, blocks: [2, 4, 3])

    /// Rows of X̃.
    private func writtenOut(_ design: Design) -> [[Double]] {
        let matrix = design.matrix
        return (0..<matrix.rowCount).map { row in
            var values = [Double](repeating: 0, count: matrix.width + 1)
            for column in 0..<matrix.denseWidth {
                values[column] = matrix.dense[row * matrix.denseWidth + column]
            }
            for (block, offset) in matrix.blockOffsets.enumerated() {
                values[offset + Int(matrix.levels[row * matrix.blockWidths.count + block])] = 1
            }
            values[matrix.width] = 1
            return values
        }
    }

    @Test(arguments: [1, 3]) func scores(outputs: Int) throws {
        let design = Design(problem.design, threads: 2)
        let rows = writtenOut(design)
        var random = Numbers(seed: 9)
        let coefficients = (0..<(design.columns * outputs)).map { _ in random.normal() }
        let expected = rows.flatMap { row in
            (0..<outputs).map { output in row.indices.reduce(0) { $0 + row[$1] * coefficients[$1 * outputs + output] } }
        }
        CandidateChecks.expectClose(try design.scores(coefficients, outputs: outputs), expected, tolerance: 1e-12)
    }

    @Test(arguments: [1, 3]) func transposedProduct(outputs: Int) throws {
        let design = Design(problem.design, threads: 2)
        let rows = writtenOut(design)
        var random = Numbers(seed: 9)
        let residuals = (0..<(design.rows * outputs)).map { _ in random.normal() }
        let expected = (0..<design.columns).flatMap { column in
            (0..<outputs).map { output in
                rows.indices.reduce(0) { $0 + rows[$1][column] * residuals[$1 * outputs + output] }
            }
        }
        let product = try design.transposedProduct(residuals, outputs: outputs)
        CandidateChecks.expectClose(product, expected, tolerance: 1e-12)
    }

    @Test func gram() throws {
        let design = Design(problem.design, threads: 2)
        let rows = writtenOut(design)
        var random = Numbers(seed: 9)
        let curvatures = (0..<(design.rows * 2)).map { _ in random.unit() }
        let gram = try design.gram(curvatures, output: 1, outputs: 2)
        for row in 0..<design.columns {
            for column in 0...row {
                let expected = rows.indices.reduce(0) { $0 + rows[$1][row] * rows[$1][column] * curvatures[$1 * 2 + 1] }
                #expect(abs(gram[row, column] - expected) <= 1e-12 * max(1, abs(expected)), "\(row), \(column)")
            }
        }
    }

    @Test func weightedSquaresAreTheGramsDiagonal() throws {
        let design = Design(problem.design, threads: 1)
        var random = Numbers(seed: 9)
        let curvatures = (0..<design.rows).map { _ in random.unit() }
        let gram = try design.gram(curvatures, output: 0, outputs: 1)
        let squares = try design.weightedSquares(curvatures, outputs: 1)
        CandidateChecks.expectClose(
            squares, (0..<design.columns).map { gram[$0, $0] }, tolerance: 1e-12)
    }

    @Test func columnsFarFromZeroAreTakenAboutTheirMeans() throws {
        let matrix = DesignMatrix(
            rowCount: 3, denseWidth: 2, dense: [5000.1, 1, 5000.1, 2, 5000.1, 3], blockWidths: [], levels: [])
        let design = Design(matrix, threads: 1)
        #expect(design.centres == [5000.1, 2])
        #expect(design.matrix.dense == [0, -1, 0, 0, 0, 1])
        #expect(design.uncentred([1, 10, 3], outputs: 1) == [1, 10, 3 - 5000.1 - 20])
    }

    @Test func standardisedColumnsAreTakenAsTheyAre() {
        let design = Design(problem.design, threads: 1)
        #expect(design.matrix == problem.design)
        #expect(design.centres.allSatisfy { $0 == 0 })
    }
}
