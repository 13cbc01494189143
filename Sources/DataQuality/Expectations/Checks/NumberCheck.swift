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
    private let moments: ExactMoments
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
        let condition = scope.condition
        let value = column.value
        moments = try ExactMoments(column, where: condition)
        present = try Fact(aggregate: column.presentCount, where: condition)
        switch statistic {
        case .minimum: direct = try Fact(aggregate: "min(\(value))", where: condition)
        case .maximum: direct = try Fact(aggregate: "max(\(value))", where: condition)
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
        scope.misfit(
            .wrongType,
            "column '\(column.column.name)' holds \(column.column.engineType); \(scope.expectation.type.rawValue) "
                + "is about numbers", advice: "name a column of numbers", column: column.column.name)
    }

    func needs(_ facts: Facts) throws -> [Fact] {
        switch statistic {
        case .mean: return try moments.needs(facts, deviation: false)
        case .sum: return [present] + (try moments.needs(facts, deviation: false))
        case .deviation: return try moments.needs(facts, deviation: true)
        case .distinctShare, .presentShare: return [direct, present]
        case .minimum, .maximum, .median, .distinct: return [direct]
        }
    }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let observed: Cell
        switch statistic {
        case .minimum, .maximum: observed = facts[direct]
        case .median, .distinct: observed = facts[direct]
        case .mean: observed = moments.mean(facts).map(Cell.double) ?? .null
        case .sum:
            if let sum = moments.sum(facts) {
                observed = column.column.type == .integer ? Self.whole(sum) : .double(sum)
            } else {
                // Nothing adds up to nothing, as it does for a data frame.
                observed = facts.count(present) == 0 ? .integer(0) : .null
            }
        case .deviation: observed = moments.deviation(facts).map(Cell.double) ?? .null
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
