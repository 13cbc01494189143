import Evidence

extension ReportPage {
    /// Groups of the sensitive columns: a chart, figures and measures for each column.
    var fairness: HTML {
        guard let document = evidence.fairness, !document.columns.isEmpty else {
            return fold(
                "fairness", "Fairness", gist: "not looked at",
                [
                    paragraph(
                        "The brief names no sensitive columns; name those that tell groups of people apart under sensitive to compare them. They are then no features."
                    )
                ])
        }
        let place = Pointer.fairness
        let intro = paragraph(
            "How \(metrics.chosen) does for each group on \(Sentences.judged(evidence)), by Fairlearn's names. Brackets hold 95 % intervals. Groups of fewer than \(figures.counted(place["minimum_rows"], "row")) take no part: of them this run cannot tell. Where groups differ in how often the label is true, not all measures can be equal at once; which one has to be is for the owner to say."
        )
        return fold(
            "fairness", "Fairness", gist: "by \(document.columns.map(\.column).joined(separator: ", "))",
            [intro]
                + document.columns.enumerated().map { index, column in fairness(of: column, place["columns"][index]) })
    }

    private func fairness(of column: FairnessDocument.Column, _ place: Pointer) -> HTML {
        let task = evidence.fairness?.task ?? brief.task
        let metrics = GroupMetric.all(for: task)
        let shown = metrics.filter { metric in column.groups.contains { $0.metrics[metric] != nil } }
        let rows = column.groups.enumerated().map { number, group -> [HTML] in
            let here = place["groups"][number]
            let name: HTML = figures.words(group.group.label, at: here["group"]["kind"])
            return [name, figures.count(here["rows"])]
                + shown.map { group.isJudged ? figures.metricValue(here["metrics"][$0.rawValue]) : "cannot tell" }
        }
        let all: [HTML] = ["all rows", ""] + shown.map { figures.metricValue(place["overall"][$0.rawValue]) }
        let data = table(
            "By group", ["group", "rows"] + shown.map { code($0.rawValue) }, numbersFrom: 1, rows + [all])
        let measures = FairnessMeasure.all(for: task).map { measure -> [HTML] in
            let here = place["measures"][measure.rawValue]
            var reason: HTML = ""
            if case .undefined(let text)? = column.measures[measure] {
                reason = figures.words(text, at: here["reason"])
            }
            return [code(measure.rawValue), figures.metricValue(here), reason]
        }
        let unnamed: HTML =
            column.unnamed.groups == 0
            ? ""
            : paragraph(
                "\(figures.counted(place["unnamed"]["groups"], "group")) of few rows (\(figures.count(place["unnamed"]["rows"])) in all) are not named."
            )
        let rule: HTML =
            column.fourFifths.map { "Rule of four fifths: \($0.words)." } ?? ""
        return "<h3>\(code(column.column))</h3>\n" + (groupChart(column, place, metrics.first, data) ?? data) + unnamed
            + table(
                "How far the groups are apart: largest less smallest, or smallest over largest",
                ["measure", "value", ""],
                numbersFrom: 1, measures) + (column.fourFifths == nil ? "" : paragraph(rule))
    }

    /// The first figure of the task by group.
    private func groupChart(
        _ column: FairnessDocument.Column, _ place: Pointer, _ metric: GroupMetric?, _ data: HTML
    ) -> HTML? {
        guard let metric else { return nil }
        let rows = column.groups.enumerated().compactMap { number, group -> RowChart.Row? in
            guard case .value(let value, let interval)? = group.metrics[metric] else { return nil }
            return .init(
                name: group.group.label, value: value, bounds: interval.map { ($0.lower, $0.upper) },
                place: place["groups"][number]["metrics"][metric.rawValue]["value"])
        }
        guard rows.count > 1 else { return nil }
        let overall = column.overall[metric]?.number
        let chart = RowChart(
            rows: rows, reference: overall.map { .init(name: "all rows", value: $0) }, text: NumberText.metric)
        // The first of equals, whatever the search.
        let least = rows.reduce(rows[0]) { $1.value < $0.value ? $1 : $0 }
        let most = rows.reduce(rows[0]) { $1.value > $0.value ? $1 : $0 }
        let text = NumberText.metric as (Double) -> String
        return Chart(
            title:
                "\(column.column): \(metric.rawValue) is \(at: least.place, text) for \(least.name) and \(at: most.place, text) for \(most.name)",
            description:
                "A dot for each group of \(column.column) on \(metric.rawValue) with its 95 % interval; the dashed line is that of all rows.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
    }
}

extension Markdown {
    /// Groups of the sensitive columns, for the documents.
    static func fairness(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.fairness, !document.columns.isEmpty else {
            return "Groups of people were not compared: the brief names no sensitive columns."
        }
        let parts = document.columns.flatMap { column -> [Markdown] in
            let metrics = GroupMetric.all(for: document.task)
            let groups = column.groups.map { group -> [Markdown] in
                ["\(group.group.label)", "\(NumberText.count(group.rows))"]
                    + metrics.map { metric in
                        group.isJudged ? "\(NumberText.metric(group.metrics[metric]))" : "cannot tell"
                    }
            }
            let measures = FairnessMeasure.all(for: document.task).map { measure -> [Markdown] in
                ["\(code: measure.rawValue)", "\(NumberText.metric(column.measures[measure]))"]
            }
            let rule: Markdown = column.fourFifths.map { " Rule of four fifths: \($0.words)." } ?? ""
            return [
                "Groups of \(code: column.column) on \(Sentences.judged(evidence)).\(rule)",
                .table(
                    ["group", "rows"] + metrics.map { "\(code: $0.rawValue)" }, numbersFrom: 1, groups),
                .table(["measure", "value"], numbersFrom: 1, measures),
            ]
        }
        return .blocks(parts)
    }
}
