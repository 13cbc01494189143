package import Evidence

/// A bound on a metric that a candidate must keep on the test part, such as `brier_score <= 0.20`.
package struct Guardrail: Sendable, Equatable {
    /// What is bounded.
    package let measure: GuardrailMeasure
    package let comparison: Comparison
    package let value: Double
    /// As it was written.
    package let text: String

    package init(measure: GuardrailMeasure, comparison: Comparison, value: Double, text: String) {
        self.measure = measure
        self.comparison = comparison
        self.value = value
        self.text = text
    }

    /// A bound of a metric.
    package init(metric: MetricName, comparison: Comparison, value: Double, text: String) {
        self.init(measure: .metric(metric), comparison: comparison, value: value, text: text)
    }

    /// How the metric's value stands to the bound.
    package enum Comparison: String, Sendable, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case under = "<"
        case over = ">"
    }

    /// Whether a value of the metric keeps the bound.
    package func holds(for metricValue: Double) -> Bool {
        switch comparison {
        case .atMost: metricValue <= value
        case .atLeast: metricValue >= value
        case .under: metricValue < value
        case .over: metricValue > value
        }
    }
}

/// What a wrong decision costs, in any unit (binary only).
package struct DecisionCosts: Sendable, Equatable {
    /// At least 0, finite.
    package let falsePositive: Double
    /// At least 0, finite; not both are 0.
    package let falseNegative: Double
}
