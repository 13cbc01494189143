/// What changed from one run to another: figures on the same rows, data, brief, seed, code and libraries.
///
/// Runs are named by their fingerprints; nothing in it names a path, a date or an id, so that it may stand in a run.
package struct RunDifference: Codable, Sendable, Equatable {
    package var version = 1
    /// The run that the other is compared with.
    package var before: Side
    package var after: Side
    /// What differs, in the order of ``Aspect``; empty where the same work was done on the same data.
    package var differs: [Aspect]
    package var data: DataDifference
    /// Keys of the brief but `seed`, sorted by key.
    package var brief: [Change]
    /// Versions of the program (`associate`) and of its libraries, sorted by name.
    package var versions: [Change]
    package var seed: Change?
    package var rows: Pairing
    /// The metrics of the task, in the order of tables.
    package var metrics: [MetricDifference]

    /// What a run depends on.
    package enum Aspect: String, Codable, Sendable, CaseIterable {
        case data
        case brief
        case seed
        case code
        case libraries
    }

    /// One of the two runs.
    package struct Side: Codable, Sendable, Equatable {
        package var fingerprint: String
        package var name: String
        package var chosen: String
        package var recommendation: Recommendation
        package var primary: MetricName
        /// Rows on which the figures were taken.
        package var rows: Int
        /// The score from which on a row is positive (binary only).
        package var threshold: Double?

        package init(
            fingerprint: String, name: String, chosen: String, recommendation: Recommendation, primary: MetricName,
            rows: Int, threshold: Double?
        ) {
            self.fingerprint = fingerprint
            self.name = name
            self.chosen = chosen
            self.recommendation = recommendation
            self.primary = primary
            self.rows = rows
            self.threshold = threshold
        }
    }

    /// A value before and after; absent where it is not given.
    package struct Change: Codable, Sendable, Equatable {
        /// A brief's key such as `data.label`, or the name of what has a version.
        package var key: String
        package var before: JSONValue?
        package var after: JSONValue?

        package init(key: String, before: JSONValue?, after: JSONValue?) {
            self.key = key
            self.before = before
            self.after = after
        }
    }

    /// Whether figures were taken on the same rows.
    package struct Pairing: Codable, Sendable, Equatable {
        package var same: Bool
        /// Why differences have no interval; absent where they have.
        package var reason: String?
        /// What was drawn together, and how many of it.
        package var resampling: EvaluationSummary.Resampling?

        package init(same: Bool, reason: String? = nil, resampling: EvaluationSummary.Resampling? = nil) {
            self.same = same
            self.reason = reason
            self.resampling = resampling
        }
    }

    package init(
        before: Side, after: Side, data: DataDifference, brief: [Change], versions: [Change], seed: Change?,
        rows: Pairing, metrics: [MetricDifference]
    ) {
        self.before = before
        self.after = after
        self.data = data
        self.brief = brief
        self.versions = versions
        self.seed = seed
        self.rows = rows
        self.metrics = metrics
        let code = versions.contains { $0.key == Self.codeName }
        let libraries = versions.contains { $0.key != Self.codeName }
        let found: [(Aspect, Bool)] = [
            (.data, !data.same), (.brief, !brief.isEmpty), (.seed, seed != nil), (.code, code), (.libraries, libraries),
        ]
        differs = found.filter(\.1).map(\.0)
    }

    /// The name under which ``versions`` hold that of the program itself.
    package static let codeName = "associate"

    /// How the primary metric of the later run changed.
    package var primary: MetricDifference? { metrics.first { $0.metric == after.primary } }
}

/// One metric in two runs.
package struct MetricDifference: Codable, Sendable, Equatable {
    package var metric: MetricName
    package var before: MetricValue
    package var after: MetricValue
    /// After less before, on the same rows; absent where rows differ or a value is undefined.
    package var difference: Double?
    /// The 95 % interval of the difference.
    package var lower: Double?
    package var upper: Double?

    package init(
        metric: MetricName, before: MetricValue, after: MetricValue, difference: Double? = nil,
        interval: ClosedRange<Double>? = nil
    ) {
        self.metric = metric
        self.before = before
        self.after = after
        self.difference = difference
        lower = interval?.lowerBound
        upper = interval?.upperBound
    }

    /// What can be said of a difference.
    package enum Judgement: Sendable, Equatable {
        case better
        case worse
        /// Its interval holds 0.
        case withinInterval
        /// Both have the same value.
        case same
        /// There is no difference on the same rows, or no interval of it.
        case unknown
    }

    /// What can be said of the difference.
    package var judgement: Judgement {
        guard let difference else { return .unknown }
        guard let lower, let upper else { return difference == 0 ? .same : .unknown }
        if lower <= 0, upper >= 0 { return difference == 0 ? .same : .withinInterval }
        return (difference > 0) == metric.greaterIsBetter ? .better : .worse
    }
}

/// How the data of two runs differs.
package struct DataDifference: Codable, Sendable, Equatable {
    /// Whether both worked on the same snapshot.
    package var same: Bool
    package var rows: Rows
    package var columns: Columns
    /// Rows of each source that has others, or that one run alone has; sorted by name.
    package var sources: [Source]

    /// Rows that are worked on.
    package struct Rows: Codable, Sendable, Equatable {
        package var before: Int
        package var after: Int
        /// How rows were told apart; absent where they could not be.
        package var by: Identity?
        /// Rows in the parts of the later run that no part of the earlier one has, and the other way round.
        package var added: Int?
        package var removed: Int?
        /// Rows of the same key with other cells in columns that both have; absent without a key.
        package var changed: Int?

        /// How a row is recognised.
        package enum Identity: String, Codable, Sendable {
            case key
            /// All cells of the columns that both have.
            case cells
        }

        package init(before: Int, after: Int) {
            self.before = before
            self.after = after
        }
    }

    /// Columns of the dataset, by name.
    package struct Columns: Codable, Sendable, Equatable {
        package var added: [Column] = []
        package var removed: [Column] = []
        package var retyped: [Retyped] = []

        package init() {}

        /// A column that one run alone has.
        package struct Column: Codable, Sendable, Equatable {
            package var name: String
            package var type: String

            package init(name: String, type: String) {
                self.name = name
                self.type = type
            }
        }

        /// A column whose type is another.
        package struct Retyped: Codable, Sendable, Equatable {
            package var name: String
            package var before: String
            package var after: String

            package init(name: String, before: String, after: String) {
                self.name = name
                self.before = before
                self.after = after
            }
        }
    }

    /// Rows of a source; absent where a run has no such source.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        package var before: Int?
        package var after: Int?

        package init(name: String, before: Int?, after: Int?) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    package init(same: Bool, rows: Rows, columns: Columns, sources: [Source]) {
        self.same = same
        self.rows = rows
        self.columns = columns
        self.sources = sources
    }
}
