import Evidence

/// What decisions of predictions that were made elsewhere come to: their costs, thresholds, and who is taken for whom.
struct EvaluationDecisions {
    private let document: ThresholdsDocument?
    private let charts: PredictionCharts

    init(_ document: ThresholdsDocument?, _ charts: PredictionCharts) {
        (self.document, self.charts) = (document, charts)
    }

    var html: HTML {
        guard let document else { return "" }
        let parts = [costs(document), best(document), charts.thresholdCharts, charts.costTable, confusion(document)]
        return "<h2>Decisions</h2>\n\(HTML.joined(parts.filter { !$0.text.isEmpty }, by: "\n"))"
    }

    private var figures: Figures { charts.figures }

    private func costs(_ document: ThresholdsDocument) -> HTML {
        let place = Pointer.thresholds
        guard document.expectedCost != nil else { return charts.paragraph("How rows are decided: \(document.reason).") }
        var text: HTML =
            "Decisions cost \(figures.metric(place["expected_cost"]))\(charts.range(document.costInterval, "cost_interval")) a row (\(document.reason))."
        if document.decision != nil {
            let decision = place["decision"]
            text =
                "\(text) Deciding the likeliest class costs \(figures.mean(decision["likeliest_cost"])): \(figures.mean(decision["saved"], NumberText.difference)) is saved, and \(figures.counted(decision["changed"], "row")) of \(figures.count(decision["rows"])) are decided otherwise."
        }
        return charts.paragraph(text)
    }

    private func best(_ document: ThresholdsDocument) -> HTML {
        guard let best = document.best else { return "" }
        let place = Pointer.thresholds["best"]
        func range(_ bounds: ThresholdsDocument.Bounds?, _ key: String) -> HTML {
            bounds == nil
                ? "" : " [\(figures.metric(place[key]["lower"])), \(figures.metric(place[key]["upper"]))]"
        }
        return charts.paragraph(
            "On these rows decisions would cost least from \(figures.setting(place["threshold"]))\(range(best.interval, "interval")) on: \(figures.metric(place["cost"]))\(range(best.costInterval, "cost_interval")) a row, which other rows must confirm."
        )
    }

    private func confusion(_ document: ThresholdsDocument) -> HTML {
        let classes = charts.classes
        guard document.confusion.count == classes.count, !classes.isEmpty, classes.count <= 20 else { return "" }
        let place = Pointer.thresholds["confusion"]
        let rows = classes.indices.map { truth -> [HTML] in
            [charts.code(classes[truth])] + classes.indices.map { figures.count(place[truth][$0]) }
        }
        let table = charts.table(
            "Rows by true class, downwards, and decided class, across",
            ["true class"] + classes.map { charts.code($0) }, numbersFrom: 1, rows)
        return charts.confusionChart(table) ?? table
    }
}

extension PredictionCharts {
    /// The charts of predictions that were made elsewhere.
    init(_ evaluation: PredictionsEvaluation, _ figures: Figures) {
        let subject = evaluation.subject
        let rows = "the rows that were judged"
        self.init(
            figures: figures, task: evaluation.task, label: subject.label, classes: subject.classes,
            curves: evaluation.curves, calibration: evaluation.calibration, thresholds: evaluation.thresholds,
            importance: evaluation.importance, explanations: evaluation.explanations,
            threshold: evaluation.thresholds?.chosen, thresholdPlace: Pointer.thresholds["chosen"],
            confusion: evaluation.thresholds?.confusion ?? [], confusionPlace: Pointer.thresholds["confusion"],
            medianError: Pointer.metrics[MetricName.medianAbsoluteError.rawValue]["value"], judged: rows,
            choosing: rows,
            judgedRow: "row")
    }

    /// What deciding each class costs where another is true; empty where nobody said.
    var costTable: HTML {
        guard let costs = thresholds?.classCosts else { return "" }
        let rows = costs.indices.map { truth -> [HTML] in
            [code(classes[truth])]
                + costs[truth].indices.map { figures.setting(Pointer.thresholds["class_costs"][truth][$0]) }
        }
        return table("What deciding each class costs", ["true class"] + classes.map { code($0) }, numbersFrom: 1, rows)
    }

    /// An interval of `evaluation/thresholds.json` in brackets; empty where there is none.
    func range(_ bounds: ThresholdsDocument.Bounds?, _ key: String) -> HTML {
        guard bounds != nil else { return "" }
        let place = Pointer.thresholds[key]
        return " [\(figures.metric(place["lower"])), \(figures.metric(place["upper"]))]"
    }
}
