import Evidence
import Warehouse

/// The values that occur, as a set.
struct DistinctCheck: Check {
    private let type: ExpectationType
    /// How many of the expected values can occur at all.
    private let expected: Int
    private let distinct: Fact
    private let found: Fact
    private let shown: Fact
    private let foreign: Fact

    /// Values that are listed.
    private static let listed = 1_000

    init(_ scope: CheckScope) throws {
        type = scope.expectation.type
        let column = try scope.column()
        let values = scope.values("value_set").filter { $0 != .null }
        var literals: [SQL] = []
        for value in values { literals.append(try scope.literal(value, for: column, argument: "value_set")) }
        let names = Set(values.map { (try? CanonicalJSON.line($0)) ?? "" })
        expected = names.count
        let isPresent = scope.condition.map { "\(column.isPresent) AND \($0)" as SQL } ?? column.isPresent
        distinct = try Fact(aggregate: "count(DISTINCT \(column.value))", where: scope.condition)
        let isIn: SQL = literals.isEmpty ? "FALSE" : "\(column.name) IN (\(literals))"
        found = try Fact(aggregate: "count(DISTINCT \(column.value))", where: "\(isPresent) AND \(isIn)")
        shown = try Fact(
            query: """
                SELECT DISTINCT \(column.name) AS value FROM \(scope.relation.rows) WHERE \(isPresent)
                ORDER BY value LIMIT \(Self.listed)
                """)
        foreign = try Fact(
            query: """
                SELECT DISTINCT \(column.name) AS value FROM \(scope.relation.rows)
                WHERE \(isPresent) AND NOT \(isIn) ORDER BY value LIMIT \(Limits.keysPerFinding)
                """)
    }

    func needs(_ facts: Facts) -> [Fact] { [distinct, found, shown, foreign] }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let distinct = facts.count(distinct)
        let found = facts.count(found)
        let success =
            switch type {
            case .distinctInSet: found == distinct
            case .distinctContainSet: found == expected
            default: found == distinct && found == expected
            }
        var result = ExpectationResult.Result()
        result.observedValue = .array(facts.rows(shown).map { $0[0].json })
        if type != .distinctInSet { result.missingCount = expected - found }
        if type != .distinctContainSet {
            result.unexpectedCount = distinct - found
            result.partialUnexpectedList = facts.rows(foreign).map { $0[0].json }
        }
        return CheckOutcome(success: success, result: result)
    }
}

/// The value that occurs most often is one of a set.
struct MostCommonCheck: Check {
    private let values: [JSONValue]
    private let tiesAreFine: Bool
    private let top: Fact

    init(_ scope: CheckScope) throws {
        let column = try scope.column()
        var values: [JSONValue] = []
        for value in scope.values("value_set") where value != .null {
            _ = try scope.literal(value, for: column, argument: "value_set")
            values.append(value)
        }
        self.values = values
        tiesAreFine = scope.flag("ties_okay")
        top = try Fact(
            query: """
                SELECT value, n FROM (SELECT \(column.name) AS value, count(*) AS n FROM \(scope.rows)
                WHERE \(column.isPresent) GROUP BY value) AS counted
                WHERE n = (SELECT max(n) FROM (SELECT count(*) AS n FROM \(scope.rows) WHERE \(column.isPresent)
                GROUP BY \(column.name)) AS counts) ORDER BY value LIMIT 1000
                """)
    }

    func needs(_ facts: Facts) -> [Fact] { [top] }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let common = facts.rows(top).map { $0[0] }
        let matching = common.filter { cell in values.contains { Self.equal($0, cell) } }
        let success = tiesAreFine ? !matching.isEmpty : common.count == 1 && matching.count == 1
        return CheckOutcome(success: success, observed: .array(common.map(\.json)))
    }

    private static func equal(_ value: JSONValue, _ cell: Cell) -> Bool {
        if let number = cell.number { return Bounds.number(value) == number }
        return value == cell.json
    }
}
