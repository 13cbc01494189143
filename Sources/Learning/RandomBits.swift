/// Random numbers that a seed alone decides: SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number
/// Generators*).
struct RandomBits {
    private var state: UInt64

    init(seed: Int64) { state = UInt64(bitPattern: seed) }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number in 0..<1, of 53 bits.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
