import Columns
package import Evidence

extension Model {
    /// Numbers that the model predicts for a row: 1, or one a class for multiclass.
    ///
    /// The task is needed for `prior`, whose values look the same for binary and multiclass.
    package func outputWidth(task: LearningTask) -> Int {
        guard task == .multiclass else { return 1 }
        return switch self {
        case .prior(let prior): prior.values.count
        case .linear(let linear): linear.weights.count
        }
    }

    /// Predictions for every row of a matrix.
    ///
    /// Probabilities of `positive` (binary) or of every class (multiclass), or values (regression); the same bits at
    /// any number of threads.
    package func predict(_ matrix: DesignMatrix, task: LearningTask, threads: Int = 1) -> Predictions {
        let width = outputWidth(task: task)
        let pieces = Parallel.blocks(of: matrix.rowCount, size: BoundPlan.pieceRows(denseWidth: matrix.denseWidth))
        let blockCount = matrix.blockWidths.count
        let values = [Double](unsafeUninitializedCapacity: matrix.rowCount * width) { values, count in
            nonisolated(unsafe) let values = values
            _ = Parallel.map(count: pieces.count, threads: threads) { index in
                let rows = pieces[index]
                matrix.dense.withUnsafeBufferPointer { dense in
                    matrix.levels.withUnsafeBufferPointer { levels in
                        predict(
                            dense: .init(
                                rebasing: dense[
                                    rows.lowerBound * matrix.denseWidth..<rows.upperBound * matrix.denseWidth]),
                            levels: .init(
                                rebasing: levels[rows.lowerBound * blockCount..<rows.upperBound * blockCount]),
                            rowCount: rows.count, denseWidth: matrix.denseWidth, blockWidths: matrix.blockWidths,
                            task: task,
                            into: .init(rebasing: values[rows.lowerBound * width..<rows.upperBound * width]))
                    }
                }
            }
            count = matrix.rowCount * width
        }
        return Predictions(width: width, values: values)
    }

    /// Predicts rows whose linear view lies in memory, `outputWidth` numbers a row.
    func predict(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int, denseWidth: Int,
        blockWidths: [Int], task: LearningTask, into values: UnsafeMutableBufferPointer<Double>
    ) {
        switch self {
        case .prior(let prior):
            let answer = task == .binary ? [prior.values[1]] : prior.values
            for index in 0..<rowCount * answer.count { values[index] = answer[index % answer.count] }
        case .linear(let linear):
            linear.writeScores(
                dense: dense, levels: levels, rowCount: rowCount, denseWidth: denseWidth, blockWidths: blockWidths,
                into: values)
            linear.link.apply(to: values, width: linear.weights.count)
        }
    }
}
