import Evidence
import Warehouse

/// Quantiles lie within ranges; each is the value at the nearest rank, as in Great Expectations.
struct QuantileCheck: Check {
    private let quantiles: [Double]
    private let ranges: [(low: Double?, high: Double?)]
    private let present: Fact
    private let column: ColumnSQL
    private let rows: SQL

    init(_ scope: CheckScope) throws {
        column = try scope.column()
        guard column.isNumber else { throw NumberCheck.noNumber(scope, column) }
        rows = scope.rows
        present = try Fact(aggregate: column.presentCount, where: scope.condition)
        guard case .object(let fields)? = scope.expectation.arguments["quantile_ranges"],
            case .array(let shares)? = fields["quantiles"], case .array(let bounds)? = fields["value_ranges"],
            shares.count == bounds.count, !shares.isEmpty
        else { throw Self.malformed(scope) }
        var quantiles: [Double] = []
        var ranges: [(low: Double?, high: Double?)] = []
        for (share, bound) in zip(shares, bounds) {
            guard let share = Bounds.number(share), (0...1).contains(share), case .array(let ends) = bound,
                ends.count == 2
            else { throw Self.malformed(scope) }
            quantiles.append(share)
            ranges.append((Bounds.number(ends[0]), Bounds.number(ends[1])))
        }
        self.quantiles = quantiles
        self.ranges = ranges
    }

    private static func malformed(_ scope: CheckScope) -> SuiteError {
        scope.error(
            .wrongType, "'quantile_ranges' needs 'quantiles', shares from 0 to 1, and as many 'value_ranges'",
            advice: "write {quantiles: [0.1, 0.9], value_ranges: [[0, 5], [10, null]]}")
    }

    func needs(_ facts: Facts) throws -> [Fact] {
        guard facts.isKnown(present) else { return [present] }
        return [present, try ranked(facts.count(present))]
    }

    private func ranked(_ count: Int) throws -> Fact {
        let ranks = Set(quantiles.map { Self.rank($0, of: count) }).sorted()
        return try Fact(
            query: """
                SELECT rank, value FROM (SELECT row_number() OVER (ORDER BY \(column.name)) - 1 AS rank,
                CAST(\(column.name) AS DOUBLE) AS value FROM \(rows) WHERE \(column.isPresent)) AS ranked
                WHERE rank IN (\(ranks.map { "\($0)" as SQL })) ORDER BY rank
                """)
    }

    /// The nearest rank from 0; halves go to the even one.
    private static func rank(_ quantile: Double, of count: Int) -> Int {
        Int((quantile * Double(max(0, count - 1))).rounded(.toNearestOrEven))
    }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let count = facts.count(present)
        let rows = (try? ranked(count)).map(facts.rows) ?? []
        let byRank = Dictionary(rows.map { ($0[0].integer ?? 0, $0[1].number ?? .nan) }) { first, _ in first }
        let values = quantiles.map { byRank[Self.rank($0, of: count)] }
        let success = zip(values, ranges).allSatisfy { value, range in
            guard let value else { return false }
            return value >= range.low ?? -.infinity && value <= range.high ?? .infinity
        }
        return CheckOutcome(
            success: success,
            observed: [
                "quantiles": .array(quantiles.map { .number($0) }),
                "values": .array(values.map { $0.map { Cell.double($0).json } ?? .null }),
            ])
    }
}
