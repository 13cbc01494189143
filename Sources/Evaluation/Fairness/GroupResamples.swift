import Columns
import Evidence

/// The sums of groups in resamples of the rows' independent units.
///
/// Units beyond a number are drawn in fixed bundles: they do not depend on one another, so that bundles vary as units do.
struct GroupResamples: Sendable {
    /// Bundles at most; sums of a bundle are made once.
    private static let bundles = 10_000
    private static let mark: Int64 = 0x4641_4952

    /// The sums of each resample.
    let sums: [[Double]]
    let units: Int

    init(_ own: GroupSums, resampling: Evaluation.Resampling) {
        let count = min(resampling.units.count, Self.bundles)
        units = count
        let width = own.groups * own.width
        let rows = own.slots.count / max(1, own.stride)
        // The cells of each bundle that hold anything, one after the other.
        var cells = [[Int32: Double]](repeating: [:], count: count)
        for row in 0..<rows {
            let unit = resampling.units.ids.map { Int($0[row]) } ?? row
            for entry in row * own.stride..<(row + 1) * own.stride {
                cells[unit % count][own.slots[entry], default: 0] += own.values[entry]
            }
        }
        var (starts, slots, values) = ([0], [Int32](), [Double]())
        for cell in cells {
            for slot in cell.keys.sorted() {
                slots.append(slot)
                values.append(cell[slot] ?? 0)
            }
            starts.append(slots.count)
        }
        guard count > 1 else {
            sums = []
            return
        }
        let (borders, places, weights) = (starts, slots, values)
        sums = Parallel.map(count: Limits.bootstrapReplicates, threads: resampling.threads) { replicate in
            var draws = SeededDraws(seed: resampling.seed ^ Self.mark, replicate: replicate)
            let counts = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
                let slice = UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
                draws.count(into: slice)
                initialised = count
            }
            var sums = [Double](repeating: 0, count: width)
            for bundle in 0..<count where counts[bundle] > 0 {
                let times = Double(counts[bundle])
                for entry in borders[bundle]..<borders[bundle + 1] {
                    sums[Int(places[entry])] += times * weights[entry]
                }
            }
            return sums
        }
    }
}
