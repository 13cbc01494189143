import Columns
import Evidence
import Foundation

/// What the calibration error of a perfectly calibrated model with the same scores would be.
enum PerfectCalibration {
    /// Draws of one piece of work.
    private static let blockSize = 25

    /// The errors of labels drawn from the scores, each row for itself, ``Limits/calibrationDraws`` times.
    ///
    /// Draw `d` depends on the seed and `d` alone. Above ``Limits/bootstrapRows`` rows the sum of a bin's labels is
    /// drawn at once, as the normal number that so many rows come to.
    static func errors(of binned: BinnedScores, seed: Int64, threads: Int) -> CalibrationDocument.Perfect {
        let drawn = draws(of: binned, seed: seed, threads: threads).sorted()
        let bounds = IntervalBounds.percentiles(drawn, level: 0.95)
        return .init(
            draws: drawn.count, mean: CompensatedSum.of(drawn) / Double(drawn.count), lower: bounds.lower,
            upper: bounds.upper)
    }

    private static func draws(of binned: BinnedScores, seed: Int64, threads: Int) -> [Double] {
        let rowCount = binned.rows.reduce(0) { $0 + $1.count }
        let bins = binned.bins.indices.map { place in
            Bin(
                predicted: binned.bins[place].predicted, weight: binned.bins[place].weight,
                spread: binned.chanceVariance(of: place).squareRoot(),
                // Of 64 random bits, so many values are below the score; all but one in 2^64 where it is 1.
                limits: binned.rows[place].map {
                    binned.scores[$0] < 1 ? UInt64(binned.scores[$0] * 0x1p64) : UInt64.max
                },
                weights: binned.rows[place].map { binned.weights[$0] })
        }
        let total = binned.total
        let blocks = Parallel.blocks(of: Limits.calibrationDraws, size: blockSize)
        return Parallel.map(count: blocks.count, threads: threads) { block in
            blocks[block].map { draw in
                // Apart from the bootstrap's draws of the same seed.
                var chance = SeededDraws(seed: ~seed, replicate: draw)
                var sum = 0.0
                for bin in bins {
                    sum +=
                        bin.weight
                        * (rowCount > Limits.bootstrapRows ? bin.normalGap(&chance) : bin.gap(&chance))
                }
                return sum / total
            }
        }.flatMap(\.self)
    }

    private struct Bin: Sendable {
        let predicted: Double
        let weight: Double
        let spread: Double
        let limits: [UInt64]
        let weights: [Double]

        /// The distance of predicted and seen, with a label drawn for every row.
        func gap(_ chance: inout SeededDraws) -> Double {
            var positive = 0.0
            for row in limits.indices where chance.next() < limits[row] { positive += weights[row] }
            return abs(predicted - positive / weight)
        }

        /// The same from the normal distribution of what is seen (Box and Muller, 1958).
        func normalGap(_ chance: inout SeededDraws) -> Double {
            let (first, second) = (chance.unit(), chance.unit())
            return spread * abs((-2 * log(1 - first)).squareRoot() * cos(2 * Double.pi * second))
        }
    }
}
