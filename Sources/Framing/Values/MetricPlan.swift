package import Evidence

/// The section `metric` of a brief.
package struct MetricPlan: Sendable, Equatable {
    /// The metric that chooses; settled from the task where it is `nil`.
    package var primary: MetricName?
    package var guardrails: [Guardrail]
    package var costs: DecisionCosts?

    package init(primary: MetricName? = nil, guardrails: [Guardrail] = [], costs: DecisionCosts? = nil) {
        self.primary = primary
        self.guardrails = guardrails
        self.costs = costs
    }
}

/// How much work may be done.
package struct Budget: Sendable, Equatable {
    /// At least 1.
    package var trials: Int?
    /// At least 1.
    package var iterations: Int?
    package var timeLimit: BriefDuration?

    package init(trials: Int? = nil, iterations: Int? = nil, timeLimit: BriefDuration? = nil) {
        self.trials = trials
        self.iterations = iterations
        self.timeLimit = timeLimit
    }
}

/// A column with what the brief says about it.
package struct ColumnNote: Sendable, Equatable {
    package var column: String
    package var text: String

    package init(column: String, text: String) {
        self.column = column
        self.text = text
    }
}
