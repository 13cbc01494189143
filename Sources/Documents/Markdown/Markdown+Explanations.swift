import Evidence

extension Markdown {
    /// What each column adds to scores, for the documents.
    static func explanations(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.explanations else { return "" }
        if let reason = document.reason { return "There is nothing to explain: \(reason)." }
        let rows = document.columns.prefix(10).map { column -> [Markdown] in
            let mean = column.mean
            let range =
                mean.lower.flatMap { lower in
                    mean.upper.map { "[\(NumberText.metric(lower)), \(NumberText.metric($0))]" }
                } ?? "–"
            return [
                "\(code: column.column)", "\(NumberText.metric(mean.value))", "\(range)",
                "\(NumberText.percent(column.share))",
            ]
        }
        let others = document.columns.count - rows.count
        let rest: Markdown = others > 0 ? " \(NumberText.counted(others, "further column")) add less." : ""
        let unit = document.interval.unit
        return .blocks([
            "How far a column moves scores on average, up or down, in \(document.unit.words): exact Shapley values (SHAP) of \(NumberText.counted(document.rows, evidence.split.folds == nil ? "test row" : "held-out row")), with 95 % intervals over \(NumberText.counted(document.interval.units, unit.rawValue)).\(rest)",
            .table(["column", "mean size", "interval", "of all"], numbersFrom: 1, rows),
        ])
    }
}
