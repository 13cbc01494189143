import Evidence
import Foundation
import Warehouse

/// How the values are distributed, beside a partition or a known distribution.
struct DistributionCheck: Check {
    private enum Test {
        case divergence(threshold: Double?, tails: Double, inner: Double)
        case chiSquare(p: Double, tails: Double)
        case kolmogorovSmirnov(p: Double, @Sendable (Double) -> Double)
    }

    private let test: Test
    private let partition: Partition
    /// Values with their counts, or counts by bin.
    private let counts: Fact

    init(_ scope: CheckScope) throws {
        let column = try scope.column()
        let tails = scope.number("tail_weight_holdout") ?? 0
        let inner = scope.number("internal_weight_holdout") ?? 0
        guard (0...1).contains(tails), (0...1).contains(inner) else {
            throw scope.error(.impossibleValue, "a weight holdout is a share from 0 to 1", advice: "write 0.01, say")
        }
        switch scope.expectation.type {
        case .klDivergence:
            partition = try Partition(scope)
            test = .divergence(threshold: scope.number("threshold"), tails: tails, inner: inner)
        case .chiSquare:
            partition = try Partition(scope)
            guard case .values = partition else {
                throw scope.error(
                    .wrongType, "a chi-square test needs a partition of values", advice: "give it values and weights")
            }
            test = .chiSquare(p: scope.number("p") ?? 0.05, tails: tails)
        default:
            partition = .values([], [])
            test = .kolmogorovSmirnov(p: scope.number("p_value") ?? 0.05, try Self.distribution(scope))
        }
        if case .bins = partition, !column.isNumber { throw NumberCheck.noNumber(scope, column) }
        if case .kolmogorovSmirnov = test, !column.isNumber { throw NumberCheck.noNumber(scope, column) }
        counts = try partition.counts(of: column, in: scope.rows)
    }

    func needs(_ facts: Facts) -> [Fact] { [counts] }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let rows = facts.rows(counts)
        // Of no value there is no distribution.
        guard !rows.isEmpty else { return CheckOutcome(success: false, observed: .null) }
        switch test {
        case .divergence(let threshold, let tails, let inner):
            let (observed, expected) = partition.weights(rows, tails: tails, inner: inner)
            let divergence = Self.divergence(observed, expected)
            return CheckOutcome(
                success: threshold.map { divergence <= $0 } ?? true,
                observed: divergence.isFinite ? .number(divergence) : .null)
        case .chiSquare(let p, let tails):
            let (observed, expected) = partition.weights(rows, tails: tails, inner: 0)
            let total = rows.reduce(0) { $0 + ($1.last?.number ?? 0) }
            var statistic = 0.0
            for (seen, wanted) in zip(observed, expected) {
                let difference = (seen - wanted) * total
                statistic += wanted > 0 ? difference * difference / (wanted * total) : seen > 0 ? .infinity : 0
            }
            let value = Probability.chiSquaredTail(statistic, freedom: observed.count - 1)
            return CheckOutcome(success: value > p, observed: .number(value))
        case .kolmogorovSmirnov(let p, let distribution):
            let (distance, count) = Self.distance(rows, distribution)
            let value = Probability.kolmogorovTail(distance, count: count)
            return CheckOutcome(success: value >= p, observed: .number(value))
        }
    }

    /// Kullback and Leibler's divergence of two lists of weights, each brought to a sum of one.
    private static func divergence(_ observed: [Double], _ expected: [Double]) -> Double {
        let all = observed.reduce(0, +)
        let wanted = expected.reduce(0, +)
        guard all > 0, wanted > 0 else { return .nan }
        return zip(observed, expected).reduce(0) { sum, pair in
            let (p, q) = (pair.0 / all, pair.1 / wanted)
            return p == 0 ? sum : q == 0 ? .infinity : sum + p * log(p / q)
        }
    }

    private static func distance(
        _ rows: [[Cell]], _ distribution: (Double) -> Double
    ) -> (distance: Double, count: Int) {
        let count = rows.reduce(0) { $0 + ($1[1].integer ?? 0) }
        var below = 0
        var distance = 0.0
        for row in rows {
            let value = distribution(row[0].number ?? .nan)
            distance = max(distance, value - Double(below) / Double(count))
            below += row[1].integer ?? 0
            distance = max(distance, Double(below) / Double(count) - value)
        }
        return (distance, count)
    }

    private static func distribution(_ scope: CheckScope) throws -> @Sendable (Double) -> Double {
        let params = scope.expectation.arguments["params"]
        func number(_ names: [String], _ standard: Double) -> Double {
            names.lazy.compactMap { Bounds.number(params?[$0]) }.first ?? standard
        }
        let loc = number(["loc", "mean", "min"], 0)
        let high = Bounds.number(params?["max"])
        let scale = high.map { $0 - loc } ?? number(["scale", "std_dev"], 1)
        guard scale > 0 else {
            throw scope.error(.impossibleValue, "'params' holds no positive scale", advice: "give it {loc, scale}")
        }
        switch scope.text("distribution") {
        case "uniform": return { min(1, max(0, ($0 - loc) / scale)) }
        case "expon": return { $0 <= loc ? 0 : 1 - exp(-($0 - loc) / scale) }
        default: return { 0.5 * erfc(-($0 - loc) / (scale * 2.0.squareRoot())) }
        }
    }
}

