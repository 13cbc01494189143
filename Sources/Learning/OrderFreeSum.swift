/// A sum of doubles that does not depend on the order of its terms, to the last bit.
///
/// A double is an integer of 53 bits times a power of two. Terms of the same power are added as integers of 128
/// bits, which is exact for more terms than memory holds; only the few thousand powers are added as doubles, from
/// the smallest up.
struct OrderFreeSum: Sendable {
    /// Sum of the signed significands of each biased exponent.
    private var significands = [Int128](repeating: 0, count: 2047)
    /// Infinities and NaN, added as they come: their sum depends on no order either.
    private var special = 0.0

    mutating func add(_ term: Double) {
        let exponent = Int(term.exponentBitPattern)
        guard exponent < 2047 else { return special += term }
        // Subnormal numbers have the power of the smallest normal ones and no leading one.
        let significand = Int64(term.significandBitPattern | (exponent == 0 ? 0 : 1 << 52))
        significands[max(exponent, 1)] += Int128(term.sign == .minus ? -significand : significand)
    }

    var value: Double {
        guard special == 0 else { return special }
        var sum = 0.0
        for (exponent, significand) in significands.enumerated() where significand != 0 {
            sum += Double(sign: .plus, exponent: exponent - 1075, significand: Double(significand))
        }
        return sum
    }

    /// The sum of some terms.
    static func of(_ terms: some Sequence<Double>) -> Double {
        var sum = OrderFreeSum()
        for term in terms { sum.add(term) }
        return sum.value
    }
}
