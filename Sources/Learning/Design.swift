import Columns
import Scoring

/// A design matrix as the solver sees it: X̃ = [dense − centres, one-hot blocks, 1].
///
/// Coefficients θ stand column by column, one number an output: `θ[column * outputs + output]`, intercepts last.
/// Dense columns are taken about their centres, so that a column far from 0 is not confused with the intercept;
/// the intercept is not penalised, so this moves no prediction. Nothing is copied: centres enter as a correction.
///
/// Sums over rows are taken in pieces that are cut by the size of the data alone and added in order: the same
/// bits at any number of threads.
struct Design: Sendable {
    let matrix: DesignMatrix
    /// The mean of each dense column.
    let centres: [Double]
    let threads: Int
    let isCancelled: @Sendable () -> Bool

    init(_ matrix: DesignMatrix, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.matrix = matrix
        self.threads = threads
        self.isCancelled = isCancelled
        centres = Self.centres(of: matrix)
    }

    var rows: Int { matrix.rowCount }
    /// Columns of X̃: the written-out columns and the intercept.
    var columns: Int { matrix.width + 1 }

    /// X̃ θ: row-major, `rows × outputs`.
    func scores(_ coefficients: [Double], outputs: Int) throws(LearningError) -> [Double] {
        try checkCancelled()
        return matrix.scores(
            coefficients: uncentred(coefficients, outputs: outputs), outputs: outputs, threads: threads)
    }

    /// X̃ᵀ r for one vector an output; `residuals` is row-major, `rows × outputs`.
    func transposedProduct(_ residuals: [Double], outputs: Int) throws(LearningError) -> [Double] {
        var sums = try summed(over: pieces(partial: columns * outputs), count: columns * outputs) { rows, sums in
            addProducts(of: rows, residuals, outputs: outputs, to: sums)
        }
        for (column, centre) in centres.enumerated() {
            for output in 0..<outputs {
                sums[column * outputs + output] -= centre * sums[matrix.width * outputs + output]
            }
        }
        return sums
    }

    /// Σᵢ cᵢ x̃ᵢⱼ² for each column and output: the diagonal of X̃ᵀ diag(c) X̃; laid out as coefficients.
    func weightedSquares(_ curvatures: [Double], outputs: Int) throws(LearningError) -> [Double] {
        try summed(over: pieces(partial: columns * outputs), count: columns * outputs) { rows, sums in
            addSquares(of: rows, curvatures, outputs: outputs, to: sums)
        }
    }

    /// Coefficients whose intercepts belong to the columns as they are, not about their centres.
    func uncentred(_ coefficients: [Double], outputs: Int) -> [Double] {
        var result = coefficients
        for (column, centre) in centres.enumerated() {
            for output in 0..<outputs {
                result[matrix.width * outputs + output] -= centre * coefficients[column * outputs + output]
            }
        }
        return result
    }

    func checkCancelled() throws(LearningError) {
        if isCancelled() { throw .cancelled }
    }

    /// Cuts the rows into at most 16 pieces whose partial sums, of `partial` doubles each, stay within 64 MiB.
    func pieces(partial: Int) -> [Range<Int>] {
        let affordable = max(1, (64 << 20) / (8 * max(partial, 1)))
        let count = max(1, min(16, rows / 2048, affordable))
        return Parallel.blocks(of: rows, size: max(1, (rows + count - 1) / count))
    }

    /// Adds up what `body` adds for each piece of rows.
    func summed(
        over pieces: [Range<Int>], count: Int, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void
    ) throws(LearningError) -> [Double] {
        let parts = Parallel.map(count: pieces.count, threads: threads) { piece in
            var sums = [Double](repeating: 0, count: count)
            sums.withUnsafeMutableBufferPointer { sums in
                if let base = sums.baseAddress, !isCancelled() { body(pieces[piece], base) }
            }
            return sums
        }
        try checkCancelled()
        guard var total = parts.first else { return [Double](repeating: 0, count: count) }
        for part in parts.dropFirst() {
            for index in 0..<count { total[index] += part[index] }
        }
        return total
    }

    /// Means as the first row's value plus the mean difference from it: exact for a constant column.
    private static func centres(of matrix: DesignMatrix) -> [Double] {
        guard matrix.rowCount > 0 else { return [Double](repeating: 0, count: matrix.denseWidth) }
        let width = matrix.denseWidth
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<matrix.rowCount {
            for column in 0..<width { sums[column] += matrix.dense[row * width + column] - matrix.dense[column] }
        }
        return sums.indices.map { matrix.dense[$0] + sums[$0] / Double(matrix.rowCount) }
    }
}
