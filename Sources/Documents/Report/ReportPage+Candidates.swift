import Evidence

extension ReportPage {
    var candidates: HTML {
        let value: HTML = chosenPlace(metrics.primary).map { "\(figures.metricValue($0))" } ?? "–"
        return fold(
            "candidates", "Candidates",
            gist: "\(metrics.chosen) chosen on \(Sentences.choosing(evidence)) · \(metrics.primary.rawValue) \(value)",
            [candidateFindings, comparisonChart, charts.curveCharts, fitted, trials] + learningCharts
                + [allMetrics, comparisons, guardrails])
    }

    /// What was found while candidates were fitted, chosen and judged.
    private var candidateFindings: HTML {
        let items = evidence.evaluation.findings.enumerated().map {
            findingItem($0.element, at: Pointer.evidence["evaluation"]["findings"][$0.offset])
        }
        return items.isEmpty ? "" : "<ul class=\"findings\">\n\(items)</ul>"
    }

    private var fitted: HTML {
        let rows = evidence.candidates.enumerated().map { index, candidate -> [HTML] in
            let place = Pointer.evidence["candidates"][index]
            let settings = candidate.parameters.sorted { $0.key < $1.key }.map { key, value -> HTML in
                switch value {
                case .integer, .number: "\(key) \(figures.setting(place["parameters"][key]))"
                case .string(let text): "\(key) \(figures.words(text, at: place["parameters"][key]))"
                case .bool(let flag): "\(key) \(flag ? "yes" : "no")"
                default: "\(key)"
                }
            }
            let solver: HTML = candidate.converged ? "" : "<br><span class=\"warning\">! did not converge</span>"
            return [
                candidateName(candidate.name),
                "\(figures.words(candidate.description, at: place["description"]))\(solver)",
                HTML.joined(settings, by: ", "),
                figures.count(place["iterations"]), figures.metricValue(place["validation"]),
            ]
        }
        let header: [HTML] = [
            "candidate", "what was fitted", "settings", "iterations",
            "\(brief.primary.rawValue), \(isHeldOutInTurn ? "out of fold" : "validation")",
        ]
        let caption: HTML =
            isHeldOutInTurn
            ? "Rows held out in their turn chose the candidate; the kept model has the middle of the settings that the folds chose"
            : "Validation rows chose the settings and the candidate"
        return "<h3>As fitted</h3>\n" + table(caption, header, numbersFrom: 3, rows)
    }

    private var allMetrics: HTML {
        let present = MetricName.all(for: brief.task).filter { metric in
            metrics.candidates.contains { $0.metrics[metric] != nil }
        }
        let rows = present.map { metric -> [HTML] in
            [metricHeading(metric)]
                + metrics.candidates.indices.map { index in
                    let place = Pointer.metrics["candidates"][index]["metrics"][metric.rawValue]
                    return metrics.candidates[index].metrics[metric] == nil ? "–" : figures.metricValue(place)
                }
        }
        let header = ["metric" as HTML] + metrics.candidates.map { candidateName($0.name) }
        return "<h3>All metrics on \(Sentences.judged(evidence))</h3>\n"
            + table(
                isHeldOutInTurn
                    ? "Each row judged by models that did not see it" : "Read once, after the choice was made",
                header, numbersFrom: 1, rows)
    }

    private var comparisons: HTML {
        if metrics.comparisons.isEmpty { return "" }
        let rows = metrics.comparisons.enumerated().map { index, comparison -> [HTML] in
            let place = Pointer.metrics["comparisons"][index]
            let bounds: HTML =
                comparison.lower == nil || comparison.upper == nil
                ? "not computed" : "[\(figures.difference(place["lower"])), \(figures.difference(place["upper"]))]"
            return [
                "\(comparison.better) over \(comparison.worse)", code(comparison.metric.rawValue),
                figures.difference(place["difference"]), bounds,
            ]
        }
        return "<h3>Differences</h3>\n"
            + table(
                "Positive is better, whichever way the metric points; together the intervals hold with 95 % confidence",
                ["comparison", "metric", "difference", "interval"], numbersFrom: 2, rows)
    }

    private var guardrails: HTML {
        let guardrails = evidence.evaluation.guardrails
        if guardrails.isEmpty { return paragraph("The brief sets no guardrail.") }
        let rows = guardrails.enumerated().map { index, guardrail -> [HTML] in
            let place = Pointer.evidence["evaluation"]["guardrails"][index]["value"]
            let state: HTML =
                switch guardrail.holds {
                case true?: "<span class=\"ship\">✓ holds</span>"
                case false?: "<span class=\"hold\">× broken</span>"
                case nil: "<span class=\"cannot_tell\">? undefined</span>"
                }
            return [code(guardrail.expression), state, guardrail.value == nil ? "–" : figures.metric(place)]
        }
        return "<h3>Guardrails</h3>\n"
            + table("On \(Sentences.judged(evidence))", ["guardrail", "result", "value"], numbersFrom: 2, rows)
    }
}
