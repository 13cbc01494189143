import Evidence

extension ReportPage {
    var problemAndData: HTML {
        let gist: HTML = "\(figures.counted(Pointer.evidence["data"]["rows"], "row")) · \(sourceCount)"
        return fold(
            "data", "Problem and data", gist: gist,
            [
                paragraph(
                    brief.problem.map { figures.words($0, at: Pointer.evidence["brief"]["problem"]) }
                        ?? "The brief states no problem."), facts, inferences, sources,
                rowsThroughSteps, columns, sql,
            ])
    }

    private var sourceCount: HTML {
        figures.counting(Pointer.evidence["data"]["sources"], words: NumberText.counted(data.sources.count, "source"))
    }

    private var facts: HTML {
        var items: [HTML] = ["Label: \(code(brief.label))\(classes)"]
        items.append(
            brief.key.isEmpty
                ? "Key: none given; a row is known by its content"
                : "Key: \(HTML.joined(brief.key.map(code), by: ", "))")
        if let time = brief.time { items.append("Moment of prediction: \(code(time))\(cover)\(assumed)") }
        if let weight = brief.weight { items.append("Weight of a row: \(code(weight))") }
        items.append(
            "Primary metric: \(code(brief.primary.rawValue)); guardrails: \(joined(brief.guardrails, none: "none"))")
        if let owner = brief.owner { items.append("Owner: \(owner)") }
        return list(items)
    }

    private var assumed: HTML {
        guard let reason = brief.timeAssumed else { return "" }
        return "<br><span class=\"warning\">assumed, for the owner to confirm</span>: "
            + figures.words(reason, at: Pointer.evidence["brief"]["time_assumed"])
    }

    private var classes: HTML {
        guard brief.task.isClassification else { return ", a number" }
        let positive: HTML = brief.positive.map { "; positive is \(code($0))" } ?? ""
        let count = figures.counting(
            Pointer.evidence["brief"]["classes"], words: NumberText.counted(brief.classes.count, "class", "classes"))
        return ", \(count)\(positive)"
    }

    private var cover: HTML {
        guard let first = data.firstTime, let last = data.lastTime else { return "" }
        let place = Pointer.evidence["data"]
        return ", from \(moment(first, at: place["first_time"])) to \(moment(last, at: place["last_time"]))"
    }

    private func moment(_ text: String, at place: Pointer) -> HTML { figures.moment(text, at: place) }

    private func joined(_ texts: [String], none: HTML) -> HTML {
        texts.isEmpty ? none : HTML.joined(texts.map(code), by: ", ")
    }

    private var inferences: HTML {
        if brief.inferred.isEmpty { return "" }
        let items = brief.inferred.map { "\(code($0.key)): \($0.value), since \($0.reason)" as HTML }
        return "<h3>What the brief left open</h3>\n\(list(items))"
    }

    private var sources: HTML {
        let rows = data.sources.enumerated().map { index, source -> [HTML] in
            let place = Pointer.evidence["data"]["sources"][index]
            return [
                code(source.name), "\(source.format)", figures.count(place["files"]), figures.count(place["rows"]),
            ]
        }
        return
            "<h3>Sources</h3>\n\(table("As read, before the SQL", ["source", "format", "files", "rows"], numbersFrom: 2, rows))"
    }

    private var rowsThroughSteps: HTML {
        let place = Pointer.evidence["data"]
        var rows: [[HTML]] = [
            ["Result of the SQL", figures.count(place["dataset_rows"])],
            ["Left out: without a label", figures.count(place["rows_without_label"])],
            ["Worked on", figures.count(place["rows"])],
        ]
        if evidence.split.leftOut > 0 {
            rows.append(["Left out: in no part of the split", figures.count(Pointer.evidence["split"]["left_out"])])
        }
        return
            "<h3>Rows through each step</h3>\n\(table("Every row is accounted for", ["step", "rows"], numbersFrom: 1, rows))"
    }

