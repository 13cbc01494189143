/// What `associate score` did: how many rows got which decision, and what to look at before they are acted on.
package struct ScoringSummary: Codable, Sendable, Equatable {
    package static let version = 1

    package var version = Self.version
    /// The run whose model scored, or the model's folder where it stands in none.
    package var model: String
    package var task: LearningTask
    /// Files that were read, in their order.
    package var input: [String]
    /// Where the rows went; `-` is standard output.
    package var output: String
    package var rows: Int
    /// Columns that were written, in their order.
    package var columns: [String]
    /// Rows of each decision; empty for regression.
    package var decisions: [String: Int]
    /// The least and the greatest score; `nil` for several classes.
    package var scores: Range?
    /// Rows that hold values of a feature which training did not see, by feature; those without are left out.
    package var unseen: [String: Int]
    package var findings: [Finding]

    /// Two ends.
    package struct Range: Codable, Sendable, Equatable {
        package var minimum: Double
        package var maximum: Double

        package init(minimum: Double, maximum: Double) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    package init(
        model: String, task: LearningTask, input: [String], output: String, rows: Int, columns: [String],
        decisions: [String: Int], scores: Range?, unseen: [String: Int], findings: [Finding]
    ) {
        self.model = model
        self.task = task
        self.input = input
        self.output = output
        self.rows = rows
        self.columns = columns
        self.decisions = decisions
        self.scores = scores
        self.unseen = unseen
        self.findings = findings
    }
}
