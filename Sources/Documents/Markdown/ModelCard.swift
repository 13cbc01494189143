import Evidence

/// `model_card.md`, with the sections of Mitchell et al., "Model Cards for Model Reporting" (2019).
enum ModelCard {
    static func markdown(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        return .blocks([
            "# Model card: \(brief.name)",
            "What the model is, what it is for, how well it does, and what it must not be trusted with.",
            .section("Model details", [details(evidence)]),
            .section("Intended use", [use(brief)]),
            .section("Factors", [factors(evidence)]),
            .section("Metrics", [metrics(evidence)]),
            .section("Evaluation data", [part(evidence.split.folds == nil ? "test" : "out_of_fold", evidence)]),
            .section("Training data", [part("train", evidence), part("validation", evidence), kept(evidence)]),
            .section(
                "Quantitative analyses",
                [
                    figures(evidence), calibration(evidence), slices(evidence), Markdown.foundSlices(evidence),
                    Markdown.fairness(evidence), Markdown.failureModes(evidence),
                    Markdown.importance(evidence), Markdown.explanations(evidence),
                    Markdown.ablation(evidence),
                ]),
            .section("Ethical considerations", [ethics(brief)]),
            .section("Caveats and recommendations", [.lines(Sentences.limits(evidence).map { "- \(words: $0)" })]),
        ])
    }

    private static func details(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        let chosen = evidence.candidates.first { $0.name == evidence.metrics.chosen }
        let versions = evidence.versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" as Markdown }
        return .lines([
            "- Chosen candidate: \(code: evidence.metrics.chosen)\(chosen.map { ", \($0.description)" as Markdown } ?? "")",
            "- Task: \(brief.task.rawValue), predicts \(code: brief.label)",
            "- Verdict: \(Sentences.verdict(evidence))",
            "- Run: \(code: evidence.fingerprint)",
            "- Made with: \(versions.isEmpty ? "versions were not recorded" : Markdown.joined(versions, by: ", "))",
            "- Contact: \(Markdown.known(brief.owner, .owner))",
            "- Licence of the data: _Unknown: to be filled in by the owner of the data_",
        ])
    }

    private static func use(_ brief: BriefSummary) -> Markdown {
        let users: Markdown =
            switch brief.userFacing {
            case true?: "People outside the team see its predictions."
            case false?: "Its predictions stay within the team."
            case nil: Markdown.unknown(.userFacing)
            }
        return .lines([
            "- Problem: \(Markdown.known(brief.problem, .problem))",
            "- Purpose: \(Markdown.known(brief.purpose, .purpose))",
            "- Who sees it: \(users)",
            "- Not meant for: rows unlike those it was trained on, and questions of cause",
        ])
    }

    private static func factors(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        let sliced = evidence.slices?.slices.map(\.column) ?? brief.slices
        let slices: Markdown = sliced.isEmpty ? "none named" : .joined(sliced.map { "\(code: $0)" }, by: ", ")
        let sensitive: Markdown =
            brief.sensitive.isEmpty ? "none named" : .joined(brief.sensitive.map { "\(code: $0)" }, by: ", ")
        return .lines([
            "- Slices looked at: \(slices)", "- Sensitive columns: \(sensitive)",
            "- Features: \(NumberText.counted(evidence.features.sourceColumns, "column"))",
        ])
    }

    private static func metrics(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        var lines: [Markdown] = ["- Primary: \(code: brief.primary.rawValue)"]
        lines += evidence.evaluation.guardrails.map { guardrail in
            let state = guardrail.holds.map { $0 ? "holds" : "broken" } ?? "undefined"
            let value: Markdown = guardrail.value.map { " at \(NumberText.metric($0))" } ?? ""
            return "- Guardrail \(guardrail.expression): \(state)\(value)"
        }
        if let threshold = evidence.evaluation.threshold {
            let reason: Markdown = evidence.evaluation.thresholdReason.map { " (\($0))" } ?? ""
            lines.append("- Threshold: positive from \(NumberText.setting(threshold)) on\(reason)")
        }
        lines.append("- \(Sentences.certainty(evidence))")
        return .lines(lines)
    }

    private static func part(_ name: String, _ evidence: RunEvidence) -> Markdown {
        guard let part = evidence.split.parts.first(where: { $0.name == name }) else {
            return "There is no part \(code: name)."
        }
        let period: Markdown =
            part.from.flatMap { from in part.to.map { ", from \(Sentences.moment(from)) to \(Sentences.moment($0))" } }
            ?? ""
        let what: Markdown =
            name == MetricsDocument.Split.outOfFold.rawValue
            ? "The same rows, held out in turn and each predicted by a model that was fitted on others"
            : "Part \(code: name)"
        return
            "\(what): \(NumberText.counted(part.rows, "row"))\(period), split by \(evidence.split.by)."
    }

    /// Which rows taught the model that is kept, where it is not the one that the figures judge.
    private static func kept(_ evidence: RunEvidence) -> Markdown {
        evidence.split.folds == nil
            ? "" : "The model that is kept is fitted on both together, with the settings that the folds chose."
    }

    private static func figures(_ evidence: RunEvidence) -> Markdown {
        let candidates = evidence.metrics.candidates
        let rows = MetricName.all(for: evidence.brief.task).compactMap { metric -> [Markdown]? in
            guard candidates.contains(where: { $0.metrics[metric] != nil }) else { return nil }
            return ["\(code: metric.rawValue)"] + candidates.map { "\(NumberText.metric($0.metrics[metric]))" }
        }
        return .blocks([
            evidence.split.folds == nil
                ? "On the test part, read once after the choice:"
                : "On the folds held out, each by models that did not see it:",
            .table(["metric"] + candidates.map { "\(code: $0.name)" }, numbersFrom: 1, rows),
        ])
    }

    private static func calibration(_ evidence: RunEvidence) -> Markdown {
        evidence.calibration.flatMap(Sentences.calibrationError).map { "\($0)" }
            ?? "Calibration is looked at for binary tasks."
    }

    private static func slices(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.slices, !document.slices.isEmpty else { return "No slices were looked at." }
        let rows = document.slices.flatMap { slice in
            slice.values.prefix(10).map { value -> [Markdown] in
                [
                    "\(code: slice.column)", "\(value.value ?? "(missing)")", "\(NumberText.count(value.rows))",
                    "\(NumberText.metric(value.metric))", "\(value.shrunk.map(NumberText.metric) ?? "–")",
                ]
            }
        }
        return .blocks([
            "Slices of \(Sentences.judged(evidence)), the largest ten of each column; what is expected again is drawn towards the figure of all rows by as much as may be chance:",
            .table(
                ["slice", "value", "rows", "\(code: document.metric.rawValue)", "expected again"], numbersFrom: 2, rows),
        ])
    }

    private static func ethics(_ brief: BriefSummary) -> Markdown {
        let groups: Markdown =
            brief.sensitive.isEmpty
            ? "The brief names no sensitive columns; fairness between groups of people was not looked at."
            : "Sensitive columns named in the brief: \(Markdown.joined(brief.sensitive.map { "\(code: $0)" }, by: ", ")). They are no features; Quantitative analyses compare their groups."
        return .blocks([groups, "Harm that a wrong prediction can do: _Unknown: to be filled in by the owner_"])
    }
}
