package import Evidence
import Store

/// `associate runs show --json`: a run's manifest and metrics, and whether its files are as written.
package struct RunDetails: Encodable, Sendable {
    package let directory: String
    package let record: RunRecord
    package let metrics: MetricsDocument?
    /// What differs from the manifest; empty where nothing does.
    package let findings: [Finding]
    /// The task, for the screen; not part of the document.
    package let task: LearningTask?
    /// How much more would tell a gain that may be chance; for the screen too.
    package let rowsToTell: RowsToTell?

    private enum CodingKeys: String, CodingKey {
        case directory, metrics, findings
        case record = "manifest"
    }

    /// Reads a run back by its id, the beginning of one, or its folder; every file is hashed first.
    ///
    /// - Throws: `StoreError` where there is no such run or it is damaged.
    package init(of text: String, inStore path: String) throws {
        let run = try RunStore(at: path).open(text)
        directory = run.directory
        record = run.record
        findings = try run.verify()
        guard run.record.status == .complete, findings.isEmpty else {
            (metrics, task, rowsToTell) = (nil, nil, nil)
            return
        }
        metrics = try CanonicalJSON.decode(MetricsDocument.self, from: run.read("evaluation/metrics.json"))
        task = try CanonicalJSON.decode(TaskOnly.self, from: run.read("model/associate.json")).task
        rowsToTell = try CanonicalJSON.decode(EvaluationOnly.self, from: run.read("evidence.json")).evaluation
            .rowsToTell
    }

    private struct EvaluationOnly: Decodable { let evaluation: EvaluationSummary }
    private struct TaskOnly: Decodable { let task: LearningTask }

    /// Writes every key; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(directory, forKey: .directory)
        try fields.encode(record, forKey: .record)
        try fields.encode(metrics, forKey: .metrics)
        try fields.encode(findings, forKey: .findings)
    }
}
