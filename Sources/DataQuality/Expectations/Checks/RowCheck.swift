import Evidence
import Warehouse

/// Every row is as expected or not: counts decide, by Great Expectations' rules.
struct RowCheck: Check {
    /// All rows.
    private let elements: Fact
    /// Rows that are judged; `nil` where all are, nulls too.
    private let present: Fact?
    /// Rows that are judged and not as expected.
    private let unexpected: Unexpected
    private let mostly: Double
    private let examples: UnexpectedRows
    /// Facts that spare the count where they lie within the range: statistics of a file often know them.
    private let shortcut: Shortcut?

    /// Which rows are judged.
    enum Judged {
        /// All, those without a value too; nothing is said of missing ones.
        case all
        /// All, and none is missing.
        case allPresent
        /// Those with a value in a column.
        case present(ColumnSQL)
        /// Those that do not fulfil a condition.
        case allBut(SQL)

        func fact(where condition: SQL?) throws(WarehouseError) -> Fact? {
            switch self {
            case .all: nil
            case .allPresent: try Fact(aggregate: "count(*)", where: condition)
            case .present(let column): try Fact(aggregate: column.presentCount, where: condition)
            case .allBut(let ignored): try Fact(countOf: "NOT \(ignored)", where: condition)
            }
        }
    }

    /// How rows that are not as expected are counted.
    private enum Unexpected {
        case counted(Fact)
        /// All but those that are counted: another expectation of the column counts them too.
        case allBut(Fact)

        var fact: Fact {
            switch self {
            case .counted(let fact), .allBut(let fact): fact
            }
        }

        func count(of elements: Int, _ facts: Facts) -> Int {
            switch self {
            case .counted(let fact): facts.count(fact)
            case .allBut(let fact): elements - facts.count(fact)
            }
        }
    }

    /// The range of the values, which often decides without a scan.
    struct Shortcut: Sendable {
        let minimum: Fact
        let maximum: Fact
        let bounds: Bounds
    }

    /// A check over the relation's own rows.
    ///
    /// - Parameters:
    ///   - scope: what it is compiled in.
    ///   - shown: columns of which examples are shown.
    ///   - judged: the rows that are judged.
    ///   - condition: true for judged rows that are not as expected, and for no other.
    ///   - shortcut: what may spare the count.
    /// - Throws: `WarehouseError` where the dialect cannot say it.
    init(
        _ scope: CheckScope, shown: [ColumnSQL], judged: Judged, unexpected condition: SQL, shortcut: Shortcut? = nil
    ) throws(WarehouseError) {
        elements = try Fact(aggregate: "count(*)", where: scope.condition)
        present = try judged.fact(where: scope.condition)
        unexpected = .counted(try Fact(countOf: condition, where: scope.condition))
        mostly = scope.expectation.mostly
        examples = UnexpectedRows(
            rows: scope.rows, condition: condition, values: shown.map(\.name),
            areLists: [.pairGreater, .pairEqual, .pairInSet].contains(scope.expectation.type))
        self.shortcut = shortcut
    }

    /// A check that no value of a column is missing.
    ///
    /// - Throws: `WarehouseError` where the dialect cannot say it.
    init(_ scope: CheckScope, presenceOf column: ColumnSQL) throws(WarehouseError) {
        elements = try Fact(aggregate: "count(*)", where: scope.condition)
        present = nil
        unexpected = .allBut(try Fact(aggregate: column.presentCount, where: scope.condition))
        mostly = scope.expectation.mostly
        examples = UnexpectedRows(rows: scope.rows, condition: column.isMissing, values: [column.name])
        shortcut = nil
    }

    /// A check over rows that are made from the relation's.
    ///
    /// - Parameters:
    ///   - scope: what it is compiled in.
    ///   - judged: the rows that are judged, of the relation's own.
    ///   - count: a query that gives the number of unexpected rows.
    ///   - examples: where they are found.
    /// - Throws: `WarehouseError` where the dialect cannot say it.
    init(
        _ scope: CheckScope, judged: Judged, count: SQL, examples: UnexpectedRows
    ) throws(WarehouseError) {
        elements = try Fact(aggregate: "count(*)", where: scope.condition)
        present = try judged.fact(where: scope.condition)
        unexpected = .counted(try Fact(query: count))
        mostly = scope.expectation.mostly
        self.examples = examples
        shortcut = nil
    }

    func needs(_ facts: Facts) -> [Fact] {
        let counts = [elements] + (present.map { [$0] } ?? [])
        guard let shortcut else { return counts + [unexpected.fact] }
        let range = [shortcut.minimum, shortcut.maximum]
        guard range.allSatisfy(facts.isKnown) else { return counts + range }
        return isSpared(facts) ? counts : counts + [unexpected.fact]
    }

    private func isSpared(_ facts: Facts) -> Bool {
        guard let shortcut else { return false }
        guard let low = facts[shortcut.minimum].number, let high = facts[shortcut.maximum].number else {
            // No value at all.
            return facts[shortcut.minimum] == .null && facts[shortcut.maximum] == .null
                && facts.failures[shortcut.minimum] == nil && facts.failures[shortcut.maximum] == nil
        }
        return shortcut.bounds.contain(low) && shortcut.bounds.contain(high)
    }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let elements = facts.count(elements)
        let judged = present.map(facts.count) ?? elements
        let unexpected = isSpared(facts) ? 0 : unexpected.count(of: elements, facts)
        var result = ExpectationResult.Result()
        result.elementCount = elements
        result.unexpectedCount = unexpected
        if present != nil {
            result.missingCount = elements - judged
            if elements > 0 { result.missingPercent = Self.percent(elements - judged, of: elements) }
            if elements > 0 { result.unexpectedPercentTotal = Self.percent(unexpected, of: elements) }
        }
        if judged > 0 {
            result.unexpectedPercent = Self.percent(unexpected, of: judged)
            if present != nil { result.unexpectedPercentNonmissing = result.unexpectedPercent }
        }
        let success = judged == 0 || Double(judged - unexpected) / Double(judged) >= mostly
        return CheckOutcome(success: success, result: result)
    }

    private static func percent(_ part: Int, of whole: Int) -> Double { Double(part) / Double(whole) * 100 }

    var unexpectedRows: UnexpectedRows? { examples }
}
