package import Evidence

/// A bound that a metric must keep for a release, such as `brier_score <= 0.20`.
package struct GuardrailRule: Sendable, Equatable {
    package let metric: MetricName
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

    package init(metric: MetricName, comparison: Comparison, bound: Double, text: String) {
        self.metric = metric
        self.comparison = comparison
        self.bound = bound
        self.text = text
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
