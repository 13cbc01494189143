import Evidence

extension ReportPage {
    /// Values that a chart shows at most.
    private static let rowsShown = 20

    /// The values of one column with their intervals and the figure of all rows; `nil` where there is no pair.
    func sliceChart(_ slice: SlicesDocument.Slice, _ index: Int, _ metric: MetricName, _ data: HTML) -> HTML? {
        let rows = sliceRows(slice, index)
        guard rows.count > 1 else { return nil }
        let overall = evidence.slices?.overall?.number
        let chart = RowChart(
            rows: rows, reference: overall.map { .init(name: "all rows", value: $0) }, text: NumberText.metric)
        return Chart(
            title: sliceTitle(slice, rows, metric),
            description:
                "A dot for each value of \(slice.column) on \(metric.rawValue) with its 95 % interval where it has one; values with few rows are hollow, the figure of all rows is a dashed line.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
    }

    /// The values that are shown, those with a figure.
    func sliceRows(_ slice: SlicesDocument.Slice, _ index: Int) -> [RowChart.Row] {
        let place = Pointer.slices["slices"][index]["values"]
        return slice.values.enumerated().prefix(Self.rowsShown).compactMap { number, value in
            guard case .value(let figure, let interval) = value.metric else { return nil }
            return .init(
                name: value.value ?? "missing", value: figure, bounds: interval.map { ($0.lower, $0.upper) },
                place: place[number]["metric"]["value"], isQuiet: value.isSmall)
        }
    }

    /// The weakest value as a finding.
    func sliceTitle(
        _ slice: SlicesDocument.Slice, _ rows: [RowChart.Row], _ metric: MetricName
    ) -> TracedText {
        let text = NumberText.metric as (Double) -> String
        let overall = evidence.slices?.overall?.number
        if let overall, rows.contains(where: { $0.bounds != nil }) {
            guard let weakest = Self.weakest(of: rows, metric, overall: overall) else {
                return "\(slice.column): no value is weaker than all rows by more than chance explains"
            }
            return sliceTitle(slice, weakest)
        }
        // A value with few rows makes no headline.
        let candidates = rows.contains { !$0.isQuiet } ? rows.filter { !$0.isQuiet } : rows
        let weakest = candidates.reduce(candidates[0]) { worst, row in
            (metric.greaterIsBetter ? row.value < worst.value : row.value > worst.value) ? row : worst
        }
        return overall == nil
            ? "\(slice.column): weakest at \(weakest.name), \(metric.rawValue) \(at: weakest.place, text)"
            : sliceTitle(slice, weakest)
    }

    private func sliceTitle(_ slice: SlicesDocument.Slice, _ weakest: RowChart.Row) -> TracedText {
        let text = NumberText.metric as (Double) -> String
        let all = Pointer.slices["overall"]["value"]
        return
            "\(slice.column): weakest at \(weakest.name), \(at: weakest.place, text) against \(at: all, text) of all rows"
    }

    /// The value of enough rows whose whole interval is worse than the figure of all rows, the worst of them.
    static func weakest(of rows: [RowChart.Row], _ metric: MetricName, overall: Double) -> RowChart.Row? {
        let sign = metric.greaterIsBetter ? 1.0 : -1
        return rows.filter { row in
            guard !row.isQuiet, let bounds = row.bounds else { return false }
            return metric.greaterIsBetter ? bounds.upper < overall : bounds.lower > overall
        }.min { sign * $0.value < sign * $1.value }
    }
}
