import Evidence

extension PredictionCharts {
    /// Predicted against seen with intervals; the diagonal is perfect calibration.
    var calibrationChart: HTML? {
        guard let bins = calibration?.bins, bins.count > 1 else { return nil }
        let values = bins.reduce(into: [0.0]) { $0 += [$1.predicted, $1.observed, $1.upper ?? 0] }
        let axes = Axes(x: values, y: values, height: 340)
        let (low, high) = (axes.x.lower, axes.x.upper)
        var marks = axes.html(x: "predicted", y: "observed")
        marks.append(Marks.rule(axes.point(low, low), axes.point(high, high)))
        let bounded = bins.compactMap { bin in
            bin.lower.flatMap { lower in bin.upper.map { (predicted: bin.predicted, lower: lower, upper: $0) } }
        }
        if bounded.count == bins.count {
            marks.append(
                Marks.band(
                    lower: bounded.map { axes.point($0.predicted, $0.lower) },
                    upper: bounded.map { axes.point($0.predicted, $0.upper) }))
        }
        marks += bounded.map {
            Marks.whisker(
                x: axes.x.position($0.predicted), from: axes.y.position($0.lower), to: axes.y.position($0.upper))
        }
        let points = bins.map { axes.point($0.predicted, $0.observed) }
        marks.append(Marks.line(points))
        marks += Marks.scatter(points)
        return Chart(
            title: calibrationTitle(bins),
            description:
                "Mean score and share of positive rows in bins of \(judged), with 95 % intervals as whiskers and a band; on the dashed diagonal they are equal.",
            height: axes.height, marks: marks, table: calibrationTable(bins)
        ).html(figures)
    }

    /// ``Sentences/calibration(_:)`` with its figures traced.
    private func calibrationTitle(_ bins: [CalibrationDocument.Bin]) -> TracedText {
        let worst = bins.indices.max {
            abs(bins[$0].predicted - bins[$0].observed) < abs(bins[$1].predicted - bins[$1].observed)
        }
        let place = Pointer.calibration["bins"]
        guard let worst, NumberText.percent(bins[worst].predicted) != NumberText.percent(bins[worst].observed) else {
            return "\(Sentences.calibration(bins))"
        }
        return
            "Furthest apart: \(at: place[worst]["predicted"], NumberText.percent) predicted, \(at: place[worst]["observed"], NumberText.percent) observed"
    }

    private func calibrationTable(_ bins: [CalibrationDocument.Bin]) -> HTML {
        let rows = bins.indices.map { index -> [HTML] in
            let place = Pointer.calibration["bins"][index]
            let range = figures.figure([place["lowest"], place["highest"]]) {
                "\(NumberText.fixed($0[0], decimals: 3)) to \(NumberText.fixed($0[1], decimals: 3))"
            }
            let bounds: HTML =
                bins[index].lower == nil
                ? ""
                : " <span class=\"range\">[\(figures.percent(place["lower"])), \(figures.percent(place["upper"]))]</span>"
            return [
                range, figures.count(place["rows"]), figures.percent(place["predicted"]),
                "\(figures.percent(place["observed"]))\(bounds)",
            ]
        }
        return table(
            "Bins of \(judged)", ["scores", "rows", "predicted", "observed"], numbersFrom: 1, rows)
    }

    /// The calibration error beside that of perfect scores, and what the Brier score is made of.
    var calibrationParts: HTML? {
        guard let document = calibration, document.perfect != nil, document.brier != nil else { return nil }
        let place = Pointer.calibration
        let perfect = place["perfectly_calibrated"]
        let errors: [[HTML]] = [
            [code("expected_calibration_error"), figures.metricValue(place["expected_calibration_error"])],
            ["less what chance adds", figures.metric(place["debiased_error"])],
            [
                "of perfectly calibrated scores",
                "\(figures.metric(perfect["lower"])) to \(figures.metric(perfect["upper"]))",
            ],
        ]
        let brier = place["brier"]
        let parts: [[HTML]] = [
            ["reliability: distance of predicted and observed", figures.metric(brier["reliability"])],
            ["less resolution: how far bins differ", figures.metric(brier["resolution"])],
            ["uncertainty: variance of the label", figures.metric(brier["uncertainty"])],
            ["within bins", figures.metric(brier["within_bins"])],
            [code("brier_score"), figures.metric(brier["score"])],
        ]
        return
            "\(table("How far predicted shares are from those observed", ["calibration error", "value"], numbersFrom: 1, errors))\n\(table("What the Brier score is made of", ["part", "value"], numbersFrom: 1, parts))"
    }

