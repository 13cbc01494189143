/// `evaluation/thresholds.json`: where a score becomes a decision, and what that costs.
package struct ThresholdsDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// The costs of the brief; absent where it names none.
    package var costs: BriefSummary.Costs?
    /// The score at or above which a row is predicted positive; absent unless the task is binary.
    package var chosen: Double?
    /// How the threshold was found, in words.
    package var reason: String
    /// The expected cost a row on validation at the chosen threshold, where there are costs.
    package var expectedCost: Double?
    /// What thresholds lead to on validation, the lowest first, at most ``Limits/thresholdPoints``: all cuts between
    /// distinct scores where they are no more, and the chosen threshold and 0.5 always; empty unless the task is binary.
    package var curve: [Point]
    /// Counts [true class][predicted class] of the test part in class order; empty for regression.
    package var confusion: [[Int]]

    /// How far the chosen threshold may be off by chance, where it was chosen; absent else.
    package var interval: Bounds?
    /// How far the expected cost may be off, where there are costs; absent else.
    package var costInterval: Bounds?

    /// The threshold of the lowest expected cost on these rows, where another was given; absent else.
    package var best: Best?

    /// What decisions by costs of pairs of classes lead to on the rows that judge; absent where there are none.
    package var decision: Decision?
    /// Those costs, by true and decided class.
    package var classCosts: [[Double]]?

    /// A cost a row with its 95 % interval.
    package typealias Cost = ExplanationsDocument.Mean

    /// Deciding by costs of pairs of classes, beside deciding the likeliest class.
    package struct Decision: Codable, Sendable, Equatable {
        package var rows: Int
        /// Rows that are decided as another class than the likeliest.
        package var changed: Int
        package var cost: Cost
        package var likeliestCost: Cost
        package var saved: Cost

        package init(rows: Int, changed: Int, cost: Cost, likeliestCost: Cost, saved: Cost) {
            self.rows = rows
            self.changed = changed
            self.cost = cost
            self.likeliestCost = likeliestCost
            self.saved = saved
        }

        private enum CodingKeys: String, CodingKey {
            case rows, changed, cost, saved
            case likeliestCost = "likeliest_cost"
        }
    }

    /// A threshold that was found on the rows that judge, which other rows must confirm.
    package struct Best: Codable, Sendable, Equatable {
        package var threshold: Double
        package var cost: Double
        /// How far the threshold may be off by chance; absent where there is too little to draw from.
        package var interval: Bounds?
        package var costInterval: Bounds?

        package init(threshold: Double, cost: Double, interval: Bounds?, costInterval: Bounds?) {
            self.threshold = threshold
            self.cost = cost
            self.interval = interval
            self.costInterval = costInterval
        }

        private enum CodingKeys: String, CodingKey {
            case threshold, cost, interval
            case costInterval = "cost_interval"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(threshold, forKey: .threshold)
            try fields.encode(cost, forKey: .cost)
            try fields.encode(interval, forKey: .interval)
            try fields.encode(costInterval, forKey: .costInterval)
        }
    }

    /// What 95 of 100 such intervals hold.
    package struct Bounds: Codable, Sendable, Equatable {
        package var lower: Double
        package var upper: Double

        package init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
    }

    /// What one threshold leads to, by weight.
    package struct Point: Codable, Sendable, Equatable {
        package var threshold: Double
        /// Expected cost a row; absent where there are no costs.
        package var cost: Double?
        /// Share of the rows predicted positive that are; absent where none is predicted so.
        package var precision: Double?
        /// Share of the positive rows that are predicted so; absent where there is none.
        package var recall: Double?
        /// Share of all rows that are predicted positive.
        package var flagged: Double

        package init(threshold: Double, cost: Double?, precision: Double?, recall: Double?, flagged: Double) {
            self.threshold = threshold
            self.cost = cost
            self.precision = precision
            self.recall = recall
            self.flagged = flagged
        }

        private enum CodingKeys: String, CodingKey { case threshold, cost, precision, recall, flagged }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(threshold, forKey: .threshold)
            try fields.encode(cost, forKey: .cost)
            try fields.encode(precision, forKey: .precision)
            try fields.encode(recall, forKey: .recall)
            try fields.encode(flagged, forKey: .flagged)
        }
    }

    package init(
        costs: BriefSummary.Costs?, chosen: Double?, reason: String, expectedCost: Double? = nil, curve: [Point] = [],
        confusion: [[Int]] = [], interval: Bounds? = nil, costInterval: Bounds? = nil
    ) {
        self.interval = interval
        self.costInterval = costInterval
        self.costs = costs
        self.chosen = chosen
        self.reason = reason
        self.expectedCost = expectedCost
        self.curve = curve
        self.confusion = confusion
    }

    private enum CodingKeys: String, CodingKey {
        case version, costs, chosen, reason, curve, confusion
        case expectedCost = "expected_cost"
        case interval
        case costInterval = "cost_interval"
        case decision, best
        case classCosts = "class_costs"
    }

    /// Writes every key, what is absent as `null`; intervals only where there are some.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(costs, forKey: .costs)
        try fields.encode(chosen, forKey: .chosen)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(expectedCost, forKey: .expectedCost)
        try fields.encode(curve, forKey: .curve)
        try fields.encode(confusion, forKey: .confusion)
        try fields.encodeIfPresent(interval, forKey: .interval)
        try fields.encodeIfPresent(costInterval, forKey: .costInterval)
        try fields.encodeIfPresent(best, forKey: .best)
        try fields.encodeIfPresent(decision, forKey: .decision)
        try fields.encodeIfPresent(classCosts, forKey: .classCosts)
    }
}
