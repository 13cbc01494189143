import Evidence

extension ReportPage {
    /// Ship, hold or cannot tell; against what; how sure; what could go wrong; what next.
    var firstScreen: HTML {
        """
        <header>
        <p class="over">\(brief.name) · \(brief.task.rawValue) · predicts \(code(brief.label))\(moment)</p>
        <h1><span class="sign \(recommendation)" aria-hidden="true">\(sign)</span> \(Sentences.verdict(evidence))</h1>
        <p class="lead">\(lead)</p>
        </header>
        <dl class="answers">
        <div><dt>Why</dt><dd>\(list(metrics.reasons.map { "\($0.sentence)" }))</dd></div>
        <div><dt>How good, against what</dt><dd>\(candidateTable)</dd></div>
        <div><dt>How sure</dt><dd>\(paragraph(certainty))</dd></div>
        <div><dt>What could go wrong</dt><dd>\(risks)</dd></div>
        <div><dt>What next</dt><dd>\(list(Sentences.next(evidence).map { figures.words($0, at: Pointer.checks["findings"]) }))</dd></div>
        </dl>
        """
    }

    /// ``Sentences/certainty(_:)`` with its figures traced.
    private var certainty: HTML {
        guard let place = chosenPlace(metrics.primary), figures.files.number(place["lower"]) != nil,
            figures.files.number(place["upper"]) != nil
        else {
            return figures.words(
                Sentences.certainty(evidence), at: candidatePlace(metrics.chosen)?["rows"] ?? Pointer.metrics["chosen"])
        }
        let bounds = "\(figures.metric(place["lower"])) and \(figures.metric(place["upper"]))" as HTML
        return "The true value lies between \(bounds) with 95 % confidence\(basis)."
    }

    /// ``Sentences/basis(_:)`` with its figure traced.
    private var basis: HTML {
        guard let resampling = evidence.evaluation.resampling else { return "" }
        let place = Pointer.evidence["evaluation"]["resampling"]["count"]
        let count = figures.counted(place, resampling.unit.rawValue)
        return switch resampling.unit {
        case .row: ", if its \(count) do not depend on one another"
        case .fold: ", by the spread of its \(count)"
        case .day, .group: "; it rests on \(count), whose rows are taken together"
        }
    }

    private var recommendation: String { metrics.recommendation.rawValue }

    private var sign: String {
        switch metrics.recommendation {
        case .ship: "✓"
        case .hold: "■"
        case .cannotTell: "?"
        }
    }

    private var moment: HTML {
        brief.time.map { " at \(code($0))" } ?? ""
    }

    private var lead: HTML {
        guard let place = candidatePlace(metrics.chosen) else { return "No candidate was evaluated." }
        let value = figures.metricValue(place["metrics"][metrics.primary.rawValue])
        let part = metrics.candidate(metrics.chosen)?.split == .outOfFold ? "out-of-fold row" : "test row"
        let rows = figures.counted(place["rows"], part)
        return "\(code(metrics.primary.rawValue)) \(value) on \(rows)\(againstPrior)."
    }

    private var againstPrior: HTML {
        let index = metrics.comparisons.firstIndex {
            $0.metric == metrics.primary && [$0.better, $0.worse].contains(metrics.chosen)
                && [$0.better, $0.worse].contains("prior")
        }
        guard let index, metrics.chosen != "prior" else { return "" }
        let difference = figures.figure([Pointer.metrics["comparisons"][index]["difference"]]) {
            NumberText.metric($0[0])
        }
        return metrics.comparisons[index].better == metrics.chosen
            ? ", \(difference) better than the prior" : ", \(difference) worse than the prior"
    }

    /// The candidates on the primary metric and the next two, or one where names are long.
    private var candidateTable: HTML {
        let more = brief.task == .regression ? 1 : 2
        let shown = [metrics.primary] + MetricName.usual(for: brief.task).filter { $0 != metrics.primary }.prefix(more)
        let rows = metrics.candidates.enumerated().map { index, candidate in
            [candidateName(candidate.name)]
                + shown.map { figures.metricValue(Pointer.metrics["candidates"][index]["metrics"][$0.rawValue]) }
        }
        let header = ["candidate" as HTML] + shown.map { metricHeading($0) }
        let caption: HTML =
            isHeldOutInTurn
            ? "On rows held out in their turn; the prior knows no column."
            : "On rows that chose nothing; the prior knows no column."
        return table(caption, header, numbersFrom: 1, rows)
    }

    /// Whether rows were held out in their turn, rather than a test part kept back.
    var isHeldOutInTurn: Bool { metrics.candidate(metrics.chosen)?.split == .outOfFold }

    /// A candidate's name; the chosen one stands out in weight and in words.
    func candidateName(_ name: String) -> HTML {
        name == metrics.chosen ? "<span class=\"chosen\">\(name)</span> <span class=\"aside\">chosen</span>" : "\(name)"
    }

    /// A metric's name with the direction in which it is better.
    func metricHeading(_ metric: MetricName) -> HTML {
        let direction = metric.greaterIsBetter ? "larger is better" : "smaller is better"
        return "<span title=\"\(direction)\">\(metric.rawValue) \(metric.greaterIsBetter ? "↑" : "↓")</span>"
    }
}
