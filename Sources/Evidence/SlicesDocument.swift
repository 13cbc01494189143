/// `evaluation/slices.json`: the primary metric of the chosen candidate on parts of the test rows.
package struct SlicesDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var metric: MetricName
    /// The metric on all test rows, towards which small slices are drawn; absent where it was not computed.
    package var overall: MetricValue?
    package var slices: [Slice]

    /// The values of one column.
    package struct Slice: Codable, Sendable, Equatable {
        package var column: String
        /// Most rows first, at most ``Limits/valuesPerSlice``.
        package var values: [Value]
        /// Distinct values beyond those, and their rows.
        package var otherValues: Int
        package var otherRows: Int
        /// By how much the values differ beyond chance, as a standard deviation; absent where it is not known.
        package var spread: Double?

        package init(column: String, values: [Value], otherValues: Int, otherRows: Int, spread: Double? = nil) {
            self.spread = spread
            self.column = column
            self.values = values
            self.otherValues = otherValues
            self.otherRows = otherRows
        }

        private enum CodingKeys: String, CodingKey {
            case column, values, spread
            case otherValues = "other_values"
            case otherRows = "other_rows"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(column, forKey: .column)
            try fields.encode(values, forKey: .values)
            try fields.encode(otherValues, forKey: .otherValues)
            try fields.encode(otherRows, forKey: .otherRows)
            try fields.encode(spread, forKey: .spread)
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
        /// The standard error of the metric; absent where it is not known.
        package var standardError: Double?
        /// The metric drawn towards the overall one by as much of it as may be chance; absent where it is not known.
        package var shrunk: Double?

        package init(
            value: String?, rows: Int, metric: MetricValue, standardError: Double? = nil, shrunk: Double? = nil
        ) {
            self.standardError = standardError
            self.shrunk = shrunk
            self.value = value
            self.rows = rows
            isSmall = rows < Limits.sliceRows
            self.metric = metric
        }

        private enum CodingKeys: String, CodingKey {
            case value, rows, metric, shrunk
            case isSmall = "small"
            case standardError = "standard_error"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(value, forKey: .value)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(isSmall, forKey: .isSmall)
            try fields.encode(metric, forKey: .metric)
            try fields.encode(standardError, forKey: .standardError)
            try fields.encode(shrunk, forKey: .shrunk)
        }
    }

    package init(metric: MetricName, slices: [Slice], overall: MetricValue? = nil) {
        self.metric = metric
        self.overall = overall
        self.slices = slices
    }

    private enum CodingKeys: String, CodingKey { case version, metric, overall, slices }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(metric, forKey: .metric)
        try fields.encode(overall, forKey: .overall)
        try fields.encode(slices, forKey: .slices)
    }
}
