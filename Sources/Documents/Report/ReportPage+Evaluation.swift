import Evidence

extension ReportPage {
    var calibrationAndThresholds: HTML {
        var content: [HTML] = []
        if let chart = charts.calibrationChart { content.append(chart) }
        if let parts = charts.calibrationParts { content.append(parts) }
        if brief.task == .binary { content += [threshold, charts.thresholdCharts] }
        if evidence.thresholds?.decision != nil { content.append(costDecision) }
        if let chart = charts.scoreChart { content.append(chart) }
        if brief.task == .binary, let chart = timeChart { content.append(chart) }
        if content.isEmpty {
            content.append(
                paragraph(
                    brief.task == .binary
                        ? "No calibration was computed." : "Thresholds and calibration are shown for binary tasks."))
        }
        let gist: HTML =
            evidence.evaluation.threshold == nil
            ? "not for this task"
            : "positive from \(figures.setting(Pointer.evidence["evaluation"]["threshold"])) on"
        return fold("calibration", "Calibration and thresholds", gist: gist, content)
    }

    /// What deciding by costs of pairs of classes saves.
    private var costDecision: HTML {
        guard let document = evidence.thresholds, document.classCosts != nil, let decision = document.decision
        else { return "" }
        let place = Pointer.thresholds["decision"]
        let certain = decision.saved.lower.map { $0 > 0 } ?? false
        return "<h3>Decisions by cost</h3>\n"
            + paragraph(
                "A row is decided as the class of the lowest expected cost. That costs \(figures.mean(place["cost"])) a row on \(Sentences.judged(evidence)), and deciding the likeliest class \(figures.mean(place["likeliest_cost"])): \(figures.mean(place["saved"], NumberText.difference)) is saved\(certain ? "" as HTML : ", which may be chance"). \(figures.counted(place["changed"], "row")) of \(figures.count(place["rows"])) are decided otherwise. Classes that are taken for others, groups and examples are those of these decisions; metrics are of the likeliest class."
            )
            + charts.costTable
    }

    private var threshold: HTML {
        guard evidence.evaluation.threshold != nil else { return "" }
        let value = figures.setting(Pointer.evidence["evaluation"]["threshold"])
        let reason: HTML =
            evidence.evaluation.thresholdReason.map {
                " (\(figures.words($0, at: Pointer.evidence["evaluation"]["threshold_reason"])))"
            } ?? ""
        var text: HTML =
            "A row is predicted \(code(brief.positive ?? "positive")) where its score is at least \(value)\(reason)."
        if brief.costs != nil {
            let costs = Pointer.evidence["brief"]["costs"]
            text =
                text
                + " A false positive costs \(figures.setting(costs["false_positive"])), a false negative \(figures.setting(costs["false_negative"]))."
        }
        if evidence.thresholds?.expectedCost != nil {
            text =
                text
                + " Expected cost a row on \(Sentences.choosing(evidence)): \(figures.metric(Pointer.thresholds["expected_cost"]))\(charts.range(evidence.thresholds?.costInterval, "cost_interval"))."
        }
        if evidence.thresholds?.interval != nil {
            text =
                text
                + " Rows drawn again put the threshold elsewhere\(charts.range(evidence.thresholds?.interval, "interval"))."
        }
        return "<h3>Threshold</h3>\n\(paragraph(text))"
    }

    var slices: HTML {
        guard let document = evidence.slices, !document.slices.isEmpty else {
            return fold(
                "slices", "Slices", gist: evidence.foundSlices?.slices.isEmpty == false ? "found ones" : "none named",
                [
                    foundSlices,
                    paragraph(
                        "The brief names no slices; name columns under slices or sensitive to see where the model is weak."
                    ),
                ])
        }
        let content = document.slices.enumerated().map { index, slice in sliceTable(slice, index, document.metric) }
        return fold(
            "slices", "Slices",
            gist: "\(document.metric.rawValue) by \(document.slices.map(\.column).joined(separator: ", "))",
            [
                foundSlices,
                paragraph(
                    "Parts of \(Sentences.judged(evidence)) by the value of one column. Brackets hold 95 % intervals, each for itself: of many slices some lie outside by chance alone. A value marked few rows says little: what is expected again is drawn towards the figure of all rows by as much as may be chance."
                ),
            ] + content)
    }

