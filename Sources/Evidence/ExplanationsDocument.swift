/// `evaluation/explanations.json`: what each column adds to the scores of rows that judge, how that follows the column's
/// values, and some rows with their reasons.
package struct ExplanationsDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var candidate: String
    /// What attributions are counted in.
    package var unit: Unit
    /// Why there is nothing to explain; absent where there is.
    package var reason: String?
    /// Rows of the seeded sample.
    package var rows: Int
    /// How the intervals were made.
    package var interval: Method
    /// The classes whose scores are explained: the positive one, or all; empty for regression.
    package var classes: [String]
    /// The raw score that attributions are counted from, by class, or that of a regression.
    package var base: [Double]
    /// The columns that are features, the largest mean first, equals by name.
    package var columns: [Column]
    /// How the largest of them follow their values.
    package var dependence: [Dependence]
    package var examples: [Example]

    /// What raw scores are measured in.
    package enum Unit: String, Codable, Sendable, CaseIterable {
        case logOdds = "log_odds"
        case label

        /// The unit as people read it.
        package var words: String { self == .logOdds ? "log-odds" : "units of the label" }
    }

    /// Intervals of means from what each row, or each unit of rows, adds to them, with Student's t.
    package struct Method: Codable, Sendable, Equatable {
        package var method: IntervalMethod = .influence
        package var level: Double
        /// What stays together: rows, or the rows of one day or group.
        package var unit: EvaluationSummary.Resampling.Unit
        package var units: Int

        package init(level: Double, unit: EvaluationSummary.Resampling.Unit, units: Int) {
            self.level = level
            self.unit = unit
            self.units = units
        }
    }

    /// A mean over rows with its interval, which is absent where the rows are too few.
    package struct Mean: Codable, Sendable, Equatable {
        package var value: Double
        package var lower: Double?
        package var upper: Double?

        package init(value: Double, lower: Double? = nil, upper: Double? = nil) {
            self.value = value
            self.lower = lower
            self.upper = upper
        }

        private enum CodingKeys: String, CodingKey { case value, lower, upper }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(value, forKey: .value)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    /// What one column adds, up or down: the mean size of its attribution, over the classes where they are several.
    package struct Column: Codable, Sendable, Equatable {
        package var column: String
        package var mean: Mean
        /// Its share of the means of all columns.
        package var share: Double

        package init(column: String, mean: Mean, share: Double) {
            self.column = column
            self.mean = mean
            self.share = share
        }
    }

    package init(
        candidate: String, unit: Unit, reason: String? = nil, rows: Int, interval: Method, classes: [String],
        base: [Double], columns: [Column] = [], dependence: [Dependence] = [], examples: [Example] = []
    ) {
        self.candidate = candidate
        self.unit = unit
        self.reason = reason
        self.rows = rows
        self.interval = interval
        self.classes = classes
        self.base = base
        self.columns = columns
        self.dependence = dependence
        self.examples = examples
    }

    private enum CodingKeys: String, CodingKey {
        case version, candidate, unit, reason, rows, interval, classes, base, columns, dependence, examples
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(candidate, forKey: .candidate)
        try fields.encode(unit, forKey: .unit)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(rows, forKey: .rows)
        try fields.encode(interval, forKey: .interval)
        try fields.encode(classes, forKey: .classes)
        try fields.encode(base, forKey: .base)
        try fields.encode(columns, forKey: .columns)
        try fields.encode(dependence, forKey: .dependence)
        try fields.encode(examples, forKey: .examples)
    }
}
