import Evidence

/// `release_notes.md`: what would change for those who use the model.
enum ReleaseNotes {
    static func markdown(_ evidence: RunEvidence, difference: RunDifference?) -> Markdown {
        .blocks([
            "# Release notes: \(evidence.brief.name)",
            "Run \(code: evidence.fingerprint). **\(Sentences.verdict(evidence)).** A release is the owner's decision.",
            .section("What changed", [changes(evidence, difference), difference.map(inputs) ?? ""]),
            .section("Metrics", [difference.map(metrics) ?? ""]),
            .section("Expected effect", [effect(evidence, difference)]),
            .section("Known limits", [.lines(Sentences.limits(evidence).map { "- \(words: $0)" })]),
            .section("Rollback", [rollback(difference)]),
        ])
    }

    private static func changes(_ evidence: RunEvidence, _ difference: RunDifference?) -> Markdown {
        guard let difference else {
            return """
                This run is compared with no earlier one: when this work was first done there was none of its name, and \
                `--against` named none. Its model is \(code: evidence.metrics.chosen).
                """
        }
        let (before, after) = (difference.before, difference.after)
        var lines: [Markdown] = [
            "- Before: run \(code: before.fingerprint)",
            before.chosen == after.chosen
                ? "- Model: \(code: after.chosen), as before"
                : "- Model: \(code: after.chosen) instead of \(code: before.chosen)",
            "- Verdict: \(after.recommendation.words), before \(before.recommendation.words)",
        ]
        lines += difference.data.sentences.map { "- Data: \($0)" }
        let same = RunDifference.Aspect.allCases.filter { !difference.differs.contains($0) && $0 != .data }
        if !same.isEmpty { lines.append("- The same: \(same.map(\.rawValue).joined(separator: ", "))") }
        return .lines(lines)
    }

    /// Brief, seed, code and libraries, key by key; nothing where all are the same.
    private static func inputs(_ difference: RunDifference) -> Markdown {
        let changes = difference.brief + [difference.seed].compactMap(\.self) + difference.versions
        if changes.isEmpty { return "" }
        return .table(
            ["what", "before", "now"], numbersFrom: 3,
            changes.map { ["\(code: $0.key)", "\($0.beforeText)", "\($0.afterText)"] })
    }

    private static func metrics(_ difference: RunDifference) -> Markdown {
        let rows = difference.metrics.map { metric -> [Markdown] in
            [
                "\(code: metric.metric.rawValue)", "\(NumberText.metric(metric.before))",
                "\(NumberText.metric(metric.after))", "\(metric.text)", "\(metric.judgement.words)",
            ]
        }
        return .blocks([
            "\(difference.pairing). Brackets hold 95 % intervals.",
            .table(["metric", "before", "now", "difference", "that is"], numbersFrom: 1, rows),
        ])
    }

    private static func effect(_ evidence: RunEvidence, _ difference: RunDifference?) -> Markdown {
        guard let primary = difference?.primary else {
            return .blocks(["\(Sentences.finding(evidence)).", "\(Sentences.certainty(evidence))"])
        }
        let name: Markdown = "\(code: primary.metric.rawValue)"
        let values: Markdown = "\(NumberText.metric(primary.after)), before \(NumberText.metric(primary.before))"
        let sentence: Markdown =
            switch primary.judgement {
            case .better: "Predictions become better: \(name) \(values), a difference of \(primary.text)."
            case .worse: "Predictions become worse: \(name) \(values), a difference of \(primary.text)."
            case .withinInterval:
                "No effect beyond chance is shown: \(name) \(values), a difference of \(primary.text)."
            case .same: "None: \(name) is the same, \(NumberText.metric(primary.after))."
            case .unknown:
                "It cannot be told: \(name) \(values), on rows that are not the same, so that the difference is not that of the models alone."
            }
        return .blocks([sentence, "\(Sentences.certainty(evidence))"])
    }

    private static func rollback(_ difference: RunDifference?) -> Markdown {
        guard let before = difference?.before else {
            return "There is no earlier run to go back to: without this model, predictions end."
        }
        let digits = String(before.fingerprint.prefix(4))
        return """
            Use the folder of run \(code: before.fingerprint) again; its name holds \(code: digits). A run never changes an \
            earlier one, and this version deploys nothing by itself, so nothing else has to be undone.
            """
    }
}
