import Columns
import Evidence
import Warehouse

/// A statistic of a column lies within bounds.
struct NumberCheck: Check {
    /// Which statistic.
    enum Statistic: Sendable {
        case minimum, maximum, mean, median, deviation, sum
        case distinct, distinctShare, presentShare
    }

    private let statistic: Statistic
    private let column: ColumnSQL
    private let bounds: Bounds
    private let condition: SQL?
    private let minimum: Fact
    private let maximum: Fact
    private let present: Fact
    private let direct: Fact

    init(_ statistic: Statistic, _ scope: CheckScope) throws {
        self.statistic = statistic
        let column = try scope.column()
        self.column = column
        bounds = Bounds(scope)
        guard !bounds.isEmpty else { throw ColumnValues.missingBounds(scope) }
        if [.mean, .median, .deviation, .sum].contains(statistic), !column.isNumber {
            throw Self.noNumber(scope, column)
        }
        condition = scope.condition
        let value = column.value
        minimum = try Fact(aggregate: "min(\(value))", where: condition)
        maximum = try Fact(aggregate: "max(\(value))", where: condition)
        present = try Fact(aggregate: column.presentCount, where: condition)
        switch statistic {
        case .minimum: direct = minimum
        case .maximum: direct = maximum
        case .median: direct = try Fact(aggregate: "median(CAST(\(value) AS DOUBLE))", where: condition)
        case .distinct, .distinctShare: direct = try Fact(aggregate: "count(DISTINCT \(value))", where: condition)
        case .presentShare: direct = try Fact(aggregate: "count(*)", where: condition)
        case .mean, .deviation, .sum: direct = present
        }
        if [.minimum, .maximum].contains(statistic) {
            for (argument, bound) in [("min_value", bounds.minimum), ("max_value", bounds.maximum)] {
                if let bound { _ = try scope.literal(bound, for: column, argument: argument) }
            }
        }
    }

    static func noNumber(_ scope: CheckScope, _ column: ColumnSQL) -> SuiteError {
        scope.error(
            .wrongType,
            "column '\(column.column.name)' holds \(column.column.engineType); \(scope.expectation.type.rawValue) "
                + "is about numbers", advice: "name a column of numbers", column: column.column.name)
    }

    func needs(_ facts: Facts) throws -> [Fact] {
        switch statistic {
        case .mean, .sum: return [minimum, maximum] + (try sum(facts).map { [$0.fact] } ?? [])
        case .deviation:
            guard let sum = try sum(facts) else { return [minimum, maximum] }
            return [minimum, maximum, sum.fact] + (try squares(facts).map { [$0.fact] } ?? [])
        case .distinctShare, .presentShare: return [direct, present]
        case .minimum, .maximum, .median, .distinct: return [direct]
        }
    }

    /// The sum, once the range is known.
    private func sum(_ facts: Facts) throws -> ExactSum? {
        guard let magnitude = magnitude(facts) else { return nil }
        return try ExactSum(of: "CAST(\(column.name) AS DOUBLE)", magnitude: magnitude, where: condition)
    }

    /// The sum of squared distances from the mean, once the sum is known.
    private func squares(_ facts: Facts) throws -> ExactSum? {
        guard let mean = mean(facts), let low = facts[minimum].number, let high = facts[maximum].number else {
            return nil
        }
        let distance: SQL = "(CAST(\(column.name) AS DOUBLE) - \(Literal(mean)))"
        let farthest = max((high - mean).magnitude, (mean - low).magnitude)
        return try ExactSum(of: "\(distance) * \(distance)", magnitude: farthest * farthest, where: condition)
    }

    private func magnitude(_ facts: Facts) -> Double? {
        guard let low = facts[minimum].number, let high = facts[maximum].number else { return nil }
        return max(low.magnitude, high.magnitude)
    }

    private func mean(_ facts: Facts) -> Double? {
        guard let value = (try? sum(facts))?.value(facts), value.count > 0 else { return nil }
        return value.sum / Double(value.count)
    }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let observed: Cell
        switch statistic {
        case .minimum, .maximum: observed = facts[direct]
        case .median, .distinct: observed = facts[direct]
        case .mean: observed = mean(facts).map(Cell.double) ?? .null
        case .sum:
            let sum = (try? sum(facts))?.value(facts)
            // Nothing adds up to nothing, as it does for a data frame.
            observed = sum.map { column.column.type == .integer ? Self.whole($0.sum) : .double($0.sum) } ?? .integer(0)
        case .deviation:
            guard let value = (try? squares(facts))?.value(facts), value.count > 1 else { observed = .null; break }
            observed = .double((value.sum / Double(value.count - 1)).squareRoot())
        case .distinctShare: observed = Self.share(facts.count(direct), of: facts.count(present))
        case .presentShare: observed = Self.share(facts.count(present), of: facts.count(direct))
        }
        return CheckOutcome(success: isWithin(observed), observed: observed.json)
    }

    private static func whole(_ value: Double) -> Cell { Int64(exactly: value).map(Cell.integer) ?? .double(value) }

    private static func share(_ part: Int, of whole: Int) -> Cell {
        whole == 0 ? .null : .double(Double(part) / Double(whole))
    }

    private func isWithin(_ observed: Cell) -> Bool {
        if let number = observed.number { return bounds.contain(number) }
        // Moments and texts stand in the order of their canonical text.
        guard case .string(let text) = observed.json else { return false }
        if case .string(let low)? = bounds.minimum {
            let low = Self.canonical(low, like: observed)
            if bounds.strictMinimum ? text <= low : text < low { return false }
        }
        if case .string(let high)? = bounds.maximum {
            let high = Self.canonical(high, like: observed)
            if bounds.strictMaximum ? text >= high : text > high { return false }
        }
        return true
    }

    /// A moment of a suite in the form of `Moment.text`, so that texts compare as moments do.
    private static func canonical(_ text: String, like cell: Cell) -> String {
        guard case .timestamp(_, let kind) = cell else { return text }
        var text = text.replacing(" ", with: "T")
        if kind == .date { return String(text.prefix(10)) }
        if !text.contains("T") { text += "T00:00:00" }
        if text.count == 16 { text += ":00" }
        return kind == .instant && !text.hasSuffix("Z") ? text + "Z" : text
    }
}
