package import Evidence

/// What a person reads of predictions that were judged: figures with intervals, slices, calibration, what to look at.
package struct EvaluationText: Sendable {
    private let evaluation: PredictionsEvaluation
    private let report: String?

    /// Values of a slice column that are listed.
    private static let valuesShown = 10

    /// - Parameters:
    ///   - evaluation: what was found.
    ///   - report: the page that was written, as the person named it; `nil` where none was asked for.
    package init(_ evaluation: PredictionsEvaluation, report: String?) {
        self.evaluation = evaluation
        self.report = report
    }

    private var subject: PredictionsEvaluation.Subject { evaluation.subject }

    package func lines(_ style: Style) -> [String] {
        var lines = style.fitted(heading, indent: 2)
        lines += subject.inferences.flatMap {
            style.fitted("  · \(DisplayText.escaped("\($0.key): \($0.value) (\($0.reason))"))", indent: 4)
        }
        lines.append("")
        lines += figures(style)
        lines += comparisons(style) + slices(style) + fairness(style)
        let notes = [calibration, costs].compactMap(\.self)
        if !notes.isEmpty { lines += [""] + notes.flatMap { style.fitted("  " + $0, indent: 4) } }
        lines += attention(style)
        return lines + [""] + style.fitted("  " + next, indent: 10)
    }

    private var heading: String {
        var parts = [subject.file, evaluation.task.rawValue, "label `\(subject.label)`"]
        if let positive = subject.positive { parts.append("positive `\(positive)`") }
        if let threshold = subject.threshold { parts.append("from \(NumberText.setting(threshold)) on") }
        parts.append(NumberText.counted(evaluation.rows, "row"))
        return DisplayText.escaped(parts.joined(separator: " · "))
    }

    /// The primary metric first, then the others of the task; of those without a value the reason.
    private func figures(_ style: Style) -> [String] {
        let names =
            [subject.primary]
            + MetricName.all(for: evaluation.task).filter {
                $0 != subject.primary && evaluation.metrics[$0] != nil
            }
        let width = names.map(\.rawValue.count).max() ?? 0
        return names.flatMap { name -> [String] in
            let value = evaluation.metrics[name]
            var text = NumberText.metric(value)
            if case .undefined(let reason)? = value { text += "  " + DisplayText.escaped(reason) }
            let lines = style.fitted("  \(PlainText.pad(name.rawValue, to: width))  \(text)", indent: width + 4)
            return name == subject.primary ? lines.map { style.paint($0, .bold) } : lines
        }
    }

    private func comparisons(_ style: Style) -> [String] {
        guard let comparisons = evaluation.comparisons else { return [] }
        var table = TextTable([("against the baseline", .left), ("better", .left), ("by", .right)])
        for each in comparisons {
            var by = NumberText.difference(each.difference)
            if let lower = each.lower, let upper = each.upper {
                by += " [\(NumberText.difference(lower)), \(NumberText.difference(upper))]"
            }
            table.append([each.metric.rawValue, each.difference == 0 ? "–" : each.better, by])
        }
        return [""] + table.lines(style)
    }

    private func slices(_ style: Style) -> [String] {
        evaluation.slices.slices.flatMap { slice -> [String] in
            let isSensitive = subject.sensitive.contains(slice.column)
            var table = TextTable([
                (slice.column + (isSensitive ? " (sensitive)" : ""), .left), ("rows", .right),
                (evaluation.slices.metric.rawValue, .right), ("", .left),
            ])
            for value in slice.values.prefix(Self.valuesShown) {
                table.append([
                    value.value ?? "(none)", NumberText.count(value.rows), NumberText.metric(value.metric),
                    value.isSmall ? "few rows" : "",
                ])
            }
            let more = max(0, slice.values.count - Self.valuesShown) + slice.otherValues
            return [""] + table.lines(style)
                + (more > 0 ? ["  … and \(NumberText.counted(more, "more value"))"] : [])
        }
    }

    private func fairness(_ style: Style) -> [String] {
        guard let document = evaluation.fairness else { return [] }
        return document.columns.flatMap { column -> [String] in
            var table = TextTable([("groups of " + column.column, .left), ("value", .right)])
            for measure in FairnessMeasure.all(for: document.task) {
                let value = column.measures[measure]
                table.append([measure.rawValue, value?.number == nil ? "cannot tell" : NumberText.metric(value)])
            }
            if let rule = column.fourFifths { table.append(["four fifths", rule.words]) }
            return [""] + table.lines(style)
        }
    }

    private var calibration: String? {
        let bins = evaluation.calibration.bins
        guard !bins.isEmpty, let error = evaluation.calibration.expectedCalibrationError.number else { return nil }
        let worst = bins.max { abs($0.predicted - $0.observed) < abs($1.predicted - $1.observed) }
        let gap =
            worst.map {
                "; widest in \(NumberText.fixed($0.lowest, decimals: 3)) to \(NumberText.fixed($0.highest, decimals: 3)): "
                    + "\(NumberText.percent($0.predicted)) predicted, \(NumberText.percent($0.observed)) seen"
            } ?? ""
        return "Calibration  off by \(NumberText.metric(error)) on average\(gap)"
    }

    private var costs: String? {
        guard let document = evaluation.thresholds, let cost = document.expectedCost else { return nil }
        let threshold = document.chosen.map { " at \(NumberText.setting($0))" } ?? ""
        var text =
            "Cost  \(NumberText.metric(cost))\(range(document.costInterval)) a row\(threshold) (\(document.reason))"
        if let best = document.best {
            text +=
                "; the least on these rows is \(NumberText.metric(best.cost))\(range(best.costInterval)) at "
                + "\(NumberText.setting(best.threshold))\(range(best.interval)), which other rows must confirm"
        }
        if let decision = document.decision {
            let bounds = decision.saved.lower.flatMap { lower in decision.saved.upper.map { (lower, $0) } }
            text +=
                "; \(NumberText.difference(decision.saved.value))"
                + (bounds.map { " [\(NumberText.difference($0)), \(NumberText.difference($1))]" } ?? "")
                + " against deciding the likeliest class"
        }
        return text
    }

    private func range(_ bounds: ThresholdsDocument.Bounds?) -> String {
        bounds.map { " [\(NumberText.metric($0.lower)), \(NumberText.metric($0.upper))]" } ?? ""
    }

    private func attention(_ style: Style) -> [String] {
        guard !evaluation.findings.isEmpty else { return [] }
        var lines = ["", "  Worth your attention"]
        for finding in evaluation.findings.prefix(Limits.findingsShown) {
            let sign = finding.severity == .note ? "·" : style.paint("!", .yellow)
            let text = style.fitted("    " + DisplayText.escaped(finding.message), indent: 4)
            lines.append("  \(sign) " + text[0].dropFirst(4))
            lines += text.dropFirst()
        }
        return lines
    }

    private var next: String {
        if let report { return "Report  \(DisplayText.escaped(report))" }
        if evaluation.slices.slices.isEmpty { return "Next    judge parts of the rows apart: --slice COLUMN" }
        return "Next    show it to others: --report report.html"
    }
}
