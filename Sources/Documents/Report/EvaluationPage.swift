package import Evidence

/// The page that `associate evaluate --report` writes: one file, no script, no network.
package enum EvaluationPage {
    /// The page for predictions that were judged.
    ///
    /// - Throws: `EncodingError` where the evaluation holds a number that has no JSON form.
    package static func html(_ evaluation: PredictionsEvaluation) throws -> HTML {
        EvaluationSections(evaluation, Figures(files: try EvidenceFiles(evaluation))).page
    }
}

/// The parts of the page; every number names its place in what `--json` prints.
private struct EvaluationSections {
    let evaluation: PredictionsEvaluation
    let charts: PredictionCharts

    init(_ evaluation: PredictionsEvaluation, _ figures: Figures) {
        self.evaluation = evaluation
        charts = PredictionCharts(evaluation, figures)
    }

    private var subject: PredictionsEvaluation.Subject { evaluation.subject }

    var page: HTML {
        Page.html(
            title: "\(subject.label): \(headline)",
            main: [
                header, findings, "<h2>Figures</h2>", figures, charts.curveCharts, charts.residualCharts, comparisons,
                slices, weakness, fairness, calibration, decisions, explanations,
            ],
            footer: """
                Every figure stands in what <code>associate evaluate --json</code> prints: point at it, or move to it \
                with the Tab key, to see where.
                """)
    }

    private var header: HTML {
        """
        <header>
        <p class="over">\(subject.file) · \(evaluation.task.rawValue) · <code>\(subject.label)</code>\(positive)</p>
        <h1>\(headline)</h1>
        <p class="lead">On \(number(NumberText.counted(evaluation.rows, "row"), "/rows")). Brackets hold 95 % intervals\
        \(clusters).</p>
        </header>
        """
    }

    private var headline: String {
        "\(subject.primary.rawValue) \(NumberText.metric(evaluation.metrics[subject.primary]))"
    }

    private var positive: HTML {
        guard let positive = subject.positive else { return "" }
        guard let threshold = subject.threshold else { return " · positive <code>\(positive)</code>" }
        return " · positive <code>\(positive)</code> from \(NumberText.setting(threshold)) on"
    }

    private var clusters: HTML {
        subject.cluster.map { ", from resampled values of <code>\($0)</code>" } ?? ""
    }

    private var findings: HTML {
        guard !evaluation.findings.isEmpty else { return "" }
        let items = evaluation.findings.map { finding -> HTML in
            let advice: HTML = finding.advice.map { " <span class=\"aside\">\($0)</span>" } ?? ""
            return """
                <li><span class="sign \(finding.severity.rawValue)" aria-hidden="true">\
                \(finding.severity == .note ? "·" : "!")</span> \(finding.message)\(advice)</li>

                """
        }
        return "<h2>Worth your attention</h2>\n<ul class=\"findings\">\n\(items)</ul>"
    }

    private var figures: HTML {
        let rows = MetricName.all(for: evaluation.task).filter { evaluation.metrics[$0] != nil }.map { name -> [HTML] in
            let value = evaluation.metrics[name]
            var reason: HTML = ""
            if case .undefined(let text)? = value { reason = "<span class=\"aside\">\(text)</span>" }
            let direction: HTML = name.greaterIsBetter ? "↑" : "↓"
            return ["\(name.rawValue) \(direction)", metric(value, "/metrics/\(name.rawValue)"), reason]
        }
        return table("↑ larger is better, ↓ smaller is better", ["metric", "value", ""], numbers: [1], rows)
    }

    private var comparisons: HTML {
        guard let comparisons = evaluation.comparisons, !comparisons.isEmpty else { return "" }
        let rows = comparisons.enumerated().map { index, each -> [HTML] in
            let place = "/comparisons/\(index)"
            var by = number(NumberText.difference(each.difference), place + "/difference")
            if let lower = each.lower, let upper = each.upper {
                by =
                    "\(by) <span class=\"range\">[\(NumberText.difference(lower)), \(NumberText.difference(upper))]</span>"
            }
            return ["\(each.metric.rawValue)", each.difference == 0 ? "–" : "\(each.better)", by]
        }
        return "<h2>Against the baseline</h2>\n"
            + table("Differences on the same rows", ["metric", "better", "by"], numbers: [2], rows)
    }

