import Evidence

extension ReportPage {
    /// The candidates on the primary metric with their intervals; the prior is the line to beat.
    var comparisonChart: HTML {
        let primary = metrics.primary
        let places = metrics.candidates.indices.map {
            Pointer.metrics["candidates"][$0]["metrics"][primary.rawValue]
        }
        let shown = metrics.candidates.indices.filter { metrics.candidates[$0].metrics[primary]?.number != nil }
        guard shown.count > 1 else { return "" }
        let rows = shown.compactMap { index -> RowChart.Row? in
            let candidate = metrics.candidates[index]
            guard case .value(let value, let interval)? = candidate.metrics[primary] else { return nil }
            return .init(
                name: candidate.name, value: value, bounds: interval.map { ($0.lower, $0.upper) },
                place: places[index]["value"], isQuiet: candidate.name != metrics.chosen)
        }
        let prior = metrics.candidate("prior")?.metrics[primary]?.number
        let chart = RowChart(
            rows: rows, reference: prior.map { .init(name: "prior", value: $0) }, text: NumberText.metric)
        let data = shown.map { [candidateName(metrics.candidates[$0].name), figures.metricValue(places[$0])] }
        return Chart(
            title: comparisonTitle,
            description:
                "A dot for each candidate on \(primary.rawValue), \(Sentences.judged(evidence)), with its 95 % interval where it has one; the chosen one is filled, the prior is a dashed line.",
            height: chart.height, marks: chart.marks(figures),
            table: table(
                "On \(Sentences.judged(evidence))", ["candidate", "\(primary.rawValue)"], numbersFrom: 1, data)
        ).html(figures)
    }

    /// ``Sentences/finding(_:)`` with its figures traced.
    private var comparisonTitle: TracedText {
        let metric = metrics.primary.rawValue
        guard let own = chosenPlace(metrics.primary)?["value"], figures.files.number(own) != nil,
            metrics.chosen != "prior",
            let prior = candidatePlace("prior")?["metrics"][metric]["value"],
            let values = Optional([figures.files.number(own) ?? 0, figures.files.number(prior) ?? 0]),
            figures.files.number(prior) != nil, values[0] != values[1]
        else { return "\(Sentences.finding(evidence))" }
        let better = (values[0] > values[1]) == metrics.primary.greaterIsBetter
        return
            "\(metrics.chosen) is \(from: [own, prior], { NumberText.metric(abs($0[0] - $0[1])) }) \(better ? "better" : "worse") than the prior on \(metric)"
    }
}
