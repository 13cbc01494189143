import Foundation
import Scoring

/// The rising table that is nearest to the truth in squares: neighbours that fall are pooled until none does.
///
/// Scores are taken on the grid of ``IsotonicTable/leastGap``, and equal ones as their mean; on that grid it is
/// scikit-learn's `IsotonicRegression` with `y_min` and `y_max` a little inside 0 and 1: one row in all of them and two,
/// as of a row that nobody has seen yet, so that no score is taken for certain.
enum IsotonicFit {
    /// Scores that were pooled, with one value.
    private struct Block {
        var first: Double
        var last: Double
        var sum: Double
        var weight: Double
        var mean: Double { sum / weight }
    }

    /// The table; `nil` where no row has a weight.
    static func table(scores: [Double], truth: [Double], weights: [Double]?) -> IsotonicTable? {
        let grid = scores.map { ($0 / IsotonicTable.leastGap).rounded() * IsotonicTable.leastGap }
        var blocks: [Block] = []
        var open: Block?
        func close(_ block: Block) {
            var block = block
            while let before = blocks.last, before.mean >= block.mean {
                block.first = before.first
                block.sum += before.sum
                block.weight += before.weight
                blocks.removeLast()
            }
            blocks.append(block)
        }
        for row in RadixOrder.ascending(grid).map(Int.init) {
            let weight = weights?[row] ?? 1
            guard weight > 0 else { continue }
            if var own = open, own.last == grid[row] {
                own.sum += weight * truth[row]
                own.weight += weight
                open = own
            } else {
                if let own = open { close(own) }
                open = Block(first: grid[row], last: grid[row], sum: weight * truth[row], weight: weight)
            }
        }
        guard let open else { return nil }
        close(open)
        let edge = 1 / (blocks.reduce(0) { $0 + $1.weight } + 2)
        var (corners, heights): ([Double], [Double]) = ([], [])
        for block in blocks {
            let height = min(max(block.mean, edge), 1 - edge)
            for corner in block.first == block.last ? [block.first] : [block.first, block.last] {
                corners.append(corner)
                heights.append(height)
            }
        }
        return IsotonicTable(scores: corners, probabilities: heights)
    }
}
