import Evidence

/// `data/dataset_note.md`: what the dataset is made of, row by row and column by column.
enum DatasetNote {
    static func markdown(_ evidence: RunEvidence) -> Markdown {
        let (brief, data) = (evidence.brief, evidence.data)
        return .blocks([
            "# Dataset of \(brief.name)",
            "Snapshot \(code: data.snapshot.hex), run \(code: evidence.fingerprint).",
            .section("Purpose", [Markdown.known(brief.problem, .problem)]),
            .section("Sources", [sources(data)]),
            .section("Rows through each step", [rows(evidence)]),
            .section("Label", [label(evidence)]),
            .section("Time", [time(evidence)]),
            .section("Columns", [columns(evidence)]),
            .section("Left out", [exclusions(brief)]),
            .section("Checks", [checks(evidence.checks)]),
            .section("Leakage", [leakage(evidence)]),
            .section("Personal data", [personal(evidence.checks)]),
            .section("Proposals not taken", [proposals(evidence.proposals)]),
            .section("How it was made", ["\(fence: data.sql, language: "sql")"]),
            .section("Known limits", [limits(evidence.checks)]),
        ])
    }

    private static func sources(_ data: DataSummary) -> Markdown {
        .table(
            ["source", "format", "files", "rows"], numbersFrom: 2,
            data.sources.map {
                ["\(code: $0.name)", "\($0.format)", "\(NumberText.count($0.files))", "\(NumberText.count($0.rows))"]
            })
    }

    private static func rows(_ evidence: RunEvidence) -> Markdown {
        let data = evidence.data
        var rows: [[Markdown]] = data.sources.map { ["source \(code: $0.name)", "\(NumberText.count($0.rows))"] }
        rows += [
            ["result of the SQL", "\(NumberText.count(data.datasetRows))"],
            ["left out: without a label", "\(NumberText.count(data.rowsWithoutLabel))"],
            ["worked on", "\(NumberText.count(data.rows))"],
        ]
        if evidence.split.leftOut > 0 {
            rows.append(["left out: in no part of the split", "\(NumberText.count(evidence.split.leftOut))"])
        }
        rows += evidence.split.parts.map { part in
            let isOutOfFold = part.name == MetricsDocument.Split.outOfFold.rawValue
            return [
                isOutOfFold ? "of both, held out in turn" : "part \(code: part.name)", "\(NumberText.count(part.rows))",
            ]
        }
        return .table(["step", "rows"], numbersFrom: 1, rows)
    }

    private static func label(_ evidence: RunEvidence) -> Markdown {
        let brief = evidence.brief
        if brief.task == .regression {
            let means = evidence.split.parts.compactMap { part in
                part.labelMean.map { "\(Sentences.part(part.name)) \(NumberText.metric($0))" as Markdown }
            }
            let tail: Markdown = means.isEmpty ? "" : " Its mean: \(Markdown.joined(means, by: ", "))."
            return "\(code: brief.label), a number.\(tail)"
        }
        let head: Markdown =
            brief.positive.map { "\(code: brief.label); positive is \(code: $0)." }
            ?? "\(code: brief.label)."
        let rows = brief.classes.enumerated().map { index, name -> [Markdown] in
            ["\(code: name)"]
                + evidence.split.parts.map { part in
                    guard part.classRows.indices.contains(index) else { return "–" }
                    let count = part.classRows[index]
                    let share = part.rows > 0 ? NumberText.percent(Double(count) / Double(part.rows)) : "–"
                    return "\(NumberText.count(count)) (\(share))"
                }
        }
        let header: [Markdown] = ["class"] + evidence.split.parts.map { "\(Sentences.part($0.name))" }
        return .blocks([head, .table(header, numbersFrom: 1, rows)])
    }

    private static func time(_ evidence: RunEvidence) -> Markdown {
        guard let column = evidence.brief.time else {
            return "The brief names no moment of prediction; the split is by \(evidence.split.by)."
        }
        let assumed: Markdown =
            evidence.brief.timeAssumed.map {
                " _An assumption, for the owner to confirm_: \(words: $0)."
            } ?? ""
        guard let first = evidence.data.firstTime, let last = evidence.data.lastTime else {
            return "The moment of prediction is \(code: column).\(assumed)"
        }
        return
            "The moment of prediction is \(code: column), from \(Sentences.moment(first)) to \(Sentences.moment(last)).\(assumed)"
    }

    private static func columns(_ evidence: RunEvidence) -> Markdown {
        let rows = evidence.data.columns.map { column -> [Markdown] in
            let share =
                evidence.data.rows > 0 ? NumberText.percent(Double(column.nulls) / Double(evidence.data.rows)) : "–"
            return [
                "\(code: column.name)", "\(column.type)", "\(NumberText.count(column.nulls))", "\(share)",
                "\(column.distinct.map(NumberText.count) ?? "–")",
            ]
        }
        return .table(["column", "type", "missing", "share", "distinct"], numbersFrom: 2, rows)
    }

    private static func exclusions(_ brief: BriefSummary) -> Markdown {
        if brief.excluded.isEmpty { return "No column is left out of the features." }
        return .table(
            ["column", "left out by", "reason"], numbersFrom: 3,
            brief.excluded.map { ["\(code: $0.column)", "\($0.by.rawValue)", "\(words: $0.reason)"] })
    }
}
