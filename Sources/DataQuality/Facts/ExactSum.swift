import Warehouse

/// Sums of doubles that do not depend on the order of the rows or on the threads: the engine adds whole numbers.
///
/// Each value is taken as a multiple of a power of two, the finest in which the largest still fits 62 bits; what is
/// lost of a value is below 2⁻⁶² of the largest one.
struct ExactSum: Sendable {
    /// The sum of the multiples and how many there are, as one text.
    let fact: Fact
    /// The power of two.
    private let exponent: Int

    /// The sum of an expression whose values lie within ±`magnitude`.
    init(of value: SQL, magnitude: Double, where condition: SQL?) throws(WarehouseError) {
        exponent = magnitude > 0 && magnitude.isFinite ? min(1_000, 61 - Int(magnitude.exponent)) : 0
        let scale = Double(sign: .plus, exponent: exponent, significand: 1)
        let multiple: SQL = "TRY_CAST(\(value) * \(Literal(scale)) AS BIGINT)"
        let filter: SQL = condition.map { " FILTER (WHERE \($0))" } ?? ""
        fact = try Fact(
            aggregate: "concat_ws(' ', coalesce(sum(\(multiple))\(filter), 0), count(\(multiple))\(filter))")
    }

    /// The sum and the number of summands; `nil` where it is not known.
    func value(_ facts: Facts) -> (sum: Double, count: Int)? {
        guard case .text(let text) = facts[fact] else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let sum = Int128(parts[0]), let count = Int(parts[1]) else { return nil }
        return (Double(sum) * Double(sign: .plus, exponent: -exponent, significand: 1), count)
    }
}
