import Evidence

extension ReportPage {
    /// What sources and groups of columns are worth; empty where nothing was left out.
    var ablation: HTML {
        guard let document = evidence.ablation, !document.groups.isEmpty else { return "" }
        let place = Pointer.ablation["groups"]
        let rows = document.groups.enumerated().map { index, group -> [HTML] in
            let here = place[index]
            return [
                figures.words(group.words, at: here["name"]), HTML.joined(group.columns.map { code($0) }, by: ", "),
                figures.metricValue(here["value"]), worth(here),
            ]
        }
        let data = table(
            "The most worth first", ["without", "columns", metricHeading(document.metric), "worth"], numbersFrom: 2,
            rows)
        let charted = document.groups.enumerated().prefix(20).compactMap { index, group -> RowChart.Row? in
            guard let worth = group.worth else { return nil }
            return .init(
                name: group.words, value: worth,
                bounds: group.lower.flatMap { lower in group.upper.map { (lower, $0) } },
                place: place[index]["worth"], isQuiet: !group.isCertain)
        }
        let chart = RowChart(
            rows: charted, reference: .init(name: "nothing", value: 0), text: NumberText.difference)
        let drawing = Chart(
            title: ablationTitle(document),
            description:
                "A row for each group: by how much \(document.metric.rawValue) is better with it, with paired 95 % intervals; hollow dots may be chance.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
        let rest: HTML =
            document.notTried > 0
            ? " The budget left no room for \(figures.counted(Pointer.ablation["not_tried"], "further group"))." : ""
        return "<h3>What sources and columns are worth</h3>\n"
            + paragraph(
                "\(document.candidate) was fitted again without each group of columns, its settings chosen anew, and judged on \(Sentences.judged(evidence)), each interval for itself. A column whose like stands in others is worth little alone.\(rest)"
            ) + drawing
    }

    private func worth(_ place: Pointer) -> HTML {
        let value = figures.difference(place["worth"])
        guard figures.files.number(place["lower"]) != nil else { return value }
        return
            "\(value) <span class=\"range\">[\(figures.difference(place["lower"])), \(figures.difference(place["upper"]))]</span>"
    }

    private func ablationTitle(_ document: AblationDocument) -> TracedText {
        guard let first = document.groups.first, first.isCertain else {
            return "No group of columns is worth more than chance explains"
        }
        let place = Pointer.ablation["groups"][0]["worth"]
        return "\(first.words) is worth most: \(at: place, NumberText.difference) of \(document.metric.rawValue)"
    }
}

extension AblationDocument.Group {
    /// Whether its interval leaves nothing out.
    var isCertain: Bool { lower.map { $0 > 0 } ?? false }
}

extension Markdown {
    /// What sources and groups of columns are worth, for the documents.
    static func ablation(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.ablation else { return "" }
        let rows = document.groups.prefix(10).map { group -> [Markdown] in
            let range =
                group.lower.flatMap { lower in
                    group.upper.map { "[\(NumberText.difference(lower)), \(NumberText.difference($0))]" }
                } ?? "–"
            return ["\(group.words)", "\(group.worth.map(NumberText.difference) ?? "–")", "\(range)"]
        }
        return .blocks([
            "By how much \(code: document.metric.rawValue) is better with a group of columns than without it, where \(code: document.candidate) is fitted again:",
            .table(["group", "worth", "interval"], numbersFrom: 1, rows),
        ])
    }
}
