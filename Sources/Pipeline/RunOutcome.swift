package import Evidence

/// What `associate run … --json` prints (contracts, section 4).
package struct RunOutcome: Sendable, Encodable {
    package var runID: String?
    /// Absolute path of the run's folder.
    package var directory: String?
    package var status: RunStatus
    package var recommendation: Recommendation?
    package var reasons: [Reason]
    package var chosen: String?
    package var metrics: MetricsDocument?
    /// The task, for the screen; not part of the document.
    package var task: LearningTask?
    /// What changed against an earlier run, which run that is, and what the documents know; for the screen too.
    package var difference: RunDifference?
    package var against: RunRecord.Against?
    package var completeness: Completeness?
    /// How much more would tell a gain that may be chance; for the screen too.
    package var rowsToTell: RowsToTell?
    /// What the data has and the run did not use, in words; for the screen too.
    package var unused: [String]
    package var findings: [Finding]

    package init(
        runID: String? = nil, directory: String? = nil, status: RunStatus, recommendation: Recommendation? = nil,
        reasons: [Reason] = [], chosen: String? = nil, metrics: MetricsDocument? = nil, task: LearningTask? = nil,
        difference: RunDifference? = nil, against: RunRecord.Against? = nil, completeness: Completeness? = nil,
        rowsToTell: RowsToTell? = nil, unused: [String] = [], findings: [Finding]
    ) {
        self.runID = runID
        self.directory = directory
        self.status = status
        self.recommendation = recommendation
        self.reasons = reasons
        self.chosen = chosen
        self.metrics = metrics
        self.task = task
        self.difference = difference
        self.against = against
        self.completeness = completeness
        self.rowsToTell = rowsToTell
        self.unused = unused
        self.findings = findings
    }

    /// The run's folder as a person in the working directory would type it.
    package func directory(from working: String) -> String {
        guard let directory else { return "" }
        let prefix = working.hasSuffix("/") ? working : working + "/"
        return directory.hasPrefix(prefix) ? String(directory.dropFirst(prefix.count)) : directory
    }

    private enum CodingKeys: String, CodingKey {
        case directory, status, recommendation, reasons, chosen, metrics, findings
        case runID = "run_id"
    }

    /// Writes every key of the contract; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(runID, forKey: .runID)
        try fields.encode(directory, forKey: .directory)
        try fields.encode(status, forKey: .status)
        try fields.encode(recommendation, forKey: .recommendation)
        try fields.encode(reasons, forKey: .reasons)
        try fields.encode(chosen, forKey: .chosen)
        try fields.encode(metrics, forKey: .metrics)
        try fields.encode(findings, forKey: .findings)
    }
}
