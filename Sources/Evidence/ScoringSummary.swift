/// What `associate score` did: how many rows got which decision, and what to look at before they are acted on.
package struct ScoringSummary: Codable, Sendable, Equatable {
    package static let version = 1

    package var version = Self.version
    /// The run whose model scored, or the model's folder where it stands in none.
    package var model: String
    package var task: LearningTask
    /// Files that the person named, in their order.
    package var input: [String]
    /// What they hold.
    package var readAs: Form
    /// The sources that the brief's SQL read; none where it was not run.
    package var sources: [Source]
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

    /// What the files hold that were read.
    package enum Form: String, Codable, Sendable, CaseIterable {
        /// What the model reads: rows are scored as they are.
        case features
        /// What the brief's sources hold: rows go through the brief's SQL first.
        case sources
    }

    /// A source that the brief's SQL read.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        package var files: [String]
        package var rows: Int
        /// Columns that the run's source had and this one has not; they stood there without values.
        package var missing: [String]
        /// Whether the person named it; else it was read as the brief names it.
        package var isGiven: Bool

        package init(name: String, files: [String], rows: Int, missing: [String], isGiven: Bool) {
            self.name = name
            self.files = files
            self.rows = rows
            self.missing = missing
            self.isGiven = isGiven
        }

        private enum CodingKeys: String, CodingKey {
            case name, files, rows, missing
            case isGiven = "given"
        }
    }

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
        model: String, task: LearningTask, input: [String], readAs: Form = .features,
        sources: [Source] = [], output: String, rows: Int, columns: [String],
        decisions: [String: Int], scores: Range?, unseen: [String: Int], findings: [Finding]
    ) {
        self.model = model
        self.task = task
        self.input = input
        self.readAs = readAs
        self.sources = sources
        self.output = output
        self.rows = rows
        self.columns = columns
        self.decisions = decisions
        self.scores = scores
        self.unseen = unseen
        self.findings = findings
    }

    private enum CodingKeys: String, CodingKey {
        case version, model, task, input, sources, output, rows, columns, decisions, scores, unseen, findings
        case readAs = "read_as"
    }
}
