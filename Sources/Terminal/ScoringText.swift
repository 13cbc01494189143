package import Evidence

/// What a person reads of a scoring: how many rows got which decision, and what to look at.
package struct ScoringText: Sendable {
    private let summary: ScoringSummary
    private let seconds: Double?

    /// Findings that are listed.
    private static let shown = 10
    /// Classes that are listed.
    private static let classes = 8

    /// - Parameters:
    ///   - summary: what was done.
    ///   - seconds: how long it took; `nil` where that is not worth saying.
    package init(_ summary: ScoringSummary, seconds: Double? = nil) {
        self.summary = summary
        self.seconds = seconds
    }

    package func lines(_ style: Style) -> [String] {
        let detail = "\(NumberText.counted(summary.rows, "row")) by \(summary.model)"
        var lines = [StepLine(.done, "scored", detail, time: seconds.map(NumberText.seconds)).text(style)]
        lines += facts.flatMap { style.fitted("  · " + DisplayText.escaped($0), indent: 4) }
        for finding in summary.findings.prefix(Self.shown) {
            let sign = finding.severity == .note ? "·" : style.paint("!", .yellow)
            lines += style.fitted("  \(sign) " + DisplayText.escaped(finding.message), indent: 4)
            guard finding.severity != .note, let advice = finding.advice else { continue }
            lines += style.fitted("    " + DisplayText.escaped(advice), indent: 4).map { style.paint($0, .dim) }
        }
        if summary.findings.count > Self.shown { lines.append("  … and \(summary.findings.count - Self.shown) more") }
        guard summary.output != "-" else { return lines }
        return lines + ["", "  Scores  \(DisplayText.escaped(summary.output))"]
    }

    private var facts: [String] {
        var facts = [reading]
        let common = summary.decisions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if !common.isEmpty {
            let listed = common.prefix(Self.classes).map { name, rows in
                "\(name) \(NumberText.count(rows)) (\(NumberText.percent(Double(rows) / Double(max(summary.rows, 1)))))"
            }
            facts.append(
                "decided: " + listed.joined(separator: ", ") + (common.count > Self.classes ? ", …" : ""))
        }
        if let scores = summary.scores {
            facts.append("scores from \(NumberText.metric(scores.minimum)) to \(NumberText.metric(scores.maximum))")
        }
        return facts
    }

    /// How the input was read.
    private var reading: String {
        guard summary.readAs == .sources else { return "read as it is: the input holds what the model reads" }
        let sources = summary.sources.map { source in
            "\(source.name) \(NumberText.counted(source.rows, "row"))"
                + (source.isGiven ? "" : " (as the brief names it)")
        }
        return "read through the brief's SQL: \(sources.joined(separator: ", ")) → "
            + NumberText.counted(summary.rows, "prediction")
    }
}
