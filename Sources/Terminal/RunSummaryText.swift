package import Evidence

/// What a person reads when a run has ended: the verdict, the candidates side by side, what needs a look.
package struct RunSummaryText: Sendable {
    private let metrics: MetricsDocument
    private let shown: [MetricName]
    private let findings: [Finding]
    private let directory: String
    private let completeness: Completeness?
    private let rowsToTell: RowsToTell?
    private let against: (run: String, difference: RunDifference)?

    /// - Parameters:
    ///   - metrics: the run's metrics.
    ///   - task: decides which metrics stand beside the primary one.
    ///   - findings: what checks and candidates found.
    ///   - directory: the run's folder as a person would type it.
    ///   - completeness: what the documents know; `nil` where another place says it.
    ///   - rowsToTell: how much more would tell a gain that may be chance; `nil` where none is in doubt.
    ///   - against: an earlier run with what changed since; `nil` where there is none.
    package init(
        metrics: MetricsDocument, task: LearningTask, findings: [Finding], directory: String,
        completeness: Completeness? = nil, rowsToTell: RowsToTell? = nil,
        against: (run: String, difference: RunDifference)? = nil
    ) {
        self.metrics = metrics
        let others = MetricName.usual(for: task).filter { $0 != metrics.primary }
        shown = [metrics.primary] + others.prefix(3)
        self.findings = findings
        self.directory = directory
        self.completeness = completeness
        self.rowsToTell = rowsToTell
        self.against = against
    }

    /// The lines, without step lines.
    package func lines(_ style: Style) -> [String] {
        var lines = [""] + style.fitted("  " + headline, indent: 4).map { style.paint($0, .bold) }
        lines += metrics.reasons.flatMap { style.fitted("    " + $0.sentence, indent: 4) }
        lines.append("")
        lines += table(style).lines(style)
        let worth = findings.filter { $0.severity != .note }
        if !worth.isEmpty {
            lines += ["", "  Worth your attention"]
            lines += worth.prefix(Limits.findingsShown).flatMap { FindingLines($0).lines(style) }
        }
        lines += ["", "  Report  \(directory)/report.html"]
        if let completeness {
            lines += style.fitted("  Fields  \(completeness.summary)", indent: 10)
        }
        if let against { lines += style.fitted("  Against \(DisplayText.escaped(change(against)))", indent: 10) }
        if let more = FindingLines.more(worth) { lines.append(more) }
        if let rowsToTell { lines += style.fitted("  Next    \(rowsToTell.sentence)", indent: 10) }
        return lines
    }

    /// An earlier run, what differs from it, and by how much the primary metric changed.
    private func change(_ against: (run: String, difference: RunDifference)) -> String {
        var parts = [
            against.run,
            "\(against.difference.summary) \(against.difference.differs.count > 1 ? "differ" : "differs")",
        ]
        if let primary = against.difference.primary {
            let words = primary.judgement.words
            parts.append(
                "\(primary.metric.rawValue) "
                    + (primary.difference == nil ? "on other rows" : primary.text)
                    + (words.isEmpty ? "" : ", \(words)"))
        }
        return parts.joined(separator: " · ")
    }

    private var headline: String {
        let words = metrics.recommendation.words
        // Where nothing can be told of the chosen candidate, the one that may be better is spoken of.
        let name = metrics.chosen == "prior" ? rowsToTell?.candidate ?? metrics.chosen : metrics.chosen
        var text = metrics.whyUntold.map { "\(words): \($0) · \(name)" } ?? "\(words): \(name)"
        guard let value = metrics.candidate(name)?.metrics[metrics.primary] else { return text }
        text += " · \(metrics.primary.rawValue) \(NumberText.metric(value))"
        let gain = metrics.comparisons.first {
            $0.better == name && $0.metric == metrics.primary && (name == metrics.chosen || $0.worse == "prior")
        }
        if let gain {
            text += " · \(NumberText.difference(gain.difference))"
            if let lower = gain.lower, let upper = gain.upper {
                text += " [\(NumberText.difference(lower)), \(NumberText.difference(upper))]"
            }
            text += " over \(gain.worse)"
        }
        return text
    }

    /// The candidates side by side, with as many metrics as fit the terminal and at least the primary one.
    private func table(_ style: Style) -> TextTable {
        let tables = (1...shown.count).reversed().map { table(Array(shown.prefix($0))) }
        let fitting = tables.first { table in
            !style.redraws || table.lines(.plain).allSatisfy { $0.count <= style.width }
        }
        return fitting ?? table(Array(shown.prefix(1)))
    }

    private func table(_ shown: [MetricName]) -> TextTable {
        var table = TextTable([("candidate", .left)] + shown.map { ($0.rawValue, .right) })
        for candidate in metrics.candidates {
            table.append([candidate.name] + shown.map { NumberText.metric(candidate.metrics[$0]) })
        }
        return table
    }
}
