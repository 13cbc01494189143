import Evidence
import Foundation
import Scoring

/// How well scores put the relevant rows of a query first, and the mean over queries.
///
/// A query's weight is the mean of its rows' weights. Rows with equal scores stand in any order: figures are what that
/// gives on average. Queries that cannot be judged, for want of a relevant row or of two rows, are left out.
struct QueryMetrics {
    private let queries: [Query]
    private let settings: MetricSettings
    private let isBinary: Bool

    /// One query: its rows by score, in groups of equal scores.
    private struct Query {
        var weight: Double
        /// Rows of each group, and the relevance they have together.
        var groups: [(rows: Int, relevance: Double)]
        /// Relevance of the rows, the highest first.
        var ideal: [Double]

        var rows: Int { ideal.count }
        var relevance: Double { CompensatedSum.of(groups.map(\.relevance)) }
    }

    /// Takes checked predictions; `nil` where no metric ranks, or the task has no such metric.
    init?(
        _ predictions: Predictions, _ target: Target, weights: [Double]?, settings: MetricSettings, names: [MetricName]
    ) {
        guard target.task != .multiclass, names.contains(where: Self.has) else { return nil }
        self.init(
            scores: predictions.values, relevance: target.values, weights: weights, queries: target.queries,
            settings: settings, isBinary: target.task == .binary)
    }

    /// Takes finite scores and the relevance of each row: 0 and 1 for a binary task.
    init(
        scores: [Double], relevance: [Double], weights: [Double]?, queries ids: [Int32]?, settings: MetricSettings,
        isBinary: Bool
    ) {
        self.settings = settings
        self.isBinary = isBinary
        queries = Self.rows(ids, count: scores.count).compactMap { rows in
            let rows = rows.filter { (weights?[$0] ?? 1) > 0 }
            guard !rows.isEmpty else { return nil }
            let sorted = SortedScores(rows.map { scores[$0] })
            var start = 0
            let groups = sorted.groupEnds.map { end -> (rows: Int, relevance: Double) in
                let own = sorted.rows[start..<Int(end)]
                start = Int(end)
                return (own.count, CompensatedSum.of(own.map { relevance[rows[Int($0)]] }))
            }
            let weight = weights.map { weights in CompensatedSum.of(rows.map { weights[$0] }) / Double(rows.count) }
            return Query(weight: weight ?? 1, groups: groups, ideal: rows.map { relevance[$0] }.sorted(by: >))
        }
    }

    /// The rows of each query, in their order.
    static func rows(_ ids: [Int32]?, count: Int) -> [[Int]] {
        guard let ids else { return [Array(0..<count)] }
        var rows = [[Int]](repeating: [], count: Int(ids.max() ?? -1) + 1)
        for (row, id) in ids.enumerated() { rows[Int(id)].append(row) }
        return rows
    }

    /// Whether a metric ranks the rows of queries.
    static func has(_ name: MetricName) -> Bool {
        switch name {
        case .dcg, .ndcg, .meanAveragePrecision, .meanReciprocalRank, .precisionAtK, .recallAtK, .liftAtK: true
        default: false
        }
    }

    /// The value of one metric; `nil` for one that does not rank.
    func value(_ name: MetricName) -> MetricValue? {
        guard Self.has(name) else { return nil }
        if name != .dcg, queries.contains(where: { ($0.ideal.last ?? 0) < 0 }) {
            return .undefined(reason: "a label is below 0, and relevance is not")
        }
        guard isBinary || name == .dcg || name == .ndcg else { return .notOfTask(name, .regression) }
        var (sum, weight) = (CompensatedSum(), CompensatedSum())
        for query in queries {
            guard let value = value(name, of: query) else { continue }
            sum.add(query.weight * value)
            weight.add(query.weight)
        }
        guard weight.value > 0 else {
            return .undefined(reason: name == .ndcg ? "no query has two rows" : "no row is positive")
        }
        return .finite(sum.value / weight.value)
    }

