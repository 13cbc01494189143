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

    /// Replicates of one piece of work, which are reckoned beside each other.
    private static let blockSize = WeightLanes.count

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
        var figures = [Double](repeating: .nan, count: block.count * width)
        withLanes(block) { lanes in
            var start = 0
            for candidate in candidates {
                let own = candidate.names.count
                var found = [Double](repeating: .nan, count: WeightLanes.count * own)
                found.withUnsafeMutableBufferPointer { candidate.figures(lanes, into: $0) }
                for lane in 0..<block.count {
                    for name in 0..<own { figures[lane * width + start + name] = found[lane * own + name] }
                }
                start += own
            }
        }
        return figures
    }

    /// How often each unit is drawn by each of some replicates.
    ///
    /// A count has eight bits: that a unit is drawn 256 times has a chance below 1e-500.
    private func withLanes(_ block: Range<Int>, _ body: (WeightLanes) -> Void) {
        let count = units.count
        // Lanes without a replicate of their own count every unit once.
        var drawn = [UInt8](repeating: 1, count: WeightLanes.count * count)
        drawn.withUnsafeMutableBufferPointer { drawn in
            for (lane, replicate) in block.enumerated() {
                var draws = SeededDraws(seed: seed, replicate: replicate)
                draws.count(into: UnsafeMutableBufferPointer(rebasing: drawn[lane * count..<(lane + 1) * count]))
            }
        }
        let lanes = Self.beside(drawn, count: count)
        lanes.withUnsafeBufferPointer { lanes in
            weights.withUnsafeBufferPointer { weights in
                guard let ids = units.ids else {
                    return body(WeightLanes(counts: lanes, units: nil, weights: weights))
                }
                ids.withUnsafeBufferPointer { body(WeightLanes(counts: lanes, units: $0, weights: weights)) }
            }
        }
    }

    /// Lays the counts of each unit beside each other, two halves a unit.
    private static func beside(_ drawn: [UInt8], count: Int) -> [SIMD4<UInt8>] {
        [SIMD4<UInt8>](unsafeUninitializedCapacity: WeightLanes.halves * count) { lanes, initialised in
            drawn.withUnsafeBufferPointer { drawn in
                for unit in 0..<count {
                    for half in 0..<WeightLanes.halves {
                        let first = half * WeightLanes.halfCount * count + unit
                        lanes.initializeElement(
                            at: WeightLanes.halves * unit + half,
                            to: SIMD4(
                                drawn[first], drawn[first + count], drawn[first + 2 * count], drawn[first + 3 * count]))
                    }
                }
            }
            initialised = WeightLanes.halves * count
        }
    }
}
