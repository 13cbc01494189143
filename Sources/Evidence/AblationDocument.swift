/// `evaluation/ablation.json`: what each source and each group of columns is worth to the chosen candidate, which is
/// fitted again without it.
package struct AblationDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var candidate: String
    /// The primary metric, in which worth is told.
    package var metric: MetricName
    /// Rows that judge.
    package var rows: Int
    /// The metric with all columns, by the same fit as without some.
    package var value: MetricValue
    /// The groups that were left out in turn, the one of most worth first.
    package var groups: [Group]
    /// Groups that the budget left no room for.
    package var notTried: Int

    /// What was left out together.
    package struct Group: Codable, Sendable, Equatable {
        /// The source's or the column's name.
        package var name: String
        package var kind: Kind
        package var columns: [String]
        /// The metric without it.
        package var value: MetricValue
        /// By how much the metric is better with it, with its paired 95 % interval; absent where either is undefined.
        package var worth: Double?
        package var lower: Double?
        package var upper: Double?

        /// What makes columns a group.
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// All columns of the features that a source has, by their names.
            case source
            /// A column and those whose names begin with its own.
            case family
            case column
        }

        package init(
            name: String, kind: Kind, columns: [String], value: MetricValue, worth: Double? = nil,
            lower: Double? = nil, upper: Double? = nil
        ) {
            self.name = name
            self.kind = kind
            self.columns = columns
            self.value = value
            self.worth = worth
            self.lower = lower
            self.upper = upper
        }

        /// The group as people read it.
        package var words: String {
            switch kind {
            case .source: "source \(name)"
            case .family: "\(name) and its kin"
            case .column: name
            }
        }

        private enum CodingKeys: String, CodingKey { case name, kind, columns, value, worth, lower, upper }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(name, forKey: .name)
            try fields.encode(kind, forKey: .kind)
            try fields.encode(columns, forKey: .columns)
            try fields.encode(value, forKey: .value)
            try fields.encode(worth, forKey: .worth)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    package init(
        candidate: String, metric: MetricName, rows: Int, value: MetricValue, groups: [Group], notTried: Int
    ) {
        self.candidate = candidate
        self.metric = metric
        self.rows = rows
        self.value = value
        self.groups = groups
        self.notTried = notTried
    }

    private enum CodingKeys: String, CodingKey {
        case version, candidate, metric, rows, value, groups
        case notTried = "not_tried"
    }
}
