import Evidence

extension PredictionCharts {
    /// Columns that are drawn, and listed.
    private static let rowsShown = 20

    /// How much worse the primary metric becomes without each column.
    var importanceTable: HTML {
        guard let document = importance, document.value.number != nil else { return "" }
        let shown = document.columns.prefix(Self.rowsShown)
        if shown.isEmpty { return "" }
        let hasGain = shown.contains { $0.gain != nil }
        let rows = shown.enumerated().map { index, column -> [HTML] in
            let place = Pointer.importance["columns"][index]
            let size = figures.figure([place["permutation"], place["spread"]]) {
                "\(NumberText.difference($0[0])) ± \(NumberText.metric($0[1]))"
            }
            return [code(column.column), size] + (hasGain ? [figures.percent(place["gain"])] : [])
        }
        let more = document.columns.count - shown.count
        let data = table(
            "The most important first", ["column", "loss"] + (hasGain ? ["share of gain"] : []), numbersFrom: 1, rows)
        return paragraph(
            "How much worse \(code(document.metric.rawValue)) becomes where a column's values are dealt anew among \(figures.counted(Pointer.importance["rows"], judgedRow)), \(figures.counted(Pointer.importance["repeats"], "time")): mean and standard deviation. Columns that say the same share their importance, and none of it says what causes the label."
        )
            + (importanceChart(document, data) ?? data)
            + (more > 0
                ? paragraph(
                    "\(NumberText.counted(more, "more column")) in \(code(figures.files.name(of: .importance))).")
                : "")
    }

    /// What the metric loses without each column, as bars with their spread.
    private func importanceChart(_ document: ImportanceDocument, _ data: HTML) -> HTML? {
        let place = Pointer.importance["columns"]
        let rows = document.columns.enumerated().prefix(Self.rowsShown).compactMap { index, column -> RowChart.Row? in
            guard let loss = column.permutation else { return nil }
            return .init(
                name: column.column, value: loss, bounds: column.spread.map { (loss - $0, loss + $0) },
                place: place[index]["permutation"])
        }
        guard let first = rows.first else { return nil }
        let chart = RowChart(rows: rows, isBars: true, text: NumberText.difference)
        return Chart(
            title:
                first.value > 0
                ? "\(first.name) counts most: \(document.metric.rawValue) is \(at: first.place, NumberText.metric) worse without it"
                : "\(document.candidate) rests on no column",
            description:
                "A bar for each column: how much worse \(document.metric.rawValue) becomes where its values are dealt anew; whiskers are one standard deviation to either side.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
    }
}
