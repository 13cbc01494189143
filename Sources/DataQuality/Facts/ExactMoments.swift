import Warehouse

/// Sum, mean and standard deviation of a number column, found in rounds: each step needs what the one before found.
struct ExactMoments: Sendable {
    private let column: ColumnSQL
    private let condition: SQL?
    private let ends: [Fact]
    /// The same without NaN, asked where NaN is among the ends.
    private let numbers: [Fact]

    init(_ column: ColumnSQL, where condition: SQL? = nil) throws(WarehouseError) {
        self.column = column
        self.condition = condition
        ends = [
            try Fact(leastOf: column.name, where: condition), try Fact(greatestOf: column.name, where: condition),
        ]
        numbers = [
            try Fact(aggregate: "min(\(column.value))", where: condition),
            try Fact(aggregate: "max(\(column.value))", where: condition),
        ]
    }

    /// What must be known next for the sum, and for the deviation too where it is wanted.
    func needs(_ facts: Facts, deviation: Bool) throws(WarehouseError) -> [Fact] {
        guard ends.allSatisfy(facts.isKnown) else { return ends }
        let known = holdsNaN(facts) ? ends + numbers : ends
        guard let total = try total(facts) else { return known }
        let squares = deviation ? try squares(facts) : nil
        return known + [total.fact] + (squares.map { [$0.fact] } ?? [])
    }

    /// The sum; `nil` where there is no value.
    func sum(_ facts: Facts) -> Double? { summed(facts)?.sum }

    /// The mean; `nil` where there is no value.
    func mean(_ facts: Facts) -> Double? {
        summed(facts).flatMap { $0.count > 0 ? $0.sum / Double($0.count) : nil }
    }

    /// The standard deviation with one degree of freedom less; `nil` where there are fewer than two values.
    func deviation(_ facts: Facts) -> Double? {
        guard let value = (try? squares(facts))?.value(facts), value.count > 1 else { return nil }
        return (value.sum / Double(value.count - 1)).squareRoot()
    }

    private func summed(_ facts: Facts) -> (sum: Double, count: Int)? { (try? total(facts))?.value(facts) }

    private func holdsNaN(_ facts: Facts) -> Bool { ends.contains { facts[$0].number?.isNaN ?? false } }

    /// The range of the values; `nil` where it is not known, and where it is infinite, as every sum is then.
    private func range(_ facts: Facts) -> (low: Double, high: Double)? {
        let asked = holdsNaN(facts) ? numbers : ends
        guard let low = facts[asked[0]].number, let high = facts[asked[1]].number, low.isFinite, high.isFinite else {
            return nil
        }
        return (low, high)
    }

    /// The sum, once the range is known.
    private func total(_ facts: Facts) throws(WarehouseError) -> ExactSum? {
        guard let (low, high) = range(facts) else { return nil }
        return try ExactSum(
            of: "CAST(\(column.name) AS DOUBLE)", magnitude: max(low.magnitude, high.magnitude), where: condition)
    }

    /// The sum of squared distances from the mean, once the sum is known.
    private func squares(_ facts: Facts) throws(WarehouseError) -> ExactSum? {
        guard let mean = mean(facts), let (low, high) = range(facts) else { return nil }
        let distance: SQL = "(CAST(\(column.name) AS DOUBLE) - \(Literal(mean)))"
        let farthest = max((high - mean).magnitude, (mean - low).magnitude)
        return try ExactSum(of: "\(distance) * \(distance)", magnitude: farthest * farthest, where: condition)
    }
}
