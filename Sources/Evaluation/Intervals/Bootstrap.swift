import Columns
import Evidence

/// Resamples of the rows, drawn as weights, and the figures of every candidate under each of them.
///
/// Replicate `r` draws as many units as there are, with replacement, by a generator that is seeded by the seed and
/// `r` alone. So all candidates see the same resamples, and neither threads nor the order of work change a bit.
struct Bootstrap {
    let units: ResamplingUnits
    /// A weight a row; what a resample draws is multiplied by it.
    let weights: [Double]
    let seed: Int64
    let replicates: Int
    let threads: Int

    /// Replicates of one piece of work, which share their scratch memory.
    private static let blockSize = 10

    /// The figures at `[candidate][name][replicate]`; NaN where a metric is undefined in a resample.
    func figures(of candidates: [any ResampledFigures]) -> [[[Double]]] {
        let widths = candidates.map(\.names.count)
        let blocks = Parallel.blocks(of: replicates, size: Self.blockSize)
        let found = Parallel.map(count: blocks.count, threads: threads) { block in
            replicate(candidates, width: widths.reduce(0, +), blocks[block])
        }
        var figures = widths.map { width in
            [[Double]](repeating: [Double](repeating: .nan, count: replicates), count: width)
        }
        for (block, rows) in zip(blocks, found) {
            for (place, replicate) in block.enumerated() {
                var start = place * widths.reduce(0, +)
                for (candidate, width) in widths.enumerated() {
                    for name in 0..<width { figures[candidate][name][replicate] = rows[start + name] }
                    start += width
                }
            }
        }
        return figures
    }

    /// All figures of some replicates, one replicate after another.
    private func replicate(_ candidates: [any ResampledFigures], width: Int, _ block: Range<Int>) -> [Double] {
        var counts = [UInt8](repeating: 0, count: units.count)
        var drawn = [Double](repeating: 0, count: weights.count)
        var figures = [Double](repeating: .nan, count: block.count * width)
        figures.withUnsafeMutableBufferPointer { figures in
            var start = 0
            for replicate in block {
                draw(replicate, &counts, &drawn)
                drawn.withUnsafeBufferPointer { drawn in
                    for candidate in candidates {
                        let end = start + candidate.names.count
                        candidate.figures(drawn, into: UnsafeMutableBufferPointer(rebasing: figures[start..<end]))
                        start = end
                    }
                }
            }
        }
        return figures
    }

    /// How often each unit is drawn, times the weight of each row.
    ///
    /// A count has eight bits: that a unit is drawn 256 times has a chance below 1e-500.
    private func draw(_ replicate: Int, _ counts: inout [UInt8], _ drawn: inout [Double]) {
        var draws = SeededDraws(seed: seed, replicate: replicate)
        counts.withUnsafeMutableBufferPointer { counts in
            draws.count(into: counts)
            drawn.withUnsafeMutableBufferPointer { drawn in
                weights.withUnsafeBufferPointer { weights in
                    guard let ids = units.ids else {
                        for row in 0..<drawn.count { drawn[row] = weights[row] * Double(counts[row]) }
                        return
                    }
                    ids.withUnsafeBufferPointer { ids in
                        for row in 0..<drawn.count { drawn[row] = weights[row] * Double(counts[Int(ids[row])]) }
                    }
                }
            }
        }
    }
}
