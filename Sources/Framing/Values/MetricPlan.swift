package import Evidence

/// The section `metric` of a brief.
package struct MetricPlan: Sendable, Equatable {
    /// The metric that chooses; settled from the task where it is `nil`.
    package var primary: MetricName?
    /// Metrics to compute beside the usual ones of the task.
    package var also: [MetricName]
    package var guardrails: [Guardrail]
    package var costs: DecisionCosts?
    /// What pairs of classes cost, as far as they are named; empty where the likeliest class is decided.
    package var classCosts: [ClassCost] = []
    package var threshold: DecisionRule?
    /// Whether probabilities may be recalibrated; settled from the split where it is `nil`.
    package var recalibrate: Bool?

    package init(
        primary: MetricName? = nil, also: [MetricName] = [], guardrails: [Guardrail] = [], costs: DecisionCosts? = nil,
        threshold: DecisionRule? = nil, recalibrate: Bool? = nil
    ) {
        self.primary = primary
        self.also = also
        self.guardrails = guardrails
        self.costs = costs
        self.threshold = threshold
        self.recalibrate = recalibrate
    }
}

/// How much work may be done.
package struct Budget: Sendable, Equatable {
    /// At least 1.
    package var trials: Int?
    /// At least 1.
    package var iterations: Int?
    package var timeLimit: BriefDuration?
    /// Fits of the chosen candidate without a group of columns, at most so many; at least 1.
    package var ablation: Int?

    package init(
        trials: Int? = nil, iterations: Int? = nil, timeLimit: BriefDuration? = nil, ablation: Int? = nil
    ) {
        self.ablation = ablation
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