/// Expected weights: of values, or of bins between borders.
enum Partition: Sendable {
    case values([JSONValue], [Double])
    case bins([Double], [Double], tails: [Double]?)

    init(_ scope: CheckScope) throws {
        let object = scope.expectation.arguments["partition_object"]
        let malformed = scope.error(
            .wrongType, "'partition_object' needs 'weights' that add up to 1, and 'values' or rising 'bins' for them",
            advice: "write {values: [a, b], weights: [0.4, 0.6]} or {bins: [0, 1, 2], weights: [0.5, 0.5]}")
        guard case .array(let list)? = object?["weights"] else { throw malformed }
        let weights = list.compactMap(Bounds.number)
        var tails: [Double]?
        if case .array(let ends)? = object?["tail_weights"] { tails = ends.compactMap(Bounds.number) }
        let total = weights.reduce(0, +) + (tails ?? []).reduce(0, +)
        guard weights.count == list.count, !weights.isEmpty, (total - 1).magnitude < 1e-6 else { throw malformed }
        if case .array(let values)? = object?["values"], values.count == weights.count {
            self = .values(values, weights)
        } else if case .array(let borders)? = object?["bins"] {
            let bins = borders.compactMap(Bounds.number)
            guard bins.count == weights.count + 1, bins == bins.sorted(), tails.map({ $0.count == 2 }) ?? true else {
                throw malformed
            }
            self = .bins(bins, weights, tails: tails)
        } else {
            throw malformed
        }
    }

    /// Counts by value, or from below the first bin to above the last.
    func counts(of column: ColumnSQL, in rows: SQL) throws -> Fact {
        switch self {
        case .values:
            return try Fact(
                query: """
                    SELECT \(column.name) AS value, count(*) AS n FROM \(rows) WHERE \(column.isPresent)
                    GROUP BY value ORDER BY value
                    """)
        case .bins(let bins, _, _):
            var cases: [SQL] = ["WHEN \(column.name) < \(Literal(bins[0])) THEN 0"]
            for (index, border) in bins.enumerated().dropFirst() {
                let isLast = index == bins.count - 1
                cases.append(
                    isLast
                        ? "WHEN \(column.name) <= \(Literal(border)) THEN \(index)"
                        : "WHEN \(column.name) < \(Literal(border)) THEN \(index)")
            }
            return try Fact(
                query: """
                    SELECT CASE \(SQL(cases, separatedBy: " ")) ELSE \(bins.count) END AS bin, count(*) AS n
                    FROM \(rows) WHERE \(column.isPresent) GROUP BY bin ORDER BY bin
                    """)
        }
    }

    /// Observed and expected weights side by side, in a fixed order.
    func weights(_ rows: [[Cell]], tails holdout: Double, inner: Double) -> ([Double], [Double]) {
        let total = rows.reduce(0) { $0 + ($1[1].number ?? 0) }
        switch self {
        case .values(let values, let weights):
            var left = rows
            var observed: [Double] = []
            for value in values {
                let place = left.firstIndex { row in
                    if let number = row[0].number { return Bounds.number(value) == number }
                    return row[0].json == value
                }
                observed.append((place.map { left.remove(at: $0)[1].number ?? 0 } ?? 0) / total)
            }
            guard !left.isEmpty else { return (observed, weights) }
            // What was not expected shares the holdout.
            return (
                observed + left.map { ($0[1].number ?? 0) / total },
                weights.map { $0 * (1 - holdout) } + left.map { _ in holdout / Double(left.count) }
            )
        case .bins(let bins, let weights, let tails):
            var counts = [Double](repeating: 0, count: bins.count + 1)
            for row in rows { counts[row[0].integer ?? 0] = row[1].number ?? 0 }
            var expected = weights.map { $0 * (1 - holdout - inner) }
            let empty = expected.count { $0 == 0 }
            if inner > 0, empty > 0 { expected = expected.map { $0 == 0 ? inner / Double(empty) : $0 } }
            let ends = tails ?? [holdout / 2, holdout / 2]
            return (counts.map { $0 / total }, [ends[0]] + expected + [ends[1]])
        }
    }
}
