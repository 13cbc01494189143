import Evidence
import Scoring

/// How much worse a metric becomes where a column's values are dealt anew.
struct ImportanceMeasure: Sendable {
    private let target: Target
    private let metric: MetricName
    private let threshold: Double?

    /// - Parameters:
    ///   - target: the truth of the rows.
    ///   - metric: what becomes worse.
    ///   - threshold: the score at or above which a row is positive (binary).
    init(_ target: Target, _ metric: MetricName, threshold: Double?) {
        (self.target, self.metric, self.threshold) = (target, metric, threshold)
    }

    /// The metric on predictions of the rows.
    func figure(_ predictions: Predictions) throws(EvaluationError) -> MetricValue {
        if let weights = target.weights, weights.allSatisfy({ $0 == 0 }) {
            return .undefined(reason: "all weights are 0")
        }
        return try Metrics.evaluate(
            predictions: predictions, target: target, positiveThreshold: threshold, names: [metric])[metric]
            ?? .undefined(reason: "it was not computed")
    }

    /// How much worse predictions are; `nil` where either has no value.
    func loss(of predictions: Predictions, from whole: MetricValue) throws(EvaluationError) -> Double? {
        guard let value = whole.number, let number = try figure(predictions).number else { return nil }
        return metric.greaterIsBetter ? value - number : number - value
    }

    /// The mean and the standard deviation of a column's losses.
    static func column(_ name: String, losses: [Double], gain: Double?) -> ImportanceDocument.Column {
        ImportanceDocument.Column(column: name, permutation: mean(losses), spread: deviation(losses), gain: gain)
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : CompensatedSum.of(values) / Double(values.count)
    }

    private static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(values) else { return nil }
        let squares = CompensatedSum.of(values.map { ($0 - mean) * ($0 - mean) })
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The largest loss first.
    static func ranked(_ columns: [ImportanceDocument.Column]) -> [ImportanceDocument.Column] {
        columns.sorted { first, second in
            let (own, other) = (first.permutation ?? -.infinity, second.permutation ?? -.infinity)
            if own != other { return own > other }
            if first.gain != second.gain { return (first.gain ?? 0) > (second.gain ?? 0) }
            return first.column.utf8.lexicographicallyPrecedes(second.column.utf8)
        }
    }
}