    private func sliceTable(_ slice: SlicesDocument.Slice, _ index: Int, _ metric: MetricName) -> HTML {
        let place = Pointer.slices["slices"][index]
        let rows = slice.values.enumerated().map { number, value -> [HTML] in
            let name: HTML = value.value.map { "\($0)" } ?? "<span class=\"aside\">missing</span>"
            let here = place["values"][number]
            let mark: HTML = value.isSmall ? " <span class=\"aside\">few rows</span>" : ""
            return [
                name + mark, figures.count(here["rows"]), figures.metricValue(here["metric"]),
                value.shrunk == nil ? "–" : figures.metric(here["shrunk"]),
            ]
        }
        let rest: HTML =
            slice.otherValues == 0
            ? ""
            : paragraph(
                "\(figures.counted(place["other_values"], "more value")) with \(figures.counted(place["other_rows"], "row")) are not listed."
            )
        let data = table(
            "Most rows first", ["value", "rows", metricHeading(metric), "expected again"], numbersFrom: 1, rows)
        return "<h3>\(code(slice.column))</h3>\n" + (sliceChart(slice, index, metric, data) ?? data) + rest
    }

    var errors: HTML {
        let confusion = evidence.evaluation.confusion
        guard !confusion.isEmpty, confusion.count == brief.classes.count else {
            let names = [MetricName.meanAbsoluteError, .medianAbsoluteError, .maxError]
            let rows = names.compactMap { metric -> [HTML]? in
                chosenPlace(metric).flatMap { place in
                    metrics.candidate(metrics.chosen)?.metrics[metric] == nil
                        ? nil : [code(metric.rawValue), figures.metricValue(place)]
                }
            }
            let content =
                rows.isEmpty
                ? paragraph("No errors were counted.")
                : table("Sizes of errors on \(Sentences.judged(evidence))", ["measure", "value"], numbersFrom: 1, rows)
            return fold(
                "errors", "Errors", gist: "on \(Sentences.judged(evidence))",
                [failureModes, charts.residualCharts, timeChart ?? "", content, residualStructure, worst])
        }
        let place = Pointer.evidence["evaluation"]["confusion"]
        let shown = min(confusion.count, 20)
        let rows = (0..<shown).map { truth -> [HTML] in
            ["\(brief.classes[truth])"]
                + (0..<shown).map { predicted in
                    confusion[truth].indices.contains(predicted) ? figures.count(place[truth][predicted]) : "–"
                }
        }
        let header = ["true ↓ predicted →" as HTML] + brief.classes.prefix(shown).map { "\($0)" }
        let rest: HTML =
            confusion.count > shown ? paragraph("The first \(NumberText.count(shown)) classes are shown.") : ""
        let counts = table(
            "Rows of \(Sentences.judged(evidence)), by true and predicted class", header, numbersFrom: 1, rows)
        return fold(
            "errors", "Errors", gist: "who is taken for whom",
            [failureModes, charts.confusionChart(counts) ?? counts, rest, residualStructure, worst, labelErrors])
    }

    private var worst: HTML {
        worstRows
            + paragraph(
                "The rows that the model is furthest from, with their keys and features, are in \(code("evaluation/errors.parquet"))."
            )
    }

    var limits: HTML {
        fold(
            "limits", "Limits", gist: "what this run does not say",
            [
                list(
                    Sentences.limits(evidence).map {
                        figures.words($0, at: Pointer.evidence["data"]["rows_without_label"])
                    })
            ])
    }

    var reproduction: HTML {
        let versions = evidence.versions.sorted { $0.key < $1.key }.map { key, value in
            "\(key): \(figures.words(value, at: Pointer.evidence["versions"][key]))" as HTML
        }
        return fold(
            "reproduction", "How to reproduce",
            gist: figures.words(
                "fingerprint \(evidence.fingerprint.prefix(12))", at: Pointer.evidence["fingerprint"]),
            [
                paragraph(
                    "The same brief on the same data gives the same bytes in every file but manifest.json, on any number of threads. Run the brief again:"
                ),
                "<pre><code>associate run brief.yaml</code></pre>",
                list(
                    [
                        "Fingerprint \(code(evidence.fingerprint))", "Snapshot \(code(data.snapshot.hex))",
                        "Seed \(code(String(brief.seed)))",
                    ] + versions),
                paragraph("manifest.json names every file of the run with its SHA-256, and the sources with theirs."),
            ])
    }
}
