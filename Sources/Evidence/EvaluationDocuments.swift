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
    /// Expected costs on validation at even thresholds from 0 to 1; empty where there are no costs.
    package var curve: [Point]
    /// Counts [true class][predicted class] of the test part in class order; empty for regression.
    package var confusion: [[Int]]

    /// One threshold and its cost.
    package struct Point: Codable, Sendable, Equatable {
        package var threshold: Double
        /// Expected cost a row.
        package var cost: Double

        package init(threshold: Double, cost: Double) {
            self.threshold = threshold
            self.cost = cost
        }
    }

    package init(
        costs: BriefSummary.Costs?, chosen: Double?, reason: String, expectedCost: Double? = nil, curve: [Point] = [],
        confusion: [[Int]] = []
    ) {
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
    }

    /// Writes every key; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(costs, forKey: .costs)
        try fields.encode(chosen, forKey: .chosen)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(expectedCost, forKey: .expectedCost)
        try fields.encode(curve, forKey: .curve)
        try fields.encode(confusion, forKey: .confusion)
    }
}

/// `evaluation/slices.json`: the primary metric of the chosen candidate on parts of the test rows.
package struct SlicesDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var metric: MetricName
    package var slices: [Slice]

    /// The values of one column.
    package struct Slice: Codable, Sendable, Equatable {
        package var column: String
        /// Most rows first, at most ``Limits/valuesPerSlice``.
        package var values: [Value]
        /// Distinct values beyond those, and their rows.
        package var otherValues: Int
        package var otherRows: Int

        package init(column: String, values: [Value], otherValues: Int, otherRows: Int) {
            self.column = column
            self.values = values
            self.otherValues = otherValues
            self.otherRows = otherRows
        }

        private enum CodingKeys: String, CodingKey {
            case column, values
            case otherValues = "other_values"
            case otherRows = "other_rows"
        }
    }

    /// The rows with one value.
    package struct Value: Codable, Sendable, Equatable {
        /// The value as text; absent for rows without one.
        package var value: String?
        package var rows: Int
        /// Whether there are fewer than ``Limits/sliceRows``, so that the metric says little.
        package var isSmall: Bool
        package var metric: MetricValue

        package init(value: String?, rows: Int, metric: MetricValue) {
            self.value = value
            self.rows = rows
            isSmall = rows < Limits.sliceRows
            self.metric = metric
        }

        private enum CodingKeys: String, CodingKey {
            case value, rows, metric
            case isSmall = "small"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(value, forKey: .value)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(isSmall, forKey: .isSmall)
            try fields.encode(metric, forKey: .metric)
        }
    }

    package init(metric: MetricName, slices: [Slice]) {
        self.metric = metric
        self.slices = slices
    }
}

/// `evaluation/calibration.json`: predicted against seen, in bins of equal weight; no bins unless the task is binary.
package struct CalibrationDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var bins: [Bin]
    package var expectedCalibrationError: MetricValue

    /// Rows with neighbouring scores.
    package struct Bin: Codable, Sendable, Equatable {
        /// The lowest and the highest score in the bin.
        package var lowest: Double
        package var highest: Double
        package var rows: Int
        /// Mean score, and share of positive rows, by weight.
        package var predicted: Double
        package var observed: Double

        package init(lowest: Double, highest: Double, rows: Int, predicted: Double, observed: Double) {
            self.lowest = lowest
            self.highest = highest
            self.rows = rows
            self.predicted = predicted
            self.observed = observed
        }
    }

    package init(bins: [Bin], expectedCalibrationError: MetricValue) {
        self.bins = bins
        self.expectedCalibrationError = expectedCalibrationError
    }

    private enum CodingKeys: String, CodingKey {
        case version, bins
        case expectedCalibrationError = "expected_calibration_error"
    }
}
