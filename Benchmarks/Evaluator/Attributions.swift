import Columns
import Evidence
import Learning
import Scoring

/// TreeSHAP beside LightGBM's `pred_contrib`: the same rows, models of 500 rounds of 31 leaves, one and two threads.
///
/// Times are wall seconds, each the least of two, in which the two take turns.
func compareAttributions(rows: Int) throws {
    print("| model | rows | threads | LightGBM, s | ours, s | ratio | largest difference |")
    print("|---|---|---|---|---|---|---|")
    for (task, mixed) in [(LearningTask.binary, false), (.binary, true)] {
        let fitted = try Rows.fitted(task, mixed: mixed, rounds: 500)
        guard case .trees(let model) = fitted.model, let text = fitted.modelText else { continue }
        let matrix = Rows(task, rows: rows, mixed: mixed, seed: 2).matrix
        let width = matrix.columns.count
        guard let explainer = TreeExplainer(model, width: width) else { continue }
        let lightGBM = try LightGBM(text)
        var theirs = [Double](repeating: 0, count: rows * (width + 1))
        var ours = [Double](repeating: 0, count: rows * width)
        for threads in [1, 2] {
            var (their, our) = (Double.infinity, Double.infinity)
            for _ in 0..<2 {
                their = min(
                    their,
                    wallSeconds {
                        lightGBM.explain(matrix.values, rows: rows, columns: width, threads: threads, into: &theirs)
                    })
                our = min(our, wallSeconds { explain(explainer, matrix, threads: threads, into: &ours) })
            }
            var difference = 0.0
            for row in 0..<rows {
                for column in 0..<width {
                    let (own, other) = (ours[row * width + column], theirs[row * (width + 1) + column])
                    difference = max(difference, abs(own - other) / max(1, abs(other)))
                }
            }
            print(
                "| \(task.rawValue), \(mixed ? "numbers and categories" : "numbers"), \(model.trees.roots.count) trees"
                    + " | \(rows) | \(threads) | \(written(their)) | \(written(our)) | \(written(their / our))"
                    + " | \(difference) |")
        }
    }
}

/// All rows of a matrix, block by block.
private func explain(_ explainer: TreeExplainer, _ matrix: TreeMatrix, threads: Int, into sums: inout [Double]) {
    let width = explainer.width
    let blocks = Parallel.blocks(of: matrix.rowCount, size: 1_024)
    sums.withUnsafeMutableBufferPointer { sums in
        matrix.values.withUnsafeBufferPointer { values in
            nonisolated(unsafe) let (sums, values) = (sums, values)
            _ = Parallel.map(count: blocks.count, threads: threads) { index in
                let block = blocks[index].lowerBound * width..<blocks[index].upperBound * width
                explainer.write(
                    .init(rebasing: values[block]), rowCount: blocks[index].count, into: .init(rebasing: sums[block]))
            }
        }
    }
}

/// Seconds on the clock.
private func wallSeconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    body()
    return Double((clock.now - start) / .nanoseconds(1)) * 1e-9
}
