/// What some metrics leave open; the defaults are scikit-learn's where it has one.
package struct MetricSettings: Sendable, Equatable {
    /// How many come first in `top_k_accuracy`, `precision_at_k`, `recall_at_k`, `lift_at_k`, `dcg` and `ndcg`; where
    /// it is `nil`, 2 of the classes, 10 of the rows of a query, and for `dcg` and `ndcg` all of them.
    package var k: Int?
    /// How much more recall counts than precision in `fbeta`, above 0.
    package var beta: Double
    /// The quantile that `mean_pinball_loss` and `d2_pinball_score` judge, between 0 and 1.
    package var quantile: Double
    /// The power of the mean to which the variance of `mean_tweedie_deviance` and `d2_tweedie_score` is in proportion:
    /// at most 0, or at least 1.
    package var power: Double

    /// Rows of a query that come first.
    package static let queryRows = 10

    package init(k: Int? = nil, beta: Double = 2, quantile: Double = 0.5, power: Double = 1.5) {
        self.k = k
        self.beta = beta
        self.quantile = quantile
        self.power = power
    }

    /// The `k` of `top_k_accuracy`.
    var classes: Int { k ?? Metrics.topK }

    /// The `k` of what looks at the first rows of a query.
    var rows: Int { k ?? Self.queryRows }
}
