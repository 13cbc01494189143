/// Random numbers that depend on a seed and a number alone, so that work may be done in any order (SplitMix64 by
/// Steele, Lea and Flood, 2014).
struct SeededDraws {
    private var state: UInt64

    /// The draws of one replicate.
    init(seed: Int64, replicate: Int) {
        // Both are mixed, so that neighbouring seeds and replicates start far apart.
        let start = Self.mixed(UInt64(bitPattern: seed) &+ Self.step)
        state = Self.mixed(start ^ Self.mixed(UInt64(truncatingIfNeeded: replicate) &* Self.step &+ 1))
    }

    /// Counts how often each place is drawn in as many draws as there are places.
    mutating func count(into counts: UnsafeMutableBufferPointer<UInt8>) {
        counts.update(repeating: 0)
        let bound = UInt64(counts.count)
        for _ in 0..<counts.count { counts[below(bound)] &+= 1 }
    }

    /// A number in `0..<bound`, by the high half of a product, which is even to one part in 2^64 / bound.
    @inline(__always)
    private mutating func below(_ bound: UInt64) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: bound).high)
    }

    /// The next 64 random bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A number in 0..<1, of 53 bits.
    mutating func unit() -> Double { Double(next() >> 11) / 0x1p53 }

    /// `0..<count` in an order of which each is as likely (Fisher and Yates, 1938).
    mutating func order(of count: Int) -> [Int] {
        var order = Array(0..<count)
        for place in stride(from: count - 1, to: 0, by: -1) { order.swapAt(place, below(UInt64(place + 1))) }
        return order
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
