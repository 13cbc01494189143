import Evidence

/// `experiment_summary.md`: one page for whoever asks what was tried and what came of it.
enum ExperimentSummary {
    static func markdown(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        return .blocks([
            "# Experiment: \(brief.name)",
            "Run \(code: evidence.fingerprint).",
            .section("Objective", [Markdown.known(brief.problem, .problem), objective(brief)]),
            .section("Approach", [approach(evidence)]),
            .section("Result", [result(evidence), table(evidence)]),
            .section("What it rests on", [Markdown.importance(evidence)]),
            .section("Trade-off", [tradeOff(evidence)]),
            .section(
                "Next", [.lines(Sentences.next(evidence, sectionsOf: " of `report.html`").map { "- \(words: $0)" })]),
        ])
    }

    private static func objective(_ brief: BriefSummary) -> Markdown {
        let better = brief.primary.greaterIsBetter ? "larger is better" : "smaller is better"
        let guardrails: Markdown =
            brief.guardrails.isEmpty
            ? "no guardrails" : "guardrails \(Markdown.joined(brief.guardrails.map { "\($0)" }, by: ", "))"
        return
            "Predict \(code: brief.label), judged by \(code: brief.primary.rawValue) (\(better)), with \(guardrails)."
    }

    private static func approach(_ evidence: RunEvidence) -> Markdown {
        var lines: [Markdown] = [
            "- Data: \(NumberText.counted(evidence.data.rows, "row")) from \(NumberText.counted(evidence.data.sources.count, "source"))",
            "- Split: \(evidence.split.words.replacing(" · ", with: ", "))",
            "- Features: \(NumberText.counted(evidence.features.sourceColumns, "column")), fitted on training rows",
        ]
        lines += evidence.candidates.map { candidate in
            let converged: Markdown = candidate.converged ? "" : "; did not converge"
            return "- Candidate \(code: candidate.name): \(candidate.description)\(converged)"
        }
        return .lines(lines)
    }

    private static func result(_ evidence: RunEvidence) -> Markdown {
        .blocks([
            "**\(Sentences.verdict(evidence)).** \(Sentences.finding(evidence)).",
            .lines(
                (evidence.metrics.reasons.map(\.sentence) + [Sentences.choice(evidence)].compactMap(\.self)).map {
                    "- \($0)"
                }),
            "\(Sentences.certainty(evidence))",
        ])
    }

    private static func table(_ evidence: RunEvidence) -> Markdown {
        let metric = evidence.metrics.primary
        let rows = evidence.metrics.candidates.map { candidate -> [Markdown] in
            let fitted = evidence.candidates.first { $0.name == candidate.name }
            return [
                "\(code: candidate.name)", "\(NumberText.metric(fitted?.validation))",
                "\(NumberText.metric(candidate.metrics[metric]))",
            ]
        }
        let isHeldOutInTurn = evidence.metrics.candidate(evidence.metrics.chosen)?.split == .outOfFold
        let (chose, judged): (Markdown, Markdown) =
            isHeldOutInTurn ? ("choice out of fold", "out of fold") : ("validation", "test")
        return .table(
            ["candidate", "\(code: metric.rawValue), \(chose)", "\(code: metric.rawValue), \(judged)"],
            numbersFrom: 1, rows)
    }

    /// What the chosen linear model has besides the columns, as it follows their number.
    private static func terms(_ evidence: RunEvidence) -> Markdown {
        let parameters = evidence.candidates.first { $0.name == evidence.metrics.chosen }?.parameters ?? [:]
        let parts = [("splines", "natural splines of"), ("interactions", "the products")].compactMap { key, words in
            if case .string(let names)? = parameters[key] { "\(words) \(names)" } else { nil }
        }
        return parts.isEmpty ? "" : ", with \(parts.joined(separator: " and "))"
    }

    private static func tradeOff(_ evidence: RunEvidence) -> Markdown {
        let metrics = evidence.metrics
        var lines: [Markdown] = metrics.comparisons.map { comparison in
            let range: Markdown =
                comparison.lower.flatMap { lower in
                    comparison.upper.map {
                        " \("[\(NumberText.difference(lower)), \(NumberText.difference($0))]")"
                    }
                } ?? ""
            let size: Markdown = "\(NumberText.difference(comparison.difference))\(range)"
            return
                "- \(code: comparison.better) over \(code: comparison.worse): \(size) on \(code: comparison.metric.rawValue)"
        }
        if let width = metrics.chosen == "linear" ? evidence.features.linearWidth : nil {
            lines.append(
                "- The chosen candidate is a linear model of \(NumberText.counted(width, "weight")) an output\(terms(evidence)): quick to apply, and readable."
            )
        } else if !metrics.chosen.hasSuffix("_trees") {
            lines.append("- The simplest candidate that no other beats on \(Sentences.choosing(evidence)) is chosen.")
        }
        if let costs = evidence.brief.costs {
            lines.append(
                "- A false positive costs \(NumberText.setting(costs.falsePositive)), a false negative \(NumberText.setting(costs.falseNegative)); the threshold follows from both."
            )
        }
        if let decision = evidence.thresholds?.decision {
            lines.append(
                "- A row is decided as the class of the lowest expected cost: \(NumberText.metric(decision.cost.value)) a row, against \(NumberText.metric(decision.likeliestCost.value)) for the likeliest class."
            )
        }
        return .lines(lines)
    }
}
