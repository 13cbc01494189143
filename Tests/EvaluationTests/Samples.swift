import Columns
import Evidence
import Scoring

@testable import Evaluation

/// A generator whose numbers are the same everywhere (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func unit() -> Double { Double(next() >> 11) / 0x1p53 }
}

extension Column {
    static func integers(_ values: [Int?]) -> Column {
        .integer(Values(values.map { $0.map(Int64.init) }, filler: 0))
    }

    static func times(_ values: [Int?], _ kind: TimestampKind = .instant) -> Column {
        .timestamp(Values(values.map { $0.map(Int64.init) }, filler: 0), kind)
    }

    /// The rows of a column in another order.
    func permuted(_ order: [Int]) -> Column {
        switch self {
        case .boolean(let values): .boolean(Values(order.map { values[$0] }, filler: false))
        case .integer(let values): .integer(Values(order.map { values[$0] }, filler: 0))
        case .double(let values): .double(Values(order.map { values[$0] }, filler: 0))
        case .text(let values): .text(TextValues(order.map { values[$0] }))
        case .timestamp(let values, let kind): .timestamp(Values(order.map { values[$0] }, filler: 0), kind)
        }
    }
}

extension Table {
    func permuted(_ order: [Int]) -> Table { Table(zip(names, columns).map { ($0, $1.permuted(order)) }) }
}

extension Target {
    static func binary(_ values: [Double], weights: [Double]? = nil) -> Target {
        Target(task: .binary, classes: ["no", "yes"], values: values, weights: weights)
    }

    static func regression(_ values: [Double], weights: [Double]? = nil) -> Target {
        Target(task: .regression, classes: [], values: values, weights: weights)
    }
}

extension Predictions {
    init(_ scores: [Double]) { self.init(width: 1, values: scores) }
}

/// What an expression throws as an ``EvaluationError``, or `nil`.
func error(of body: () throws -> Void) -> EvaluationError? {
    do {
        try body()
        return nil
    } catch {
        return error as? EvaluationError
    }
}
