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
        case .trees(let trees): trees.outputs
        }
    }

    /// Predictions for rows of a table that a plan is bound to, through the view that the model reads.
    ///
    /// A row's prediction is the same bits whatever the other rows, their order, and the number of threads. Memory
    /// does not grow with the table.
    ///
    /// - Parameters:
    ///   - bound: The plan with the table's columns.
    ///   - rows: The rows in the order wanted, each in `0 ..< bound.rowCount`; all of them where `nil`.
    ///   - task: The task that the model was fitted for.
    ///   - threads: At most this many at a time.
    /// - Returns: Predictions in the order of `rows`.
    package func predict(_ bound: BoundPlan, rows: [Int]? = nil, task: LearningTask, threads: Int = 1) -> Predictions {
        let count = rows?.count ?? bound.rowCount
        precondition(rows?.allSatisfy { (0..<bound.rowCount).contains($0) } ?? true, "rows of the table")
        let width = outputWidth(task: task)
        let blocks = Parallel.blocks(of: count, size: Self.blockRows)
        let nodewise = nodewise(for: count)
        let values = [Double](unsafeUninitializedCapacity: count * width) { values, initialised in
            nonisolated(unsafe) let values = values
            _ = Parallel.map(count: blocks.count, threads: threads) { index in
                let block = blocks[index]
                predict(
                    bound, rows: rows, block, nodewise, task: task,
                    into: .init(rebasing: values[block.lowerBound * width..<block.upperBound * width]))
            }
            initialised = count * width
        }
        return Predictions(width: width, values: values)
    }

    /// Rows that are turned into numbers and predicted at a time.
    private static let blockRows = 8_192

    /// Predicts the rows at `block` of the wanted ones, piece by piece.
    private func predict(
        _ bound: BoundPlan, rows: [Int]?, _ block: Range<Int>, _ nodewise: NodewiseTrees?, task: LearningTask,
        into values: UnsafeMutableBufferPointer<Double>
    ) {
        let isTrees = if case .trees = self { true } else { false }
        let denseWidth = isTrees ? bound.treeWidth : bound.plan.denseWidth
        let blockWidths = isTrees ? [] : bound.plan.blockWidths
        let width = outputWidth(task: task)
        let pieceRows = BoundPlan.pieceRows(denseWidth: denseWidth)
        let capacity = min(block.count, pieceRows)
        let dense = UnsafeMutableBufferPointer<Double>.allocate(capacity: capacity * denseWidth)
        let levels = UnsafeMutableBufferPointer<Int32>.allocate(capacity: capacity * blockWidths.count)
        defer {
            dense.deallocate()
            levels.deallocate()
        }
        for start in stride(from: block.lowerBound, to: block.upperBound, by: pieceRows) {
            let piece = start..<min(start + pieceRows, block.upperBound)
            bound.withSelection(of: piece, in: rows) { selection in
                if isTrees {
                    bound.writeTrees(selection, into: dense)
                } else {
                    bound.writeLinear(selection, dense: dense, levels: levels)
                }
            }
            let first = (piece.lowerBound - block.lowerBound) * width
            predict(
                dense: UnsafeBufferPointer(dense), levels: UnsafeBufferPointer(levels), rowCount: piece.count,
                denseWidth: denseWidth, blockWidths: blockWidths, nodewise, task: task,
                into: .init(rebasing: values[first..<first + piece.count * width]))
        }
    }

    /// Predictions for every row of the view for trees, where the model is one that reads it.
    package func predict(_ matrix: TreeMatrix, task: LearningTask, threads: Int = 1) -> Predictions {
        if case .linear = self { preconditionFailure("a linear model reads the linear view") }
        let width = outputWidth(task: task)
        let columns = matrix.columns.count
        let pieces = Parallel.blocks(of: matrix.rowCount, size: BoundPlan.pieceRows(denseWidth: columns))
        let nodewise = nodewise(for: matrix.rowCount)
        let values = [Double](unsafeUninitializedCapacity: matrix.rowCount * width) { values, count in
            nonisolated(unsafe) let values = values
            _ = Parallel.map(count: pieces.count, threads: threads) { index in
                let rows = pieces[index]
                matrix.values.withUnsafeBufferPointer { inputs in
                    predict(
                        dense: .init(rebasing: inputs[rows.lowerBound * columns..<rows.upperBound * columns]),
                        levels: .init(start: nil, count: 0), rowCount: rows.count, denseWidth: columns,
                        blockWidths: [], nodewise, task: task,
                        into: .init(rebasing: values[rows.lowerBound * width..<rows.upperBound * width]))
                }
            }
            count = matrix.rowCount * width
        }
        return Predictions(width: width, values: values)
    }

    /// Predictions for every row of the linear view, where the model is one that reads it.
    ///
    /// Probabilities of `positive` (binary) or of every class (multiclass), or values (regression); the same bits at
    /// any number of threads.
    package func predict(_ matrix: DesignMatrix, task: LearningTask, threads: Int = 1) -> Predictions {
        if case .trees = self { preconditionFailure("trees read the view for trees") }
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
                            nil, task: task,
                            into: .init(rebasing: values[rows.lowerBound * width..<rows.upperBound * width]))
                    }
                }
            }
            count = matrix.rowCount * width
        }
        return Predictions(width: width, values: values)
    }

    /// The trees in the form for many rows, where the model has it and there are so many.
    private func nodewise(for rows: Int) -> NodewiseTrees? {
        guard case .trees(let trees) = self, rows >= NodewiseTrees.worthwhileRows else { return nil }
        return NodewiseTrees(trees.trees)
    }

    /// Predicts rows whose view lies in memory, `outputWidth` numbers a row; for trees, all columns are dense.
    func predict(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int, denseWidth: Int,
        blockWidths: [Int], _ nodewise: NodewiseTrees?, task: LearningTask,
        into values: UnsafeMutableBufferPointer<Double>
    ) {
        switch self {
        case .prior(let prior):
            let answer = task == .binary ? [prior.values[1]] : prior.values
            for index in 0..<rowCount * answer.count { values[index] = answer[index % answer.count] }
        case .linear(let linear):
            linear.writeScores(
                dense: dense, levels: levels, rowCount: rowCount, denseWidth: denseWidth, blockWidths: blockWidths,
                into: values)
            linear.link.apply(
                to: .init(rebasing: values[..<(rowCount * linear.weights.count)]), width: linear.weights.count,
                linear.recalibration)
        case .trees(let trees):
            trees.predict(dense, rowCount: rowCount, width: denseWidth, nodewise, into: values)
        }
    }
}
