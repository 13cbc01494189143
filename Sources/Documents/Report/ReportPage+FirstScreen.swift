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
        <div><dt>Why</dt><dd>\(list(whys))</dd></div>
        <div><dt>How good, against what</dt><dd>\(candidateTable)</dd></div>
        <div><dt>How sure</dt><dd>\(paragraph(certainty))</dd></div>
        <div><dt>What could go wrong</dt><dd>\(risks)</dd></div>
        <div><dt>What next</dt><dd>\(list(next))</dd></div>
        </dl>
        """
    }

    /// The reasons of the verdict, then why a candidate that looks better was not chosen.
    private var whys: [HTML] {
        metrics.reasons.map { "\($0.sentence)" } + (Sentences.choice(evidence).map { ["\($0)"] } ?? [])
    }

    /// What to do, with the figures traced.
    private var next: [HTML] {
        let more = Pointer.evidence["evaluation"]["rows_to_tell"]["more"]
        return Sentences.next(evidence).map { step in
            if step == evidence.evaluation.rowsToTell?.sentence { return figures.words(step, at: more) }
            // The owner's name is no sentence of ours.
            let isOurs = brief.owner.map { !step.contains($0) } ?? true
            let place = Pointer.checks["findings"]
            return isOurs ? figures.sentence(step, at: place) : figures.words(step, at: place)
        }
    }

    /// ``Sentences/certainty(_:)`` with its figures traced.
    private var certainty: HTML {
        guard let place = candidatePlace(spokenOf)?["metrics"][metrics.primary.rawValue],
            figures.files.number(place["lower"]) != nil,
            figures.files.number(place["upper"]) != nil
        else {
            let perfect = Pointer.evidence["evaluation"]["perfect_area"]
            return evidence.evaluation.perfectArea != nil
                ? figures.words(Sentences.certainty(evidence), at: perfect["pairs"], perfect["lower"])
                : figures.words(
                    Sentences.certainty(evidence),
                    at: candidatePlace(metrics.chosen)?["rows"] ?? Pointer.metrics["chosen"])
        }
        let bounds = "\(figures.metric(place["lower"])) and \(figures.metric(place["upper"]))" as HTML
        return "The true value\(Sentences.whose(evidence)) lies between \(bounds) with 95 % confidence\(basis)."
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

    /// The candidate that the verdict is about: the chosen one, or the one that may be better than the prior.
    private var spokenOf: String { Sentences.spokenOf(evidence) }

    private var lead: HTML {
        guard let place = candidatePlace(spokenOf) else { return "No candidate was evaluated." }
        let value = figures.metricValue(place["metrics"][metrics.primary.rawValue])
        let part = metrics.candidate(metrics.chosen)?.split == .outOfFold ? "out-of-fold row" : "test row"
        let rows = figures.counted(place["rows"], part)
        let name: HTML = spokenOf == metrics.chosen ? "" : "\(code(spokenOf)) has "
        let doubt: HTML = spokenOf == metrics.chosen ? "" : ", which may be chance"
        return "\(name)\(code(metrics.primary.rawValue)) \(value) on \(rows)\(againstPrior)\(doubt)."
    }

    private var againstPrior: HTML {
        let index = metrics.comparisons.firstIndex {
            $0.metric == metrics.primary && Set([$0.better, $0.worse]) == [spokenOf, "prior"]
        }
        guard let index else { return "" }
        let (place, comparison) = (Pointer.metrics["comparisons"][index], metrics.comparisons[index])
        let isBounded = comparison.lower != nil && comparison.upper != nil
        let range: HTML =
            isBounded
            ? " <span class=\"range\">[\(figures.metric(place["lower"])), \(figures.metric(place["upper"]))]</span>"
            : ""
        let word: HTML = comparison.better == spokenOf ? "better" : "worse"
        return ", \(figures.metric(place["difference"]))\(range) \(word) than the prior"
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
