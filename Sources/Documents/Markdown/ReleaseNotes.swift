import Evidence

/// `release_notes.md`: what would change for those who use the model.
enum ReleaseNotes {
    static func markdown(_ evidence: RunEvidence, previous: PreviousRelease?) -> Markdown {
        .blocks([
            "# Release notes: \(evidence.brief.name)",
            "Run \(code: evidence.fingerprint). **\(Sentences.verdict(evidence)).** A release is the owner's decision.",
            .section("What changed", [changes(evidence, previous)]),
            .section("Expected effect", [effect(evidence, previous)]),
            .section("Known limits", [.lines(Sentences.limits(evidence).map { "- \($0)" })]),
            .section(
                "Rollback",
                [
                    previous.map {
                        "Use the folder of run \(code: $0.fingerprint) again. This version deploys nothing by itself."
                    } ?? "There is no earlier release to go back to: without this model, predictions end."
                ]),
        ])
    }

    private static func changes(_ evidence: RunEvidence, _ previous: PreviousRelease?) -> Markdown {
        guard let previous else {
            return "This run is compared with no earlier release. Its model is \(code: evidence.metrics.chosen)."
        }
        let same = previous.snapshot == evidence.data.snapshot
        var lines: [Markdown] = [
            "- Before: run \(code: previous.fingerprint)", "- Data: \(same ? "the same snapshot" : "another snapshot")",
            previous.chosen == evidence.metrics.chosen
                ? "- Model: \(code: previous.chosen), as before"
                : "- Model: \(code: evidence.metrics.chosen) instead of \(code: previous.chosen)",
        ]
        for name in Set(previous.versions.keys).union(evidence.versions.keys).sorted()
        where previous.versions[name] != evidence.versions[name] {
            lines.append(
                "- \(name): \(evidence.versions[name] ?? "not used") instead of \(previous.versions[name] ?? "not used")"
            )
        }
        return .lines(lines)
    }

    private static func effect(_ evidence: RunEvidence, _ previous: PreviousRelease?) -> Markdown {
        let metric = evidence.metrics.primary
        let value = evidence.metrics.candidate(evidence.metrics.chosen)?.metrics[metric]
        guard let previous, previous.primary == metric, let before = previous.value, let now = value?.number else {
            return .blocks(["\(Sentences.finding(evidence)).", "\(Sentences.certainty(evidence))"])
        }
        let data: Markdown =
            previous.snapshot == evidence.data.snapshot
            ? "" : " The two were measured on different data, so the difference is not that of the models alone."
        return .blocks([
            "\(code: metric.rawValue) \(NumberText.metric(now)), before \(NumberText.metric(before)) (\(NumberText.difference(now - before))).\(data)",
            "\(Sentences.certainty(evidence))",
        ])
    }
}
