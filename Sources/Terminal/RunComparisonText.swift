package import Evidence

/// What a person reads of runs that were compared: for each against the baseline the metrics, then what differs.
package struct RunComparisonText: Sendable {
    private let comparison: RunComparison
    private let page: String?

    /// - Parameters:
    ///   - comparison: what was found.
    ///   - page: the page that was written, as the person named it; `nil` where none was asked for.
    package init(_ comparison: RunComparison, page: String?) {
        self.comparison = comparison
        self.page = page
    }

    package func lines(_ style: Style) -> [String] {
        let heading =
            "\(comparison.task.rawValue) · predicts `\(comparison.label)` · baseline \(comparison.runs[0].runID)"
        var lines = style.fitted(DisplayText.escaped(heading), indent: 2)
        for (index, difference) in comparison.comparisons.enumerated() {
            let run = comparison.runs[index + 1]
            lines.append("")
            lines += style.fitted("  \(DisplayText.escaped(run.runID))  \(verdict(difference))", indent: 4)
                .map { style.paint($0, .bold) }
            lines += [""] + table(difference, style) + [""]
            lines += style.fitted("  \(DisplayText.escaped(difference.pairing)).", indent: 4)
            lines += [""] + changes(difference, style)
            if let attribution = comparison.attributions[index] { lines += [""] + explained(attribution, style) }
        }
        return lines + [""] + style.fitted("  " + next, indent: 10)
    }

    private func verdict(_ difference: RunDifference) -> String {
        guard let primary = difference.primary else { return difference.after.chosen }
        let words = primary.judgement.words
        return "\(difference.after.chosen) · \(primary.metric.rawValue) \(NumberText.metric(primary.after))"
            + (primary.difference == nil ? "" : " · \(primary.text)") + (words.isEmpty ? "" : ", \(words)")
    }

    /// The metrics, those that fit best: with the intervals of both runs where the terminal is wide enough.
    private func table(_ difference: RunDifference, _ style: Style) -> [String] {
        let wide = table(difference, intervals: true).lines(style)
        let fits =
            !style.redraws || table(difference, intervals: true).lines(.plain).allSatisfy { $0.count <= style.width }
        return fits ? wide : table(difference, intervals: false).lines(style)
    }

    private func table(_ difference: RunDifference, intervals: Bool) -> TextTable {
        var table = TextTable([
            ("metric", .left), ("before", .right), ("after", .right), ("difference", .right), ("", .left),
        ])
        let primary = difference.after.primary
        let metrics =
            difference.metrics.filter { $0.metric == primary } + difference.metrics.filter { $0.metric != primary }
        for metric in metrics {
            let values = [metric.before, metric.after].map { value in
                intervals ? NumberText.metric(value) : value.number.map(NumberText.metric) ?? "–"
            }
            table.append([metric.metric.rawValue] + values + [metric.text, metric.judgement.words])
        }
        return table
    }

    /// What differs, the parts of a run in one order; what is the same in one line.
    private func changes(_ difference: RunDifference, _ style: Style) -> [String] {
        var parts: [(name: String, lines: [String])] = [("data", difference.data.same ? [] : difference.data.sentences)]
        let changes: [(String, [RunDifference.Change])] = [
            ("brief", difference.brief), ("seed", [difference.seed].compactMap(\.self)), ("code", difference.code),
            ("libraries", difference.libraries),
        ]
        parts += changes.map { name, changes in
            (name, changes.map { "\($0.key): \($0.beforeText) → \($0.afterText)" })
        }
        var lines: [String] = []
        for (name, own) in parts where !own.isEmpty {
            for (place, line) in own.enumerated() {
                let label = PlainText.pad(place == 0 ? name : "", to: Self.width)
                lines += style.fitted("  \(label) \(DisplayText.escaped(line))", indent: Self.width + 3)
            }
        }
        let same = parts.filter(\.lines.isEmpty).map(\.name)
        if !same.isEmpty {
            lines.append("  \(PlainText.pad("the same", to: Self.width)) \(same.joined(separator: ", "))")
        }
        return lines
    }

    /// What each step over the runs between changed of the primary metric.
    private func explained(_ attribution: RunAttribution, _ style: Style) -> [String] {
        let metric = attribution.steps.first?.metric.metric.rawValue ?? ""
        let steps = attribution.steps.enumerated().flatMap { place, step in
            let words = step.metric.judgement.words
            let text =
                "\(step.changed.joined(separator: ", ")): \(step.text)\(words.isEmpty ? "" : ", \(words)") · \(step.to)"
            return style.fitted("  \(place + 1)  \(DisplayText.escaped(text))", indent: 5)
        }
        return style.fitted("  step by step over runs that lie between, in \(metric)", indent: 4) + steps
    }

    private static let width = 10

    private var next: String {
        if let page { return "Page    \(DisplayText.escaped(page))" }
        return "Next    show it to others: --html comparison.html"
    }
}
