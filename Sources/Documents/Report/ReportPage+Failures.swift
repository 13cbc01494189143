import Evidence

extension ReportPage {
    /// Rules that part the rows, with the share of the loss that each carries; empty where there are none.
    var failureModes: HTML {
        guard let document = evidence.errors, document.modes.count > 1 else { return "" }
        let place = Pointer.errors["modes"]
        let rows = document.modes.enumerated().map { index, mode -> [HTML] in
            let here = place[index]
            let range: HTML =
                mode.lower == nil
                ? ""
                : " <span class=\"range\">[\(figures.difference(here["lower"])), \(figures.difference(here["upper"]))]</span>"
            return [
                figures.words(mode.words, at: here["predicates"]), figures.percent(here["row_share"]),
                figures.percent(here["loss_share"]), figures.metric(here["mean_loss"]),
                "\(figures.difference(here["difference"]))\(range)",
            ]
        }
        let data = table(
            "The largest \(document.loss.words) a row first",
            ["rows where", "of rows", "of all loss", "\(document.loss.words)", "beyond other rows"], numbersFrom: 1,
            rows)
        let chart = RowChart(
            rows: document.modes.enumerated().map { index, mode in
                .init(name: mode.words, value: mode.lossShare, place: place[index]["loss_share"])
            }, isBars: true, text: NumberText.percent)
        let first = place[0]
        let drawing = Chart(
            title:
                "\(at: first["row_share"], NumberText.percent) of the rows carry \(at: first["loss_share"], NumberText.percent) of the loss",
            description:
                "A bar for each rule: the share of all \(document.loss.words) that the rows of the rule carry. The rules part the rows between them.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
        return "<h3>Failure modes</h3>\n"
            + paragraph(
                "Rules of at most three questions part the rows by what is lost on them. They were made on one half of \(Sentences.judged(evidence)); the figures are of the \(figures.counted(Pointer.errors["judging"]["rows"], "row")) of the other, whose mean \(document.loss.words) is \(figures.metric(Pointer.errors["judging"]["mean_loss"]))."
            ) + "\n" + drawing
    }

    /// Columns that errors still follow.
    var residualStructure: HTML {
        guard let document = evidence.errors, !document.residuals.isEmpty else { return "" }
        let place = Pointer.errors["residuals"]
        let rows = document.residuals.enumerated().map { index, residual -> [HTML] in
            let here = place[index]
            return [
                code(residual.column), figures.percent(here["explained"]),
                figures.words(residual.level.label, at: here["level"]["kind"]), figures.count(here["rows"]),
                "\(figures.difference(here["mean"])) <span class=\"range\">[\(figures.difference(here["lower"])), \(figures.difference(here["upper"]))]</span>",
            ]
        }
        return "<h3>What errors still follow</h3>\n"
            + paragraph(
                "Columns whose values have errors to one side, beyond the mean error of all rows, by more than chance explains, among all values of all columns. A model that had taken all from them would leave none."
            ) + "\n"
            + table(
                "The largest share of squared errors first",
                ["column", "explains", "surest at", "rows", "observed less predicted"], numbersFrom: 3, rows)
    }

    /// The rows of the largest losses, as the file has them.
    var worstRows: HTML {
        guard let document = evidence.errors, !document.examples.isEmpty else { return "" }
        let place = Pointer.errors["examples"]
        func cells(_ cells: [ErrorsDocument.Cell], _ place: Pointer) -> HTML {
            figures.words(cells.map { "\($0.column) \($0.value ?? "missing")" }.joined(separator: ", "), at: place)
        }
        let hasKey = document.examples.contains { !$0.key.isEmpty }
        let rows = document.examples.enumerated().map { index, example -> [HTML] in
            let here = place[index]
            return (hasKey ? [cells(example.key, here["key"])] : []) + [
                figures.words(example.truth, at: here["truth"]),
                figures.words(example.predicted, at: here["predicted"]),
                figures.metric(here["loss"]), cells(example.values, here["values"]),
            ]
        }
        return "<h3>Furthest from the truth</h3>\n"
            + table(
                "The largest \(document.loss.words) first",
                (hasKey ? ["key"] : []) + ["truth", "predicted", "loss", "values"],
                numbersFrom: hasKey ? 5 : 4, rows)
    }
}

extension Markdown {
    /// Rules that part the rows by what is lost on them, for the documents.
    static func failureModes(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.errors, document.modes.count > 1 else {
            return "No rule parts the rows by how wrong the model is."
        }
        let rows = document.modes.map { mode -> [Markdown] in
            [
                "\(mode.words)", "\(NumberText.percent(mode.rowShare))", "\(NumberText.percent(mode.lossShare))",
                "\(NumberText.metric(mode.meanLoss))",
            ]
        }
        return .blocks([
            "Failure modes, made on one half of \(Sentences.judged(evidence)) and measured on the other:",
            .table(["rows where", "of rows", "of all loss", "\(document.loss.words)"], numbersFrom: 1, rows),
        ])
    }
}
