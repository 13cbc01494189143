/// `evaluation/fairness.json`: how the chosen candidate does for each group of a sensitive column.
package struct FairnessDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var task: LearningTask
    /// The score at or above which a row is positive (binary only).
    package var threshold: Double?
    /// Rows of a group under which nothing is said of it.
    package var minimumRows: Int
    package var columns: [Column]

    /// The groups of one column.
    package struct Column: Codable, Sendable, Equatable {
        package var column: String
        /// Groups with a name, in the order of their values; ``Group/isJudged`` says which take part in measures.
        package var groups: [Group]
        /// Groups that are too small to be named, and their rows.
        package var unnamed: Unnamed
        package var overall: [GroupMetric: MetricValue]
        package var measures: [FairnessMeasure: MetricValue]
        /// Whether the least selection rate is at least four fifths of the largest (binary only).
        package var fourFifths: FourFifths?

        package init(
            column: String, groups: [Group], unnamed: Unnamed, overall: [GroupMetric: MetricValue],
            measures: [FairnessMeasure: MetricValue], fourFifths: FourFifths?
        ) {
            self.column = column
            self.groups = groups
            self.unnamed = unnamed
            self.overall = overall
            self.measures = measures
            self.fourFifths = fourFifths
        }

        private enum CodingKeys: String, CodingKey {
            case column, groups, unnamed, overall, measures
            case fourFifths = "four_fifths"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(column, forKey: .column)
            try fields.encode(groups, forKey: .groups)
            try fields.encode(unnamed, forKey: .unnamed)
            try fields.encode(overall, forKey: .overall)
            try fields.encode(measures, forKey: .measures)
            try fields.encode(fourFifths, forKey: .fourFifths)
        }
    }

    /// The rows of one value or bin.
    package struct Group: Codable, Sendable, Equatable {
        package var group: SlicePredicate
        package var rows: Int
        /// Whether it is large enough to be compared.
        package var isJudged: Bool
        package var metrics: [GroupMetric: MetricValue]

        package init(group: SlicePredicate, rows: Int, isJudged: Bool, metrics: [GroupMetric: MetricValue]) {
            self.group = group
            self.rows = rows
            self.isJudged = isJudged
            self.metrics = metrics
        }

        private enum CodingKeys: String, CodingKey {
            case group, rows, metrics
            case isJudged = "judged"
        }
    }

    /// Groups whose values would give persons away.
    package struct Unnamed: Codable, Sendable, Equatable {
        package var groups: Int
        package var rows: Int

        package init(groups: Int, rows: Int) {
            self.groups = groups
            self.rows = rows
        }
    }

    /// The rule of four fifths.
    package enum FourFifths: String, Codable, Sendable, CaseIterable {
        case holds
        case broken
        /// Its bound lies within the interval of the ratio, or there is no ratio.
        case cannotTell = "cannot_tell"

        /// The word that people read.
        package var words: String {
            switch self {
            case .holds: "holds"
            case .broken: "broken"
            case .cannotTell: "cannot tell"
            }
        }
    }

    package init(task: LearningTask, threshold: Double?, minimumRows: Int, columns: [Column]) {
        self.task = task
        self.threshold = threshold
        self.minimumRows = minimumRows
        self.columns = columns
    }

    /// The worst of each measure over all columns; undefined where it is so for one of them.
    package var worst: [FairnessMeasure: MetricValue] {
        var worst: [FairnessMeasure: MetricValue] = [:]
        for measure in FairnessMeasure.all(for: task) {
            for column in columns {
                let value = column.measures[measure] ?? .undefined(reason: "it was not computed")
                guard let before = worst[measure] else {
                    worst[measure] = value
                    continue
                }
                guard let known = before.number else { continue }
                guard let own = value.number else {
                    worst[measure] = value
                    continue
                }
                if measure.isRatio ? own < known : own > known { worst[measure] = value }
            }
        }
        return worst
    }

    private enum CodingKeys: String, CodingKey {
        case version, task, threshold, columns
        case minimumRows = "minimum_rows"
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(task, forKey: .task)
        try fields.encode(threshold, forKey: .threshold)
        try fields.encode(minimumRows, forKey: .minimumRows)
        try fields.encode(columns, forKey: .columns)
    }
}
