import Evidence

extension ReportPage {
    /// Columns that are charted, and values of one that are.
    private static let (columnsShown, valuesShown) = (12, 12)

    var explanations: HTML {
        let gist: HTML = evidence.importance.map { "what \($0.candidate) rests on" } ?? "\(metrics.chosen)"
        if let reason = evidence.explanations?.reason {
            return fold(
                "explanations", "Explanations", gist: gist,
                [charts.importanceTable, paragraph("There is nothing to explain: \(reason)."), weights])
        }
        return fold(
            "explanations", "Explanations", gist: gist,
            [attributions, charts.importanceTable, ablation] + charts.dependenceCharts + [explainedRows, weights])
    }

    private var weights: HTML {
        let weights = evidence.evaluation.weights
        if weights.isEmpty { return "" }
        let rows = weights.enumerated().map { index, weight -> [HTML] in
            [
                code(weight.feature),
                figures.figure([Pointer.evidence["evaluation"]["weights"][index]["weight"]]) {
                    NumberText.difference($0[0])
                },
            ]
        }
        return "<h3>Weights</h3>\n"
            + paragraph(
                "The largest weights of the model. Numbers are standardised first, so weights of numbers can be compared with one another; a weight says how the model uses a column, not what causes the label."
            ) + table("Largest first, by size", ["feature", "weight"], numbersFrom: 1, rows)
    }

    /// What each column adds to scores, up or down.
    private var attributions: HTML {
        guard let document = evidence.explanations, let first = document.columns.first else { return "" }
        let place = Pointer.explanations["columns"]
        let shown = document.columns.prefix(Self.columnsShown)
        let rows = shown.enumerated().map { index, column -> [HTML] in
            [code(column.column), figures.mean(place[index]["mean"]), figures.percent(place[index]["share"])]
        }
        let chart = RowChart(
            rows: shown.enumerated().map { index, column in
                .init(
                    name: column.column, value: column.mean.value, bounds: column.mean.bounds,
                    place: place[index]["mean"]["value"])
            }, isBars: true, text: NumberText.metric)
        let unit = document.unit.words
        let drawing = Chart(
            title: first.mean.value > 0
                ? "\(first.column) moves scores most: by \(at: place[0]["mean"]["value"], NumberText.metric) \(unit) on average, \(at: place[0]["share"], NumberText.percent) of all movement"
                : "No column moves a score",
            description:
                "A bar for each column: the mean size of what it adds to the raw score of a row, in \(unit); whiskers are 95 % intervals.",
            height: chart.height, marks: chart.marks(figures),
            table: table("The largest first", ["column", "mean size", "of all"], numbersFrom: 1, rows)
        ).html(figures)
        let more = document.columns.count - shown.count
        return "<h3>What moves scores</h3>\n"
            + paragraph(
                "Exact Shapley values of \(figures.counted(Pointer.explanations["rows"], isHeldOutInTurn ? "held-out row" : "test row")) (SHAP), summed by source column and counted in \(unit) from the score of a row of which nothing is known. \(intervals(document)) Columns that say the same share what they add, and none of it says what causes the label."
            ) + "\n" + drawing
            + (more > 0
                ? paragraph(
                    "\(NumberText.counted(more, "more column")) in \(code("evaluation/explanations.json")).") : "")
    }

    private func intervals(_ document: ExplanationsDocument) -> HTML {
        let units = Pointer.explanations["interval"]["units"]
        let rest: HTML =
            document.interval.unit == .row
            ? "" : ", whose rows are taken together"
        return
            "Intervals hold 95 % and come from what each of \(figures.counted(units, document.interval.unit.rawValue)) adds to the mean\(rest)."
    }

    /// Rows with their reasons.
    private var explainedRows: HTML {
        guard let document = evidence.explanations, !document.examples.isEmpty else { return "" }
        let place = Pointer.explanations["examples"]
        let hasKey = document.examples.contains { !$0.key.isEmpty }
        let rows = document.examples.enumerated().map { index, example -> [HTML] in
            let here = place[index]
            let key = example.key.map { "\($0.column) \($0.value ?? "missing")" }.joined(separator: ", ")
            let path: HTML =
                "\(figures.metric(here["base"])) → \(figures.metric(here["score"]))\(className(example.className))"
            return ["\(example.kind.rawValue)"] + (hasKey ? [figures.words(key, at: here["key"])] : []) + [
                figures.words(example.truth, at: here["truth"]),
                figures.words(example.predicted, at: here["predicted"]), path, reasons(example, at: here),
            ]
        }
        return "<h3>Rows explained</h3>\n"
            + paragraph(
                "Rows of the sample: typical ones, whose prediction is low, in the middle or high, or in the middle of its class, and the wrong ones that lose most. Reasons lead from the score of a row of which nothing is known to that of the row, in \(document.unit.words)."
            )
            + table(
                "Typical rows, then wrong ones",
                ["row"] + (hasKey ? ["key"] : []) + ["truth", "predicted", "score from → to", "strongest reasons"],
                numbersFrom: 6, rows)
    }

    private func reasons(_ example: ExplanationsDocument.Example, at place: Pointer) -> HTML {
        let reasons = example.reasons.indices.map { index -> HTML in
            let here = place["reasons"][index]
            return
                "\(figures.difference(here["contribution"])) \(figures.words(example.reasons[index].words, at: here["words"]))"
        }
        let others: [HTML] = example.others == 0 ? [] : ["\(figures.difference(place["others"])) all others"]
        return HTML.joined(reasons + others, by: "<br>")
    }

    private func className(_ name: String?) -> HTML {
        guard let name, brief.task == .multiclass else { return "" }
        return " (\(name))"
    }
}
