import Evidence

extension ReportPage {
    /// Pairs of labels that the page lists.
    private static let pairsShown = 10

    /// Labels that look wrong, by given and suggested class; empty where no labels were looked at.
    var labelErrors: HTML {
        guard let document = evidence.labelErrors else { return "" }
        let place = Pointer.labelErrors
        let found = figures.count(place["suspected"])
        let looked = figures.counted(place["rows"], "label")
        guard document.suspected > 0 else {
            return "<h3>Labels against models</h3>\n"
                + paragraph("None of \(looked) looks wrong to models that did not see its row.")
        }
        let rows = document.pairs.prefix(Self.pairsShown).enumerated().map { index, pair -> [HTML] in
            ["\(pair.given)", "\(pair.suggested)", figures.count(place["pairs"][index]["rows"])]
        }
        let verb: HTML = document.suspected == 1 ? "looks" : "look"
        let share = figures.percent(place["suspected"], of: place["rows"])
        let sentence: HTML =
            document.reading == .wrong
            ? "\(found) of \(looked) (\(share)) \(verb) wrong to models that did not see their rows, \(figures.count(place["far"])) of them by far. Some are wrong, others only lie between two classes: which, a person who knows the rows can tell."
            : "The label is noisy: \(found) of \(looked) (\(share)) \(verb) like another class to models that did not see their rows, \(figures.count(place["far"])) of them by far. That is what outcomes look like that the columns decide only in part; it does not say that labels are wrong."
        let rest: HTML =
            document.pairs.count > Self.pairsShown
            ? paragraph("Only the most frequent pairs are shown.") : ""
        return (document.reading == .wrong ? "<h3>Suspected labels</h3>\n" : "<h3>A noisy label</h3>\n")
            + paragraph(
                "\(sentence) They are in \(code("evaluation/label_errors.parquet")), the most doubtful first."
            )
            + "\n"
            + table(
                document.reading == .wrong ? "Which label is suspected to be which" : "Which label looks like which",
                ["given", "suggested", "rows"], numbersFrom: 2, rows) + rest
    }
}
