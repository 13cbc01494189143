/// `evaluation/metrics.json` (contracts, section 6).
package struct MetricsDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var primary: MetricName
    package var chosen: String
    package var recommendation: Recommendation
    package var reasons: [Reason]
    package var candidates: [CandidateMetrics]
    package var comparisons: [Comparison]

    package init(
        primary: MetricName, verdict: Verdict, candidates: [CandidateMetrics], comparisons: [Comparison]
    ) {
        self.primary = primary
        chosen = verdict.chosen
        recommendation = verdict.recommendation
        reasons = verdict.reasons
        self.candidates = candidates
        self.comparisons = comparisons
    }

    /// The rows on which a candidate's figures were taken.
    package enum Split: String, Codable, Sendable {
        case test
        case outOfFold = "out_of_fold"
    }

    /// One candidate's figures.
    package struct CandidateMetrics: Codable, Sendable, Equatable {
        package var name: String
        package var split: Split
        package var rows: Int
        package var metrics: [MetricName: MetricValue]

        package init(name: String, split: Split, rows: Int, metrics: [MetricName: MetricValue]) {
            self.name = name
            self.split = split
            self.rows = rows
            self.metrics = metrics
        }
    }

    /// How much better one candidate is than another; the bounds are absent until intervals are computed.
    package struct Comparison: Codable, Sendable, Equatable {
        package var better: String
        package var worse: String
        package var metric: MetricName
        /// Positive, in the metric's units, whichever direction is the better one.
        package var difference: Double
        package var lower: Double?
        package var upper: Double?

        package init(
            better: String, worse: String, metric: MetricName, difference: Double, lower: Double?, upper: Double?
        ) {
            self.better = better
            self.worse = worse
            self.metric = metric
            self.difference = difference
            self.lower = lower
            self.upper = upper
        }

        private enum CodingKeys: String, CodingKey { case better, worse, metric, difference, lower, upper }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(better, forKey: .better)
            try fields.encode(worse, forKey: .worse)
            try fields.encode(metric, forKey: .metric)
            try fields.encode(difference, forKey: .difference)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    /// The figures of one candidate.
    package func candidate(_ name: String) -> CandidateMetrics? { candidates.first { $0.name == name } }
}
