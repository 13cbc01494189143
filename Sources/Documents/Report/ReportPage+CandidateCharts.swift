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

    /// ROC and precision–recall beside one another; empty unless the task is binary.
    var curveCharts: HTML {
        let charts = [rocChart, precisionRecallChart].compactMap(\.self)
        return charts.isEmpty ? "" : "<div class=\"charts\">\n\(HTML.joined(charts, by: "\n"))\n</div>"
    }

    private var rocChart: HTML? {
        guard let curves = evidence.curves, curves.roc.count > 1 else { return nil }
        let points = curves.roc
        let axes = Axes(x: [0, 1], y: [0, 1], height: 340)
        let place = Pointer.curves["roc"]
        // The best that is found with at most one false alarm among ten negative rows.
        let index = points.lastIndex { $0.falsePositiveRate <= 0.1 } ?? 0
        let named = points[index]
        let at = axes.point(named.falsePositiveRate, named.truePositiveRate)
        let rates = [place[index]["true_positive_rate"], place[index]["false_positive_rate"]]
        let marks =
            axes.html(x: "false positive rate", y: "true positive rate") + [
                Marks.rule(axes.point(0, 0), axes.point(1, 1)),
                Marks.line(points.map { axes.point($0.falsePositiveRate, $0.truePositiveRate) }),
                Marks.dot(at),
                figures.label(rates, at: (at.x + 10, at.y + 14)) {
                    "\(NumberText.percent($0[0])) at \(NumberText.percent($0[1]))"
                },
                Marks.text("by chance", at: (axes.x.position(0.62), axes.y.position(0.5)), .start, isQuiet: true),
            ]
        let rows = Self.sampled(points.count).map { index -> [HTML] in
            [
                points[index].threshold == nil ? "none" : figures.metric(place[index]["threshold"]),
                figures.percent(place[index]["false_positive_rate"]),
                figures.percent(place[index]["true_positive_rate"]),
            ]
        }
        return Chart(
            title:
                "\(curves.candidate) finds \(at: rates[0], NumberText.percent) of positive rows at a false positive rate of \(at: rates[1], NumberText.percent)",
            description:
                "The ROC curve of \(curves.candidate) on \(Sentences.judged(evidence)): the true positive rate over the false positive rate as the threshold falls. On the dashed diagonal scores say nothing.",
            height: axes.height, marks: marks,
            table: table(
                sampledCaption(points.count), ["threshold", "false positive rate", "true positive rate"],
                numbersFrom: 0, rows)
        ).html(figures)
    }

    private var precisionRecallChart: HTML? {
        guard let curves = evidence.curves, curves.precisionRecall.count > 1,
            let last = curves.precisionRecall.last
        else { return nil }
        let points = curves.precisionRecall
        let axes = Axes(x: [0, 1], y: [0, 1], height: 340)
        let place = Pointer.curves["precision_recall"]
        let index = points.firstIndex { $0.recall >= 0.5 } ?? points.count - 1
        let at = axes.point(points[index].recall, points[index].precision)
        let values = [place[index]["precision"], place[index]["recall"]]
        let share = place[points.count - 1]["precision"]
        let marks =
            axes.html(x: "recall", y: "precision") + [
                Marks.rule(axes.point(0, last.precision), axes.point(1, last.precision)),
                figures.label([share], at: (AxesRoom.left + 4, axes.y.position(last.precision) + 15)) {
                    "all rows: \(NumberText.percent($0[0]))"
                },
                Marks.line(points.map { axes.point($0.recall, $0.precision) }),
                Marks.dot(at),
                figures.label(values, at: (at.x + 6, at.y - 10)) {
                    "\(NumberText.percent($0[0])) at \(NumberText.percent($0[1]))"
                },
            ]
        let rows = Self.sampled(points.count).map { index -> [HTML] in
            [
                figures.metric(place[index]["threshold"]), figures.percent(place[index]["recall"]),
                figures.percent(place[index]["precision"]),
            ]
        }
        return Chart(
            title:
                "Finding \(at: values[1], NumberText.percent) of positive rows, \(at: values[0], NumberText.percent) of what is found is positive",
            description:
                "Precision over recall of \(curves.candidate) on \(Sentences.judged(evidence)) as the threshold falls. The dashed line is the share of positive rows, the precision of predicting all rows positive.",
            height: axes.height, marks: marks,
            table: table(
                sampledCaption(points.count), ["threshold", "recall", "precision"], numbersFrom: 0, rows)
        ).html(figures)
    }

    /// At most 21 places of a curve, evenly, with both ends.
    static func sampled(_ count: Int) -> [Int] {
        guard count > 21 else { return Array(0..<count) }
        return (0...20).map { $0 * (count - 1) / 20 }
    }

    /// What a table of ``sampled(_:)`` says of itself.
    func sampledCaption(_ count: Int, of file: EvidenceFiles.Name = .curves) -> HTML {
        count > 21
            ? "Every so often a point; all are in \(code(file.rawValue))"
            : "On \(Sentences.judged(evidence))"
    }
}
