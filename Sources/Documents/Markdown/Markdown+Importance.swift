import Evidence

extension Markdown {
    /// The columns that the chosen candidate rests on most, for the documents.
    static func importance(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.importance, document.value.number != nil else {
            return "What the model rests on was not measured."
        }
        let used = document.columns.filter { ($0.permutation ?? 0) != 0 || ($0.gain ?? 0) != 0 }
        guard !used.isEmpty else { return "\(code: document.candidate) reads no column." }
        let hasGain = used.contains { $0.gain != nil }
        let rows = used.prefix(10).map { column -> [Markdown] in
            [
                "\(code: column.column)", "\(column.permutation.map(NumberText.difference) ?? "–")",
                "\(column.spread.map(NumberText.metric) ?? "–")",
            ] + (hasGain ? ["\(column.gain.map(NumberText.percent) ?? "–")"] : [])
        }
        let others = document.columns.count - rows.count
        let rest: Markdown = others > 0 ? " \(NumberText.counted(others, "further column")) matter less." : ""
        return .blocks([
            "How much worse \(code: document.metric.rawValue) becomes where a column's values are dealt anew among \(NumberText.counted(document.rows, evidence.split.folds == nil ? "test row" : "held-out row")), \(NumberText.counted(document.repeats, "time")).\(rest)",
            .table(
                ["column", "loss", "standard deviation"] + (hasGain ? ["share of gain"] : []), numbersFrom: 1, rows),
        ])
    }
}
