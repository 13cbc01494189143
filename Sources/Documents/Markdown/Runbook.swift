import Evidence

/// `runbook.md`: what to do with the run, in commands that this version has.
enum Runbook {
    static func markdown(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        return .blocks([
            "# Runbook: \(brief.name)",
            "Run \(code: evidence.fingerprint). Replace `RUN` by the id of the run's folder.",
            .section(
                "Run again",
                [
                    "```sh\nassociate run runs/RUN/brief.yaml\n```",
                    "`brief.yaml` is kept as it was given, and is read as though it still stood there: its paths start where they did. On another machine, put it back where they lead. On the same data every file but `manifest.json` comes out the same, byte for byte; in another store `release_notes.md` and `comparison.json` compare with what stands there, unless `--against` names the same run.",
                ]),
            .section(
                "Look at runs",
                [
                    "```sh\nassociate runs list\nassociate runs show RUN\nassociate runs compare EARLIER RUN\n```",
                    "Runs that checks stopped, that failed or that were interrupted are listed too; their folder under `failed/` holds `checks.json`, `run.log` and, unless the run was cut off, its brief.",
                ]),
            .section(
                "Verify",
                [
                    "`manifest.json` names every file of the run with its SHA-256. A run whose files do not match it is not to be used: run the brief again, or bring the folder back from a copy.",
                    "`associate reproduce` with the run's folder does the run again from its snapshot and compares every file: what differs is named, and the exit status is then 3.",
                    "Snapshot: \(code: evidence.data.snapshot.hex)",
                ]),
            .section("Score", [scoring(evidence.data.sources)]),
            .section("Roll back", [rollBack]),
            .section("Findings of this run", [findings(evidence)]),
            .section("Whom to call", [people(brief)]),
        ])
    }

    private static func scoring(_ sources: [DataSummary.Source]) -> Markdown {
        let names: Markdown = .joined(sources.prefix(3).map { "\(code: $0.name)" }, by: ", ")
        return """
            ```sh
            associate score RUN --input NEW.parquet --output scores.parquet
            ```

            `NEW.parquet` has the columns of the dataset. Raw tables go through the brief's SQL first: each is named as the \
            source that it stands for (\(names)), such as `--input NAME=PATH`. Columns that do not fit are named before the first row is read, and \
            values that training did not see are counted. `--explain 3` says in words what moved each score most.

            `model/` is a package: MLflow opens it, `model/model.onnx` runs wherever ONNX does, and \
            `model/code/associate_model.py` feeds it a pandas frame.
            """
    }

    private static let rollBack: Markdown =
        "A run never changes an earlier one: to roll back, use the folder of the earlier run again. This version deploys nothing by itself, so nothing else has to be undone."

    private static func findings(_ evidence: RunEvidence) -> Markdown {
        let found = evidence.checks.findings + evidence.evaluation.findings
        var seen: [FindingCode] = []
        for finding in found where !seen.contains(finding.code) { seen.append(finding.code) }
        if seen.isEmpty { return "There are none." }
        return .lines(
            seen.map { code in
                let all = found.filter { $0.code == code }
                let what = all[0].message
                let advice: Markdown = all[0].advice.map { " To do: \(words: $0)\($0.hasSuffix("?") ? "" : ".")" } ?? ""
                let more: Markdown = all.count > 1 ? " (and \(NumberText.count(all.count - 1)) more)" : ""
                return "- \(code: code.rawValue), \(all[0].severity.rawValue): \(what)\(more).\(advice)"
            })
    }

    private static func people(_ brief: BriefSummary) -> Markdown {
        .lines([
            "- Owner: \(Markdown.known(brief.owner, .owner))",
            "- Approvers: \(brief.approvers.isEmpty ? Markdown.unknown(.approvers) : .joined(brief.approvers.map { "\($0)" }, by: ", "))",
        ])
    }
}