    private func value(_ name: MetricName, of query: Query) -> Double? {
        switch name {
        case .dcg: return gain(query, k: settings.k)
        case .ndcg: return query.rows > 1 ? normalisedGain(query, k: settings.k) : nil
        case .precisionAtK: return found(query, k: settings.rows) / Double(settings.rows)
        default: break
        }
        guard query.relevance > 0 else { return nil }
        return switch name {
        case .recallAtK: found(query, k: settings.rows) / query.relevance
        case .liftAtK:
            found(query, k: settings.rows) / Double(min(settings.rows, query.rows))
                / (query.relevance / Double(query.rows))
        case .meanAveragePrecision: averagePrecision(query)
        case .meanReciprocalRank: reciprocalRank(query)
        default: nil
        }
    }

    /// The sum of the relevance of the rows, each divided by the logarithm of its place.
    private func gain(_ query: Query, k: Int?) -> Double {
        var sum = CompensatedSum()
        var place = 0
        for group in query.groups {
            var discounts = CompensatedSum()
            for own in place..<place + group.rows where own < k ?? .max { discounts.add(Self.discount(own)) }
            sum.add(group.relevance / Double(group.rows) * discounts.value)
            place += group.rows
        }
        return sum.value
    }

    private func normalisedGain(_ query: Query, k: Int?) -> Double {
        var ideal = CompensatedSum()
        for (place, relevance) in query.ideal.enumerated() where place < k ?? .max {
            ideal.add(relevance * Self.discount(place))
        }
        return ideal.value == 0 ? 0 : gain(query, k: k) / ideal.value
    }

    private static func discount(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }

    /// The relevant rows among the first `k`.
    private func found(_ query: Query, k: Int) -> Double {
        var sum = CompensatedSum()
        var place = 0
        for group in query.groups where place < k {
            sum.add(group.relevance * Double(min(group.rows, k - place)) / Double(group.rows))
            place += group.rows
        }
        return sum.value
    }

    private func averagePrecision(_ query: Query) -> Double {
        var (sum, relevant, place) = (CompensatedSum(), 0.0, 0)
        for group in query.groups {
            relevant += group.relevance
            place += group.rows
            sum.add(group.relevance * (relevant / Double(place)))
        }
        return sum.value / query.relevance
    }

    /// One over the place of the first relevant row, which in its group of equal scores may be any.
    private func reciprocalRank(_ query: Query) -> Double {
        var above = 0
        for group in query.groups {
            guard group.relevance > 0 else {
                above += group.rows
                continue
            }
            // The chance that the rows before are not relevant, and that this one is.
            var (sum, none) = (CompensatedSum(), 1.0)
            for place in 0..<group.rows where none > 0 {
                let first = group.relevance / Double(group.rows - place)
                sum.add(none * min(1, first) / Double(above + place + 1))
                none *= max(0, 1 - first)
            }
            return sum.value
        }
        return 0
    }

    /// A metric as a quotient of two sums of weights: what each row's weight counts above and below; `nil` where it is
    /// none, or all rows answer one query.
    func quotient(_ name: MetricName, queries ids: [Int32]?, weights: [Double]) -> RowQuotient? {
        guard ids != nil, value(name)?.number != nil else { return nil }
        var quotient = RowQuotient(
            above: [Double](repeating: 0, count: weights.count), below: [Double](repeating: 0, count: weights.count))
        let rows = Self.rows(ids, count: weights.count).map { $0.filter { weights[$0] > 0 } }
        for (query, rows) in zip(queries, rows.filter { !$0.isEmpty }) {
            guard let own = value(name, of: query) else { continue }
            for row in rows {
                quotient.above[row] = own / Double(rows.count)
                quotient.below[row] = 1 / Double(rows.count)
            }
        }
        return quotient
    }
}

/// A metric that is the weighted sum of one value over that of another.
struct RowQuotient {
    var above: [Double]
    var below: [Double]

    /// The derivative by the weight of each row.
    func derivatives(_ weights: [Double]) -> [Double]? {
        let total = WeightedSum.of(weights, below)
        guard total > 0 else { return nil }
        let value = WeightedSum.of(weights, above) / total
        return zip(above, below).map { ($0 - value * $1) / total }
    }
}
