package import Evidence

/// The page that `associate runs compare --html` writes: one file, no script, no network.
package enum ComparisonPage {
    /// The page for runs that were compared.
    package static func html(_ comparison: RunComparison) -> HTML { ComparisonSections(comparison: comparison).page }
}

/// The parts of the page; every number names its place in what `--json` prints.
private struct ComparisonSections {
    let comparison: RunComparison

    var page: HTML {
        Page.html(
            title: "\(baseline.runID) beside \(others)",
            main: [header, runs] + comparison.comparisons.indices.map(section),
            footer: """
                Every figure stands in what <code>associate runs compare --json</code> prints: point at it, or move to it \
                with the Tab key, to see where.
                """)
    }

    private var baseline: RunComparison.Run { comparison.runs[0] }
    private var others: String { comparison.runs.dropFirst().map(\.runID).joined(separator: ", ") }

    private var header: HTML {
        """
        <header>
        <p class="over">\(comparison.task.rawValue) · predicts <code>\(comparison.label)</code> · baseline \
        <code>\(baseline.runID)</code></p>
        <h1>\(headline)</h1>
        <p class="lead">Brackets hold 95 % intervals; a difference whose interval holds 0 may be chance.</p>
        </header>
        """
    }

    /// The primary metric of the only other run, or how many runs there are.
    private var headline: HTML {
        guard comparison.comparisons.count == 1, let primary = comparison.comparisons[0].primary else {
            return "\(NumberText.counted(comparison.runs.count, "run")) side by side"
        }
        let name = primary.metric.rawValue
        let size: HTML = primary.difference.map { " by \(NumberText.metric($0.magnitude))" } ?? ""
        switch primary.judgement {
        case .better: return "\(name) is better\(size)"
        case .worse: return "\(name) is worse\(size)"
        case .withinInterval: return "\(name) differs\(size), which may be chance"
        case .same: return "\(name) is the same"
        case .unknown: return "\(name) \(NumberText.metric(primary.before)) and \(NumberText.metric(primary.after))"
        }
    }

    private var runs: HTML {
        let sides = comparison.comparisons.first.map { [$0.before] + comparison.comparisons.map(\.after) } ?? []
        let rows = zip(comparison.runs, sides).enumerated().map { index, entry -> [HTML] in
            let (run, side) = entry
            let place = index == 0 ? "/comparisons/0/before" : "/comparisons/\(index - 1)/after"
            let kind: HTML = index == 0 ? " <span class=\"aside\">baseline</span>" : ""
            return [
                "<code>\(run.runID)</code>\(kind)", "\(side.chosen)",
                "<span class=\"\(side.recommendation.rawValue)\">\(side.recommendation.words)</span>",
                number(NumberText.count(side.rows), place + "/rows"),
                "\(index == 0 ? "–" : comparison.comparisons[index - 1].summary)",
            ]
        }
        return "<h2>Runs</h2>\n"
            + Page.table(
                "What differs is against the baseline", ["run", "chosen", "verdict", "rows judged", "differs"],
                numbers: [3], rows)
    }

    private func section(_ index: Int) -> HTML {
        let difference = comparison.comparisons[index]
        let place = "/comparisons/\(index)"
        let parts: [(title: StaticString, what: HTML, changes: [RunDifference.Change])] = [
            ("Brief", "key", difference.brief), ("Seed", "key", [difference.seed].compactMap(\.self)),
            ("Code", "program", difference.code), ("Libraries", "library", difference.libraries),
        ]
        let equal = parts.filter(\.changes.isEmpty).map { "\($0.title)".lowercased() }
        let same: HTML = equal.isEmpty ? "" : "<p>The same: \(equal.joined(separator: ", ")).</p>"
        return """
            <h2>\(baseline.runID) → \(comparison.runs[index + 1].runID)</h2>
            \(metrics(difference, place))
            \(explained(index))
            <h3>Data</h3>
            <ul>
            \(difference.data.sentences.map { "<li>\($0)</li>\n" as HTML })</ul>
            \(parts.map { changes($0.title, $0.what, $0.changes) })
            \(same)
            """
    }

    private func metrics(_ difference: RunDifference, _ place: String) -> HTML {
        let rows = difference.metrics.enumerated().map { index, metric -> [HTML] in
            let own = "\(place)/metrics/\(index)"
            let direction: HTML = metric.metric.greaterIsBetter ? "↑" : "↓"
            let name: HTML = "\(metric.metric.rawValue) \(direction)"
            return [
                metric.metric == difference.after.primary ? "<span class=\"chosen\">\(name)</span>" : name,
                value(metric.before, own + "/before"), value(metric.after, own + "/after"),
                change(metric, own), "\(metric.judgement.words)",
            ]
        }
        return Page.table(
            "↑ larger is better, ↓ smaller is better. \(difference.pairing).",
            ["metric", "before", "after", "difference", ""], numbers: [1, 2, 3], rows)
    }

    /// What each step over the runs between changed of the primary metric.
    private func explained(_ index: Int) -> HTML {
        guard let attribution = comparison.attributions[index] else { return "" }
        let rows = attribution.steps.enumerated().map { number, step -> [HTML] in
            let place = "/attributions/\(index)/steps/\(number)/metric"
            return [
                .joined(step.changed.map { "<code>\($0)</code>" }, by: ", "), change(step.metric, place),
                "\(step.metric.judgement.words)", "<code>\(step.to)</code>",
            ]
        }
        let metric: HTML = attribution.steps.first.map { "<code>\($0.metric.metric.rawValue)</code>" } ?? ""
        return """
            <h3>Which change explains it</h3>
            <p>Runs of the store lie between the two. Each step changes what it names and nothing else; in another order \
            the steps may divide the difference otherwise.</p>
            \(Page.table("Step by step, \(metric)", ["changed", "difference", "", "run after it"], numbers: [1], rows))
            """
    }

    private func changes(_ title: StaticString, _ what: HTML, _ changes: [RunDifference.Change]) -> HTML {
        if changes.isEmpty { return "" }
        let rows = changes.map { change -> [HTML] in
            ["<code>\(change.key)</code>", "\(change.beforeText)", "\(change.afterText)"]
        }
        return "<h3>\(HTML(stringLiteral: title))</h3>\n"
            + Page.table("What differs", [what, "before", "after"], numbers: [], rows)
    }

    // MARK: Pieces

    private func number(_ text: String, _ place: String) -> HTML { Page.number(text, at: place) }

    private func value(_ value: MetricValue, _ place: String) -> HTML { Page.metric(value, at: place) }

    private func change(_ metric: MetricDifference, _ place: String) -> HTML {
        guard let difference = metric.difference else { return "<span class=\"none\">–</span>" }
        let text = number(NumberText.difference(difference), place + "/difference")
        guard let lower = metric.lower, let upper = metric.upper else { return text }
        return """
            \(text) <span class="range">[\(number(NumberText.difference(lower), place + "/lower")), \
            \(number(NumberText.difference(upper), place + "/upper"))]</span>
            """
    }
}
