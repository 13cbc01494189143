/// `evaluation/importance.json`: what the chosen candidate rests on.
package struct ImportanceDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var candidate: String
    /// The metric whose loss is measured: the primary one.
    package var metric: MetricName
    /// Test rows of the seeded sample.
    package var rows: Int
    /// Times that each column was permuted.
    package var repeats: Int
    /// The metric on the sample as it is, or the reason why there is nothing to lose.
    package var value: MetricValue
    /// The columns that are features, the most important first, equals by name.
    package var columns: [Column]

    /// One column of the dataset.
    package struct Column: Codable, Sendable, Equatable {
        package var column: String
        /// How much worse the metric becomes, in its units, where the column's values are dealt anew among the rows.
        ///
        /// The mean over the repeats; absent where the metric is undefined.
        package var permutation: Double?
        /// The standard deviation over the repeats.
        package var spread: Double?
        /// The gain of the splits on the column as a share of all gain; absent unless the candidate is trees.
        package var gain: Double?

        package init(column: String, permutation: Double?, spread: Double?, gain: Double? = nil) {
            self.column = column
            self.permutation = permutation
            self.spread = spread
            self.gain = gain
        }

        private enum CodingKeys: String, CodingKey { case column, permutation, spread, gain }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(column, forKey: .column)
            try fields.encode(permutation, forKey: .permutation)
            try fields.encode(spread, forKey: .spread)
            try fields.encode(gain, forKey: .gain)
        }
    }

    package init(
        candidate: String, metric: MetricName, rows: Int, repeats: Int, value: MetricValue, columns: [Column]
    ) {
        self.candidate = candidate
        self.metric = metric
        self.rows = rows
        self.repeats = repeats
        self.value = value
        self.columns = columns
    }
}
