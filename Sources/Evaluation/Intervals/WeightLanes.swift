/// Weights of all rows under eight resamples, reckoned beside each other: a row's place is looked up once for all.
struct WeightLanes {
    /// Resamples beside each other.
    static let count = 8

    /// How often each unit is drawn.
    let counts: UnsafeBufferPointer<SIMD8<Double>>
    /// The unit of each row; `nil` where every row is a unit of its own.
    let units: UnsafeBufferPointer<Int32>?
    /// The weight of each row outside of any resample.
    let weights: UnsafeBufferPointer<Double>

    /// A row's weight under each resample.
    @inline(__always)
    func weight(of row: Int) -> SIMD8<Double> {
        (units.map { counts[Int($0[row])] } ?? counts[row]) * weights[row]
    }
}
