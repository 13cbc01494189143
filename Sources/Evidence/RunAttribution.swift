/// Which of the things that differ between two runs makes the difference in a metric: runs that lie between them, each
/// with some more of the changes, lead from one to the other.
///
/// What a step changes may act with what was changed before it: another order may divide the difference otherwise.
package struct RunAttribution: Codable, Sendable, Equatable {
    /// From the baseline to the other run, each from where the one before it ended.
    package var steps: [Step]

    /// One step: what changed, between which runs, and by how much the primary metric did.
    package struct Step: Codable, Sendable, Equatable {
        /// `data`, `seed`, `code`, keys of the brief such as `split.by`, names of libraries.
        package var changed: [String]
        /// The runs before and after it.
        package var from: String
        package var to: String
        package var metric: MetricDifference

        package init(changed: [String], from: String, to: String, metric: MetricDifference) {
            self.changed = changed
            self.from = from
            self.to = to
            self.metric = metric
        }

        /// By how much the metric changed, in words.
        package var text: String { metric.difference == nil ? "on other rows" : metric.text }
    }

    package init(steps: [Step]) { self.steps = steps }
}
