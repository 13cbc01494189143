import Evidence
import Pipeline
import Terminal

/// A run as `runs show` prints it.
struct RunDetailsText {
    private let details: RunDetails

    init(_ details: RunDetails) { self.details = details }

    func lines(_ style: Style) -> [String] {
        let record = details.record
        var lines = ["\(record.runID) · \(record.status.rawValue)"]
        lines += facts.map { "  \(PlainText.pad($0.name, to: 14)) \(DisplayText.escaped($0.value))" }
        if let metrics = details.metrics, let task = details.task {
            let summary = RunSummaryText(
                metrics: metrics, task: task, findings: record.findings, directory: details.directory,
                rowsToTell: details.rowsToTell)
            return lines + summary.lines(style)
        }
        return lines + record.findings.prefix(Limits.findingsShown).map { "  " + DisplayText.escaped($0.message) }
    }

    private var facts: [(name: String, value: String)] {
        let record = details.record
        var facts = [
            ("started", record.started), ("took", NumberText.seconds(record.seconds.values.reduce(0, +))),
            ("fingerprint", record.fingerprint), ("snapshot", record.snapshot?.hex ?? "–"),
        ]
        facts += record.sources.map { source in
            ("source", "\(source.name) · \(source.rows.map { NumberText.counted($0, "row") } ?? "rows not counted")")
        }
        facts.append(
            ("versions", record.versions.sorted { $0.key < $1.key }.map { "\($0) \($1)" }.joined(separator: ", ")))
        facts +=
            record.against.map { [("against", $0.runID + ($0.named ? ", as --against named it" : ", the last one"))] }
            ?? []
        facts += record.completeness.map { [("completeness", $0.summary)] } ?? []
        let files = NumberText.counted(record.files.count, "file")
        let state = details.findings.isEmpty ? "as written" : "not as written: \(details.findings[0].message)"
        facts.append(("files", "\(files), \(state)"))
        return facts.map { (name: $0.0, value: $0.1) }
    }
}
