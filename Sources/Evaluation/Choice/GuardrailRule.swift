package import Evidence

/// A bound that a metric must keep for a release, such as `brier_score <= 0.20`.
package struct GuardrailRule: Sendable, Equatable {
    /// What is bounded.
    package let measure: GuardrailMeasure
    package let comparison: Comparison
    package let bound: Double
    /// The expression as the brief has it.
    package let text: String

    /// How the metric must stand to the bound.
    package enum Comparison: String, Sendable, CaseIterable {
        case below = "<"
        case atMost = "<="
        case above = ">"
        case atLeast = ">="
    }

    package init(measure: GuardrailMeasure, comparison: Comparison, bound: Double, text: String) {
        self.measure = measure
        self.comparison = comparison
        self.bound = bound
        self.text = text
    }

    /// A bound of a metric.
    package init(metric: MetricName, comparison: Comparison, bound: Double, text: String) {
        self.init(measure: .metric(metric), comparison: comparison, bound: bound, text: text)
    }

    /// What is bounded, among the figures of a candidate.
    ///
    /// - Parameters:
    ///   - metrics: of the candidate.
    ///   - fairness: the worst of each measure over the sensitive columns.
    /// - Returns: its value.
    package func value(
        in metrics: [MetricName: MetricValue]?, fairness: [FairnessMeasure: MetricValue]
    ) -> MetricValue? {
        switch measure {
        case .metric(let metric): metrics?[metric]
        case .fairness(let measure): fairness[measure]
        }
    }

    /// Whether a value keeps the bound; `nil` where it is undefined.
    package func holds(for value: MetricValue?) -> Bool? {
        guard let number = value?.number else { return nil }
        return switch comparison {
        case .below: number < bound
        case .atMost: number <= bound
        case .above: number > bound
        case .atLeast: number >= bound
        }
    }

    /// Whether chance alone may put the metric on the other side of the bound.
    package func isWithinInterval(of value: MetricValue?) -> Bool {
        guard case .value(_, let interval?)? = value else { return false }
        return interval.lower <= bound && bound <= interval.upper
    }
}
