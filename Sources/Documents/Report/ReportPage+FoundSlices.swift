import Evidence

extension ReportPage {
    /// Slices that nobody named, as a chart and its table; why there are none; empty where a run looked for none.
    var foundSlices: HTML {
        guard let document = evidence.foundSlices else { return "" }
        let heading: HTML = "<h3>Found slices</h3>\n"
        let place = Pointer.foundSlices
        if let reason = document.reason {
            return heading + paragraph("No slices were looked for: \(figures.words(reason, at: place["reason"])).")
        }
        let how: HTML =
            "Conjunctions of up to three predicates on \(figures.counting(place["columns"], words: NumberText.counted(document.columns.count, "column"))) were looked for on \(figures.counted(place["searching"]["rows"], "row")), and put to the test on \(figures.counted(place["confirming"]["rows"], "other row"))"
        guard !document.slices.isEmpty else {
            return heading
                + paragraph(
                    "\(how). Of \(figures.counted(place["tested"], "candidate")), none loses more there than chance explains."
                )
        }
        let rest: HTML =
            document.isComplete
            ? "" : " Conjunctions of three were too many to look at all: those that promise most were."
        let text: HTML =
            "\(how), whose figures stand here. Of \(figures.counted(place["tested"], "candidate")), \(figures.counting(place["slices"], words: NumberText.count(document.slices.count))) \(document.slices.count == 1 ? "was" : "were") confirmed; \(figures.percent(place["false_discovery_rate"])) of such are expected to be false. They stand by SliceLine's score, which weighs the loss against the number of rows.\(rest)"
        return heading + paragraph(text) + "\n" + foundSliceChart(document)
    }

    private func foundSliceChart(_ document: FoundSlicesDocument) -> HTML {
        let place = Pointer.foundSlices["slices"]
        let rows = document.slices.enumerated().map { index, slice -> [HTML] in
            let here = place[index]
            return [
                figures.words(slice.words, at: here["predicates"]), figures.count(here["rows"]),
                figures.metric(here["mean_loss"]),
                "\(figures.difference(here["difference"])) <span class=\"range\">[\(figures.difference(here["lower"])), \(figures.difference(here["upper"]))]</span>",
                figures.percent(here["loss_share"]), figures.metric(here["score"]),
            ]
        }
        let data = table(
            "Highest score first",
            ["slice", "rows", "\(document.loss.words)", "beyond other rows", "of all loss", "score"],
            numbersFrom: 1, rows)
        guard let mean = document.confirming.meanLoss else { return data }
        let chart = RowChart(
            rows: document.slices.enumerated().map { index, slice in
                // The mean of the other rows is the distance of the two.
                let other = slice.meanLoss - slice.difference
                return .init(
                    name: slice.words, value: slice.meanLoss, bounds: (slice.lower + other, slice.upper + other),
                    place: place[index]["mean_loss"])
            }, reference: .init(name: "all rows", value: mean), text: NumberText.metric)
        return Chart(
            title: foundSliceTitle(document),
            description:
                "A dot for each slice on its mean \(document.loss.words) with the 95 % interval of its distance from the other rows; the dashed line is the mean of all rows.",
            height: chart.height, marks: chart.marks(figures), table: data
        ).html(figures)
    }

    private func foundSliceTitle(_ document: FoundSlicesDocument) -> TracedText {
        let place = Pointer.foundSlices
        let first = place["slices"][0]
        let text = NumberText.metric as (Double) -> String
        return
            "The weakest slice loses \(at: first["mean_loss"], text) a row, against \(at: place["confirming"]["mean_loss"], text) of all rows"
    }
}

extension Markdown {
    /// Slices that nobody named, for the documents.
    static func foundSlices(_ evidence: RunEvidence) -> Markdown {
        guard let document = evidence.foundSlices, let mean = document.confirming.meanLoss, document.reason == nil
        else {
            return "Weak slices were not looked for."
        }
        guard !document.slices.isEmpty else {
            return
                "Weak slices were looked for among \(NumberText.counted(document.columns.count, "column")); none was confirmed."
        }
        let rows = document.slices.prefix(10).map { slice -> [Markdown] in
            [
                "\(slice.words)", "\(NumberText.count(slice.rows))", "\(NumberText.metric(slice.meanLoss))",
                "\(NumberText.percent(slice.lossShare))",
            ]
        }
        return .blocks([
            "Where it is weak: slices that were looked for on one half of \(Sentences.judged(evidence)) and confirmed on the other, whose mean \(document.loss.words) is \(NumberText.metric(mean)):",
            .table(["slice", "rows", "\(document.loss.words)", "of all loss"], numbersFrom: 1, rows),
        ])
    }
}