    private var slices: HTML {
        let document = evaluation.slices
        guard !document.slices.isEmpty else { return "" }
        let tables = document.slices.enumerated().map { index, slice -> HTML in
            let rows = slice.values.enumerated().map { row, value -> [HTML] in
                let place = "/slices/slices/\(index)/values/\(row)"
                let name: HTML = value.value.map { "\($0)" } ?? "<span class=\"none\">no value</span>"
                return [
                    name, number(NumberText.count(value.rows), place + "/rows"),
                    metric(value.metric, place + "/metric"),
                    value.isSmall ? "<span class=\"aside\">few rows</span>" : "",
                ]
            }
            let kind: HTML = subject.sensitive.contains(slice.column) ? " (sensitive)" : ""
            return "<h3>\(slice.column)\(kind)</h3>\n"
                + table(
                    "By \(document.metric.rawValue); of many slices some lie outside by chance alone",
                    ["value", "rows", "\(document.metric.rawValue)", ""], numbers: [1, 2], rows)
        }
        return "<h2>Slices</h2>\n\(tables)"
    }

    private var weakness: HTML {
        EvaluationWeakness(slices: evaluation.foundSlices, errors: evaluation.errors).html
    }

    private var fairness: HTML {
        guard let document = evaluation.fairness else { return "" }
        let tables = document.columns.enumerated().map { index, column -> HTML in
            let place = "/fairness/columns/\(index)"
            let metrics = GroupMetric.all(for: document.task)
            let groups = column.groups.enumerated().map { index, group -> [HTML] in
                let here = "\(place)/groups/\(index)"
                let figures = metrics.map { name -> HTML in
                    group.isJudged ? metric(group.metrics[name], "\(here)/metrics/\(name.rawValue)") : "cannot tell"
                }
                return ["\(group.group.label)", number(NumberText.count(group.rows), here + "/rows")] + figures
            }
            let measures = FairnessMeasure.all(for: document.task).map { name -> [HTML] in
                var reason: HTML = ""
                if case .undefined(let text)? = column.measures[name] {
                    reason = "<span class=\"aside\">\(text)</span>"
                }
                return [
                    "\(name.rawValue)", metric(column.measures[name], "\(place)/measures/\(name.rawValue)"), reason,
                ]
            }
            let rule: HTML = column.fourFifths.map { "<p>Rule of four fifths: \($0.words).</p>" } ?? ""
            return "<h3>\(column.column)</h3>\n"
                + table(
                    "By group", ["group", "rows"] + metrics.map { "\($0.rawValue)" },
                    numbers: Set(1..<metrics.count + 2), groups)
                + table("How far the groups are apart", ["measure", "value", ""], numbers: [1], measures) + rule
        }
        return "<h2>Fairness</h2>\n\(tables)"
    }

    private var calibration: HTML {
        let parts = [charts.calibrationChart, charts.calibrationParts, charts.scoreChart].compactMap(\.self)
        return parts.isEmpty ? "" : "<h2>Calibration</h2>\n\(HTML.joined(parts, by: "\n"))"
    }

    private var decisions: HTML {
        EvaluationDecisions(evaluation.thresholds, charts).html
    }

    private var explanations: HTML {
        let parts = [charts.importanceTable] + charts.dependenceCharts
        guard parts.contains(where: { !$0.text.isEmpty }) else { return "" }
        return "<h2>What the model rests on</h2>\n\(HTML.joined(parts, by: "\n"))"
    }

    // MARK: Pieces

    private func number(_ text: String, _ place: String) -> HTML { Page.number(text, at: place) }

    private func metric(_ value: MetricValue?, _ place: String) -> HTML { Page.metric(value, at: place) }

    private func table(_ caption: HTML, _ header: [HTML], numbers: Set<Int>, _ rows: [[HTML]]) -> HTML {
        Page.table(caption, header, numbers: numbers, rows)
    }
}
