/// Weights of all rows under eight resamples, reckoned beside each other: a row's place is looked up once for all.
///
/// They are taken in two halves of four, whose sums fit the registers of any processor.
struct WeightLanes {
    /// Resamples beside each other.
    static let count = 8
    /// Resamples of a half.
    static let halfCount = 4
    /// Halves.
    static let halves = 2

    /// A number for each resample of a half.
    typealias Half = SIMD4<Double>

    /// How often each unit is drawn, a byte for each resample, two halves a unit: what is met in no order of memory stays
    /// in the cache.
    let counts: UnsafeBufferPointer<SIMD4<UInt8>>
    /// The unit of each row; `nil` where every row is a unit of its own.
    let units: UnsafeBufferPointer<Int32>?
    /// The weight of each row outside of any resample.
    let weights: UnsafeBufferPointer<Double>

    /// The unit of a row.
    @inline(__always)
    func unit(of row: Int) -> Int { units.map { Int($0[row]) } ?? row }

    /// A row's weight under each resample of a half.
    @inline(__always)
    func weight(of row: Int, half: Int) -> Half {
        Self.numbers(counts[Self.halves * unit(of: row) + half]) * weights[row]
    }

    /// Counts as numbers.
    @inline(__always)
    static func numbers(_ counts: SIMD4<UInt8>) -> Half { Half(SIMD4<Int32>(truncatingIfNeeded: counts)) }
}

/// The same weights by the place of rows in an order: gathered once, then read from end to end.
struct PlacedLanes {
    private let counts: [SIMD4<UInt8>]
    private let weights: [Double]

    /// Gathers the weights of rows in their order.
    init(_ lanes: WeightLanes, rows: [Int32]) {
        counts = [SIMD4<UInt8>](unsafeUninitializedCapacity: WeightLanes.halves * rows.count) { counts, count in
            for place in 0..<rows.count {
                let unit = lanes.unit(of: Int(rows[place]))
                for half in 0..<WeightLanes.halves {
                    counts.initializeElement(
                        at: WeightLanes.halves * place + half, to: lanes.counts[WeightLanes.halves * unit + half])
                }
            }
            count = WeightLanes.halves * rows.count
        }
        weights = [Double](unsafeUninitializedCapacity: rows.count) { weights, count in
            for place in 0..<rows.count { weights.initializeElement(at: place, to: lanes.weights[Int(rows[place])]) }
            count = rows.count
        }
    }

    /// Calls `body` with the weights of places under each resample of a half.
    @inline(__always)
    func withHalf(_ half: Int, _ body: ((Int) -> WeightLanes.Half) -> Void) {
        counts.withUnsafeBufferPointer { counts in
            weights.withUnsafeBufferPointer { weights in
                body { place in
                    WeightLanes.numbers(counts[WeightLanes.halves * place + half]) * weights[place]
                }
            }
        }
    }
}
