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
            return "<h3>Suspected labels</h3>\n"
                + paragraph("None of \(looked) looks wrong to models that did not see its row.")
        }
        let rows = document.pairs.prefix(Self.pairsShown).enumerated().map { index, pair -> [HTML] in
            ["\(pair.given)", "\(pair.suggested)", figures.count(place["pairs"][index]["rows"])]
        }
        let verb: HTML = document.suspected == 1 ? "looks" : "look"
        let rest: HTML =
            document.pairs.count > Self.pairsShown
            ? paragraph("Only the most frequent pairs are shown.") : ""
        return "<h3>Suspected labels</h3>\n"
            + paragraph(
                "\(found) of \(looked) (\(figures.percent(place["suspected"], of: place["rows"]))) \(verb) wrong to models that did not see their rows. Some are wrong, others only lie between two classes: which, a person who knows the rows can tell. They are in \(code("evaluation/label_errors.parquet")), the most doubtful first."
            )
            + "\n"
            + table("Which label is suspected to be which", ["given", "suggested", "rows"], numbersFrom: 2, rows) + rest
    }
}