    private var columns: HTML {
        let excluded = Dictionary(
            brief.excluded.enumerated().map { ($0.element.column, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let rows = data.columns.enumerated().map { index, column -> [HTML] in
            let place = Pointer.evidence["data"]["columns"][index]
            let use: HTML =
                excluded[column.name].map { number in
                    let reason = Pointer.evidence["brief"]["excluded"][number]["reason"]
                    return "not a feature: \(figures.words(brief.excluded[number].reason, at: reason))"
                } ?? "feature"
            let distinct: HTML = column.distinct == nil ? "–" : figures.count(place["distinct"])
            let nulls = figures.count(place["nulls"])
            let share: HTML =
                column.nulls == 0 ? "" : figures.percent(place["nulls"], of: Pointer.evidence["data"]["rows"])
            return [code(column.name), "\(column.type)", use, nulls, share, distinct]
        }
        let header: [HTML] = ["column", "type", "use", "missing", "share", "distinct"]
        return "<h3>Columns</h3>\n\(table("Of the dataset, in its order", header, numbersFrom: 3, rows))"
    }

    private var sql: HTML {
        // The outer element keeps line breaks; each line is escaped by itself, since escaping folds breaks.
        let lines = data.sql.split(omittingEmptySubsequences: false) { $0.isNewline }.map { "\(String($0))" as HTML }
        return "<h3>The dataset's SQL</h3>\n<pre tabindex=\"0\"><code>\(HTML.joined(lines, by: "\n"))</code></pre>"
    }

    var split: HTML {
        let rows = evidence.split.parts.enumerated().map { index, part -> [HTML] in
            let place = Pointer.evidence["split"]["parts"][index]
            let period: HTML =
                part.from.flatMap { from in
                    part.to.map { "\(moment(from, at: place["from"])) to<br>\(moment($0, at: place["to"]))" }
                } ?? ""
            return [
                "\(Sentences.part(part.name))", period, figures.count(place["rows"]),
                figures.percent(place["rows"], of: Pointer.evidence["data"]["rows"]),
            ] + labelCells(part, place)
        }
        var header: [HTML] = ["part", "period", "rows", "share"]
        if brief.task == .regression {
            header.append("mean label")
        } else {
            header += shownClasses.map { "\(brief.classes[$0])" }
        }
        let how: HTML =
            switch evidence.split.by {
            case "time":
                "By time: later rows are predicted from earlier ones; all rows of one moment stand on one side."
            case "group": "By group: all rows of one group stand in one part."
            default: "At random by a hash of the row's key, so that the order of rows plays no part."
            }
        let folds: HTML =
            evidence.split.folds.map { folds in
                let times: HTML =
                    folds.repeats > 1
                    ? ", dealt \(figures.count(Pointer.evidence["split"]["folds"]["repeats"])) times" : ""
                return """
                     Every row is held out in one of \(figures.count(Pointer.evidence["split"]["folds"]["count"])) folds\(times), \
                    and predicted by a model that was fitted on other rows; all figures are of these predictions. The model \
                    that is kept is fitted once more at the end, on train and validation rows together, with the settings \
                    that the folds chose: no figure is its own.
                    """
            } ?? ""
        let title: HTML =
            evidence.split.folds == nil
            ? "Training fits, validation chooses, test is read once"
            : "Train and validation rows fit the kept model; rows out of fold, which are among them, give the figures"
        return fold(
            "split", "Split", gist: splitGist,
            [paragraph("\(how)\(folds)"), table(title, header, numbersFrom: 2, rows)])
    }

    /// `SplitSummary.words` with its figures traced.
    private var splitGist: HTML {
        let place = Pointer.evidence["split"]
        let names = evidence.split.parts.map(\.name)
        func rows(_ index: Int) -> HTML { figures.count(place["parts"][index]["rows"]) }
        guard evidence.split.folds != nil else {
            let parts = names.indices.map { "\(Sentences.part(names[$0])) \(rows($0))" as HTML }
            return "by \(evidence.split.by) · \(HTML.joined(parts, by: " · "))"
        }
        let held = names.firstIndex(of: MetricsDocument.Split.outOfFold.rawValue)
        return
            "by \(evidence.split.by) · \(held.map(rows) ?? "–") rows held out in turn in \(figures.counted(place["folds"]["count"], "fold"))"
    }

    /// At most ten classes have a column of their own.
    private var shownClasses: Range<Int> { 0..<min(brief.classes.count, 10) }

    private func labelCells(_ part: SplitSummary.Part, _ place: Pointer) -> [HTML] {
        if brief.task == .regression {
            return [part.labelMean == nil ? "–" : figures.metric(place["label_mean"])]
        }
        return shownClasses.map { index in
            guard part.classRows.indices.contains(index) else { return "–" }
            let rows = place["class_rows"][index]
            return "\(figures.count(rows)) <span class=\"aside\">\(figures.percent(rows, of: place["rows"]))</span>"
        }
    }

    var features: HTML {
        let place = Pointer.evidence["features"]
        let rows = evidence.features.features.enumerated().map { index, feature -> [HTML] in
            [
                code(feature.column), "\(feature.kind)",
                figures.words(feature.treatment, at: place["features"][index]["treatment"]),
                figures.count(place["features"][index]["width"]),
            ]
        }
        let gist: HTML =
            "\(figures.counted(place["source_columns"], "column")) → \(figures.count(place["linear_width"])) for linear models"
        return fold(
            "features", "Features", gist: gist,
            [
                paragraph(
                    evidence.split.folds == nil
                        ? "Fitted on the training rows alone, then applied to every row alike."
                        : "Those of the kept model, fitted on its training rows and applied to every row alike; each fold fits its own on rows that it does not hold out."
                ),
                table("What is made of each column", ["column", "kind", "treatment", "width"], numbersFrom: 3, rows),
            ])
    }
}
