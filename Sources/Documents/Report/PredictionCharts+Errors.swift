import Evidence

extension PredictionCharts {
    /// How large errors are, and where predictions lie off; empty unless the task is regression.
    var residualCharts: HTML { row([residualChart, agreementChart]) }

    private var residualChart: HTML? {
        guard let curves, !curves.residuals.isEmpty else { return nil }
        let bins = curves.residuals
        let axes = Axes(
            x: bins.flatMap { [$0.lower, $0.upper] }, y: [0] + bins.map { Double($0.rows) }, height: 270, steps: 4)
        let zero = axes.y.position(0)
        let bars = bins.map { bin in
            Marks.bar(
                from: (axes.x.position(bin.lower) + 0.5, zero),
                to: (axes.x.position(bin.upper) - 0.5, axes.y.position(Double(bin.rows))))
        }
        let middle = axes.x.position(0)
        let marks =
            axes.html(x: "observed less predicted", y: "rows") + bars + [
                Marks.rule((middle, AxesRoom.top), (middle, zero))
            ]
        let place = Pointer.curves["residuals"]
        let rows = bins.indices.map { index -> [HTML] in
            [
                figures.figure([place[index]["lower"], place[index]["upper"]]) {
                    "\(NumberText.metric($0[0])) to \(NumberText.metric($0[1]))"
                }, figures.count(place[index]["rows"]),
            ]
        }
        let beyond = figures.counted(Pointer.curves["residuals_beyond"], "row")
        return Chart(
            title: residualTitle(bins),
            description:
                "A histogram of the errors of \(curves.candidate) on \(judged), observed less predicted; errors of no size stand at the dashed line.",
            height: axes.height, marks: marks,
            table: table("\(beyond) beyond these bounds", ["observed less predicted", "rows"], numbersFrom: 1, rows)
        ).html(figures)
    }

    private func residualTitle(_ bins: [CurvesDocument.ResidualBin]) -> TracedText {
        let place = Pointer.curves["residuals"]
        let above = bins.indices.filter { bins[$0].lower >= 0 }
        let below = bins.indices.filter { bins[$0].upper <= 0 }
        if let median = medianError, figures.files.number(median) != nil {
            return "Half of the errors are smaller than \(at: median, NumberText.metric)"
        }
        let (high, low) = (below.reduce(0) { $0 + bins[$1].rows }, above.reduce(0) { $0 + bins[$1].rows })
        let side = (high > low ? below : above).map { place[$0]["rows"] }
        let all = bins.indices.map { place[$0]["rows"] }
        return
            "\(from: side, { NumberText.count(Int($0.reduce(0, +))) }) of \(from: all, { NumberText.counted(Int($0.reduce(0, +)), "row") }) are predicted too \(high > low ? "high" : "low")"
    }

    private var agreementChart: HTML? {
        guard let curves, curves.agreement.count > 1 else { return nil }
        let bins = curves.agreement
        let values = bins.flatMap { [$0.predicted, $0.observed, $0.lower, $0.upper] }
        let axes = Axes(x: values, y: values, height: 340, steps: 4)
        let (low, high) = (axes.x.lower, axes.x.upper)
        let marks =
            axes.html(x: "predicted", y: "observed") + [Marks.rule(axes.point(low, low), axes.point(high, high))]
            + bins.map {
                Marks.whisker(
                    x: axes.x.position($0.predicted), from: axes.y.position($0.lower), to: axes.y.position($0.upper))
            } + Marks.scatter(bins.map { axes.point($0.predicted, $0.observed) })
        let place = Pointer.curves["agreement"]
        let worst =
            bins.indices.max {
                abs(bins[$0].predicted - bins[$0].observed) < abs(bins[$1].predicted - bins[$1].observed)
            } ?? 0
        let rows = bins.indices.map { index -> [HTML] in
            let here = place[index]
            return [
                figures.count(here["rows"]), figures.metric(here["predicted"]),
                "\(figures.metric(here["observed"])) <span class=\"range\">\(figures.metric(here["lower"])) to \(figures.metric(here["upper"]))</span>",
            ]
        }
        return Chart(
            title:
                "Furthest apart: \(at: place[worst]["predicted"], NumberText.metric) predicted, \(at: place[worst]["observed"], NumberText.metric) observed",
            description:
                "Rows of \(judged) by prediction, in bins of equal weight: the mean label over the mean prediction, with whiskers that hold the middle 80 % of the labels. On the dashed diagonal they are equal.",
            height: axes.height, marks: marks,
            table: table(
                "Mean of the label, and the middle 80 % of it", ["rows", "predicted", "observed"], numbersFrom: 0, rows)
        ).html(figures)
    }

    /// Who is taken for whom, as shares of each true class; for three to twelve classes.
    func confusionChart(_ data: HTML) -> HTML? {
        guard (3...12).contains(classes.count), confusion.count == classes.count,
            confusion.allSatisfy({ $0.count == classes.count })
        else { return nil }
        let place = confusionPlace
        let columns = BandScale(count: classes.count, from: 100, to: 376)
        let size = columns.width
        let rows = BandScale(count: classes.count, from: 40, to: 40 + 276 * min(1, 44 / size))
        var marks = [
            Marks.text("true ↓", at: (0, 32), isQuiet: true),
            Marks.text("predicted →", at: (100, 12), isQuiet: true),
        ]
        for (truth, name) in classes.enumerated() {
            marks.append(Marks.text(LabelText.fit(name, width: 92), at: (0, rows.centre(truth) + 4)))
            marks.append(Marks.text(LabelText.fit(name, width: size - 4), at: (columns.centre(truth), 32), .middle))
            let total = max(1, confusion[truth].reduce(0, +))
            for predicted in classes.indices {
                let count = confusion[truth][predicted]
                marks.append(
                    Marks.cell(
                        from: (columns.start(predicted) + 1, rows.start(truth) + 1), width: size - 2,
                        height: rows.width - 2, share: Double(count) / Double(total)))
                guard classes.count <= 8 else { continue }
                marks.append(
                    figures.label(
                        [place[truth][predicted]], at: (columns.centre(predicted), rows.centre(truth) + 4), .middle
                    ) { NumberText.count(Int($0[0])) })
            }
        }
        return Chart(
            title: confusionTitle(confusion, classes),
            description:
                "Rows of \(judged) by true class, downwards, and predicted class, across; the darker a cell, the larger its share of the true class.",
            height: rows.to + 8, marks: marks, table: data
        ).html(figures)
    }

    private func confusionTitle(_ confusion: [[Int]], _ classes: [String]) -> TracedText {
        let pairs = confusion.indices.flatMap { truth in
            confusion.indices.filter { $0 != truth }.map { (truth: truth, predicted: $0) }
        }
        // The first of equals, so that the title does not depend on how a maximum is searched.
        let worst = pairs.reduce(pairs.first) { best, pair in
            guard let best else { return pair }
            return confusion[pair.truth][pair.predicted] > confusion[best.truth][best.predicted] ? pair : best
        }
        guard let worst, confusion[worst.truth][worst.predicted] > 0 else {
            return "No row of \(judged) is taken for another class"
        }
        let place = confusionPlace[worst.truth]
        return
            "\(classes[worst.truth]) is taken for \(classes[worst.predicted]) most often: \(at: place[worst.predicted], { NumberText.counted(Int($0), "row") }) of \(from: confusion.indices.map { place[$0] }, { NumberText.count(Int($0.reduce(0, +))) })"
    }
}