    /// Where the scores of each class lie, and the threshold between them.
    var scoreChart: HTML? {
        guard let curves, !curves.scores.isEmpty, classes.count == 2 else { return nil }
        let bins = curves.scores
        let threshold = threshold
        let axes = Axes(
            x: bins.flatMap { [$0.lower, $0.upper] } + (threshold.map { [$0] } ?? []),
            y: [0] + bins.flatMap { [$0.negative, $0.positive] }, height: 270)
        let zero = axes.y.position(0)
        var marks = axes.html(x: "score", y: "share of the class")
        for bin in bins {
            let (left, right) = (axes.x.position(bin.lower), axes.x.position(bin.upper))
            let middle = (left + right) / 2
            marks.append(Marks.bar(from: (left + 0.5, zero), to: (middle, axes.y.position(bin.negative)), .two))
            marks.append(Marks.bar(from: (middle, zero), to: (right - 0.5, axes.y.position(bin.positive))))
        }
        for (place, hue) in [(0, Marks.Hue.two), (1, .one)] {
            let y = AxesRoom.top + 12 + 18 * Double(place)
            marks.append(Marks.bar(from: (258, y - 8), to: (267, y + 1), hue))
            marks.append(Marks.text(LabelText.fit(classes[place], width: 92), at: (273, y)))
        }
        if let threshold {
            let x = axes.x.position(threshold)
            marks.append(Marks.rule((x, AxesRoom.top), (x, zero)))
            // Beside the line, on the side that the names of the classes leave free.
            let isLeft = x > 150
            marks.append(
                figures.label(
                    [thresholdPlace], at: (x + (isLeft ? -6 : 6), AxesRoom.top + 12),
                    isLeft ? .end : .start
                ) { "threshold \(NumberText.setting($0[0]))" })
        }
        let place = Pointer.curves["scores"]
        let rows = bins.indices.map { index -> [HTML] in
            [
                figures.figure([place[index]["lower"], place[index]["upper"]]) {
                    "\(NumberText.fixed($0[0], decimals: 3)) to \(NumberText.fixed($0[1], decimals: 3))"
                }, figures.percent(place[index]["negative"]), figures.percent(place[index]["positive"]),
            ]
        }
        return Chart(
            title: "Scores of the two classes overlap by \(at: Pointer.curves["score_overlap"], NumberText.percent)",
            description:
                "Two histograms of the scores of \(curves.candidate) on \(judged), one a class, each as shares of its class: hollow bars for \(classes[0]), filled bars for \(classes[1]). The threshold is a dashed line.",
            height: axes.height, marks: marks,
            table: table(
                "Shares of each class", ["scores", "\(classes[0])", "\(classes[1])"], numbersFrom: 1, rows)
        ).html(figures)
    }

    /// What thresholds cost, or what they find, with the chosen one marked.
    var thresholdCharts: HTML { row([costChart, tradeChart, gainsChart]) }

    private var costChart: HTML? {
        guard let document = thresholds, let chosen = document.chosen,
            let index = document.curve.firstIndex(where: { $0.threshold == chosen }), document.curve.count > 1,
            document.curve[index].cost != nil
        else { return nil }
        let points = document.curve.compactMap { point in point.cost.map { (x: point.threshold, y: $0) } }
        let axes = Axes(x: points.map(\.x), y: [0] + points.map(\.y), height: 270)
        let place = Pointer.thresholds["curve"]
        let own = [place[index]["threshold"], place[index]["cost"]]
        let at = axes.point(chosen, document.curve[index].cost ?? 0)
        let marks =
            axes.html(x: "threshold", y: "expected cost a row") + [
                Marks.rule((at.x, AxesRoom.top), (at.x, axes.y.position(0))),
                Marks.line(points.map { axes.point($0.x, $0.y) }), Marks.dot(at),
                figures.label([own[1]], at: (at.x + (at.x > 300 ? -9 : 9), at.y + 18), at.x > 300 ? .end : .start) {
                    NumberText.metric($0[0])
                },
            ]
        let half = chosen == 0.5 ? nil : document.curve.firstIndex { $0.threshold == 0.5 }
        let title: TracedText =
            half.map { half in
                "A threshold of \(at: own[0], NumberText.setting) costs \(at: own[1], NumberText.metric) a row; 0.5 costs \(at: place[half]["cost"], NumberText.metric)"
            } ?? "A threshold of \(at: own[0], NumberText.setting) costs \(at: own[1], NumberText.metric) a row"
        return Chart(
            title: title,
            description:
                "The expected cost a row on \(choosing) over the threshold; a dot on a dashed line marks the chosen one.",
            height: axes.height, marks: marks, table: thresholdTable(document)
        ).html(figures)
    }

