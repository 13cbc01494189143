/// A sum of doubles that keeps what each addition rounds away (Neumaier, 1974).
///
/// The result is as good as one rounding of the exact sum unless the terms cancel by more than 16 digits, so
/// figures agree with other implementations far below the tolerance of the oracle tests.
struct CompensatedSum {
    private var sum = 0.0
    private var lost = 0.0

    /// The sum so far; infinite where a term or the sum left the range of doubles.
    var value: Double { sum.isFinite ? sum + lost : sum }

    @inline(__always)
    mutating func add(_ term: Double) {
        let next = sum + term
        lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
        sum = next
    }

    /// The sum of some terms, in their order.
    static func of(_ terms: some Sequence<Double>) -> Double {
        var sum = CompensatedSum()
        for term in terms { sum.add(term) }
        return sum.value
    }
}
