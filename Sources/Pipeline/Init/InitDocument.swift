package import Evidence

/// What `associate init … --json` prints.
package struct InitDocument: Sendable, Encodable {
    /// A table as it was found.
    package struct Table: Sendable, Encodable {
        package var name: String
        package var path: String
        package var rows: Int
        package var columns: Int
        package var key: [String]
    }

    /// How a table is joined.
    package struct Join: Sendable, Encodable {
        package var from: String
        package var to: String
        package var on: [String]
        /// `n:1`, `1:1`, `1:n` or `n:m`.
        package var cardinality: String
        /// Share of the rows that find one.
        package var containment: Double
        package var use: String
    }

    package var version = 1
    /// The brief that was written.
    package var brief: String
    /// The suite of checks that was written beside it.
    package var checks: String?
    package var name: String
    package var task: LearningTask?
    package var label: String
    package var labelCandidates: [LabelCandidate]
    package var key: [String]
    package var time: String?
    package var tables: [Table]
    package var joins: [Join]
    /// Columns that are no features, with the reason.
    package var exclude: [String: String]
    /// What was proposed for each key of the brief, and why.
    package var proposals: [Inference]
    /// What the checks and the leakage audit of the proposal leave to look at.
    package var findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case version, brief, checks, name, task, label, key, time, tables, joins, exclude, proposals, findings
        case labelCandidates = "label_candidates"
    }
}