    private var tradeChart: HTML? {
        guard let document = thresholds, let chosen = document.chosen, document.curve.count > 1,
            let index = document.curve.firstIndex(where: { $0.threshold == chosen })
        else { return nil }
        let axes = Axes(x: document.curve.map(\.threshold), y: [0, 1], height: 270)
        let x = axes.x.position(chosen)
        let precision = document.curve.compactMap { point in
            point.precision.map { axes.point(point.threshold, $0) }
        }
        let recall = document.curve.compactMap { point in point.recall.map { axes.point(point.threshold, $0) } }
        guard let last = precision.last, let first = recall.first else { return nil }
        let place = Pointer.thresholds["curve"][index]
        let marks =
            axes.html(x: "threshold", y: "share") + [
                Marks.rule((x, AxesRoom.top), (x, axes.y.position(0))), Marks.line(precision),
                Marks.line(recall, .two),
                Marks.text("precision", at: (min(last.x, AxesRoom.right), last.y - 7), .end),
                Marks.text("recall", at: (first.x + 14, first.y - 4)),
            ]
        return Chart(
            title:
                "From \(at: place["threshold"], NumberText.setting) on, \(at: place["flagged"], NumberText.percent) of rows are predicted positive",
            description:
                "Precision as a line and recall as a dashed line on \(choosing) over the threshold; the chosen one is the upright dashed line.",
            height: axes.height, marks: marks, table: thresholdTable(document)
        ).html(figures)
    }

    /// How many of the positive rows are found among those of the highest scores.
    private var gainsChart: HTML? {
        guard let document = thresholds, document.curve.count > 1 else { return nil }
        // The lowest threshold stands first, and flags most.
        let points = document.curve.enumerated().compactMap { index, point in
            point.recall.map { (index: index, flagged: point.flagged, recall: $0) }
        }
        guard points.count > 1, let named = points.first(where: { $0.flagged <= 0.1 }) ?? points.last else {
            return nil
        }
        let axes = Axes(x: [0, 1], y: [0, 1], height: 270)
        let at = axes.point(named.flagged, named.recall)
        let place = Pointer.thresholds["curve"][named.index]
        let marks =
            axes.html(x: "share of rows, highest scores first", y: "share of positive rows") + [
                Marks.rule(axes.point(0, 0), axes.point(1, 1)),
                Marks.line(points.map { axes.point($0.flagged, $0.recall) }), Marks.dot(at),
                Marks.text("by chance", at: (axes.x.position(0.62), axes.y.position(0.5)), .start, isQuiet: true),
            ]
        return Chart(
            title:
                "The \(at: place["flagged"], NumberText.percent) of rows with the highest scores hold \(at: place["recall"], NumberText.percent) of the positive ones",
            description:
                "The share of positive rows that are found over the share of rows that are looked at, highest scores first, on \(choosing). On the dashed diagonal scores say nothing.",
            height: axes.height, marks: marks, table: thresholdTable(document)
        ).html(figures)
    }

    private func thresholdTable(_ document: ThresholdsDocument) -> HTML {
        let hasCosts = document.curve.contains { $0.cost != nil }
        let rows = Self.sampled(document.curve.count).map { index -> [HTML] in
            let (place, point) = (Pointer.thresholds["curve"][index], document.curve[index])
            return [figures.metric(place["threshold"])]
                + (hasCosts ? [point.cost == nil ? "–" : figures.metric(place["cost"])] : []) + [
                    point.precision == nil ? "–" : figures.percent(place["precision"]),
                    point.recall == nil ? "–" : figures.percent(place["recall"]), figures.percent(place["flagged"]),
                ]
        }
        let caption: HTML =
            document.curve.count > 21
            ? sampledCaption(document.curve.count, of: .thresholds) : "On \(choosing)"
        return table(
            caption, ["threshold"] + (hasCosts ? ["cost"] : []) + ["precision", "recall", "predicted positive"],
            numbersFrom: 0, rows)
    }
}
