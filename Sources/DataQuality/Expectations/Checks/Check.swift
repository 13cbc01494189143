import Evidence
import Warehouse

/// An expectation compiled for a relation.
protocol Check: Sendable {
    /// What must be known next, given what is known; empty where it can be judged.
    func needs(_ facts: Facts) throws -> [Fact]

    /// The judgement, when all needs are met.
    func outcome(_ facts: Facts) -> CheckOutcome

    /// The rows that are not as expected, where it is about rows.
    var unexpectedRows: UnexpectedRows? { get }
}

extension Check {
    var unexpectedRows: UnexpectedRows? { nil }
}

/// What came of a check.
struct CheckOutcome: Sendable {
    var success: Bool
    var result = ExpectationResult.Result()
    /// Why it could not be judged, where it could not.
    var misfit: Finding?

    /// An outcome about one observed value.
    init(success: Bool, observed: JSONValue?) {
        self.success = success
        result.observedValue = observed
    }

    init(success: Bool, result: ExpectationResult.Result) {
        self.success = success
        self.result = result
    }
}

/// Rows that are not as expected, as a query can find them.
struct UnexpectedRows: Sendable {
    /// A table expression with the columns that `values` and the key need.
    let rows: SQL
    let condition: SQL
    /// What is shown of each row, in order.
    let values: [Identifier]
    /// Of a person's own query, the same over rows that bear their number in ``Examples/row``.
    var numbered: SQL?
    /// Whether several values of a row are shown as a list, without the names of their columns.
    var areLists = false
}

/// A check of what the data does not hold in the form that is expected: it failed.
struct MisfitCheck: Check {
    let reason: Finding

    func needs(_ facts: Facts) -> [Fact] { [] }

    func outcome(_ facts: Facts) -> CheckOutcome {
        var outcome = CheckOutcome(success: false, observed: nil)
        outcome.misfit = reason
        return outcome
    }
}

/// A check that is decided without looking at the rows.
struct KnownCheck: Check {
    let known: CheckOutcome

    init(success: Bool, observed: JSONValue?) { known = CheckOutcome(success: success, observed: observed) }

    func needs(_ facts: Facts) -> [Fact] { [] }

    func outcome(_ facts: Facts) -> CheckOutcome { known }
}
