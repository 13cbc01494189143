import Evidence

extension ReportPage {
    /// What is predicted and seen, period by period, with the intervals of what is seen.
    var timeChart: HTML? {
        guard let time = evidence.curves?.time, time.bins.count > 1 else { return nil }
        let bins = time.bins
        let values = bins.flatMap { [$0.predicted, $0.observed] + [$0.lower, $0.upper].compactMap(\.self) }
        let height = 280.0
        let axes = Axes(
            x: PeriodScale(names: bins.map(\.from), from: AxesRoom.left, to: AxesRoom.right),
            y: LinearScale(over: values, from: height - AxesRoom.bottom, to: AxesRoom.top, steps: 4), height: height)
        let isRegression = brief.task == .regression
        var marks = axes.html(
            x: "\(time.unit.rawValue) from", y: isRegression ? "mean of \(brief.label)" : "share of positive rows")
        let places = bins.indices.map(Double.init)
        marks += bins.indices.compactMap { index in
            guard let lower = bins[index].lower, let upper = bins[index].upper else { return nil }
            return Marks.whisker(
                x: axes.x.position(places[index]), from: axes.y.position(lower), to: axes.y.position(upper))
        }
        let predicted = bins.indices.map { axes.point(places[$0], bins[$0].predicted) }
        marks.append(Marks.line(predicted, .two))
        marks += Marks.scatter(bins.indices.map { axes.point(places[$0], bins[$0].observed) })
        marks += legend(axes)
        return Chart(
            title: timeTitle(time),
            description:
                "Means of \(Sentences.judged(evidence)) by \(time.unit.rawValue): what was observed as dots with 95 % intervals, what \(evidence.curves?.candidate ?? metrics.chosen) predicts as a dashed line.",
            height: axes.height, marks: marks, table: timeTable(time)
        ).html(figures)
    }

    /// Dot and dash with their words, above the grid on the right.
    private func legend(_ axes: Axes<PeriodScale, LinearScale>) -> [HTML] {
        [
            Marks.dot((214, 8)), Marks.text("observed", at: (224, 12)),
            Marks.line([(284, 8), (304, 8)], .two), Marks.text("predicted", at: (308, 12)),
        ]
    }

    /// The period whose interval is furthest from what is predicted.
    func timeTitle(_ time: CurvesDocument.TimeCurve) -> TracedText {
        let isRegression = brief.task == .regression
        let text: (Double) -> String = { isRegression ? NumberText.metric($0) : NumberText.percent($0) }
        let place = Pointer.curves["time"]["bins"]
        guard let worst = Sentences.furthestPeriod(time) else {
            return "No \(time.unit.rawValue) is further from the prediction than chance explains"
        }
        let side = time.bins[worst].predicted < time.bins[worst].observed ? "under-predicted" : "over-predicted"
        let (unit, from) = (time.unit.rawValue, time.bins[worst].from)
        let (predicted, seen) = (place[worst]["predicted"], place[worst]["observed"])
        return
            "The \(unit) from \(from, at: place[worst]["from"]) is \(side): \(at: predicted, text) predicted, \(at: seen, text) observed"
    }

    private func timeTable(_ time: CurvesDocument.TimeCurve) -> HTML {
        let place = Pointer.curves["time"]["bins"]
        let isRegression = brief.task == .regression
        let figure = { (pointer: Pointer) in isRegression ? figures.metric(pointer) : figures.percent(pointer) }
        let rows = time.bins.indices.map { index -> [HTML] in
            let here = place[index]
            let bounds: HTML =
                time.bins[index].lower == nil
                ? "" : " <span class=\"range\">[\(figure(here["lower"])), \(figure(here["upper"]))]</span>"
            return [
                figures.moment(time.bins[index].from, at: here["from"]), figures.count(here["rows"]),
                figure(here["predicted"]),
                "\(figure(here["observed"]))\(bounds)",
            ]
        }
        return table(
            "\(Sentences.judgedTitle(evidence)) by \(time.unit.rawValue)", ["from", "rows", "predicted", "observed"],
            numbersFrom: 1, rows)
    }

    /// The metric on the rows that choose, over the rounds of each candidate that grows.
    var learningCharts: [HTML] {
        (evidence.curves?.learning ?? []).indices.compactMap(learningChart)
    }

    private func learningChart(_ index: Int) -> HTML? {
        guard let curve = evidence.curves?.learning[index], curve.points.count > 1,
            let chosen = curve.points.firstIndex(where: { $0.iteration == curve.chosen })
        else { return nil }
        let place = Pointer.curves["learning"][index]["points"]
        let height = 270.0
        let axes = Axes(
            x: curve.points.map { Double($0.iteration) } + [0], y: curve.points.map(\.value), height: height, steps: 4)
        let points = curve.points.map { axes.point(Double($0.iteration), $0.value) }
        let at = points[chosen]
        let isHigh = at.y < height / 2
        let marks =
            axes.html(x: "rounds", y: "\(curve.metric) on \(learningRows)") + [
                Marks.rule((at.x, AxesRoom.top), (at.x, height - AxesRoom.bottom)), Marks.line(points), Marks.dot(at),
                figures.label(
                    [place[chosen]["value"]], at: (at.x, at.y + (isHigh ? 20 : -10)), at.x > 280 ? .end : .middle
                ) { NumberText.metric($0[0]) },
            ]
        let rows = PredictionCharts.sampled(curve.points.count).map { point -> [HTML] in
            [figures.count(place[point]["iteration"]), figures.metric(place[point]["value"])]
        }
        return Chart(
            title: learningTitle(
                curve, kept: place[chosen]["iteration"], grown: place[curve.points.count - 1]["iteration"]),
            description:
                "\(curve.metric) of \(curve.candidate) on \(learningRows) over the rounds grown; the dashed line is the round that is kept.",
            height: height, marks: marks,
            table: table(
                charts.sampledCaption(curve.points.count), ["rounds", "\(curve.metric)"], numbersFrom: 0, rows)
        ).html(figures)
    }

    /// The rows by which rounds were chosen; of the folds, the one whose choice the kept model is fitted with.
    private var learningRows: String { isHeldOutInTurn ? "the validation rows of one fold" : "validation" }

    private func learningTitle(_ curve: CurvesDocument.LearningCurve, kept: Pointer, grown: Pointer) -> TracedText {
        let rounds: (Double) -> String = { NumberText.counted(Int($0), "round") }
        let count: (Double) -> String = { NumberText.count(Int($0)) }
        if curve.chosen == curve.points.last?.iteration {
            return "\(curve.candidate) was still getting better after \(at: grown, rounds)"
        }
        let part = learningRows
        return "\(curve.candidate) is best on \(part) after \(at: kept, count) of \(at: grown, rounds)"
    }
}

/// Periods one after the other; some of them are named.
struct PeriodScale: ChartScale {
    /// The first day of each period, ISO 8601.
    let names: [String]
    let from: Double
    let to: Double

    /// Half a step from either end, so that nothing stands on the frame.
    func position(_ value: Double) -> Double { from + (to - from) * (value + 0.5) / Double(max(names.count, 1)) }

    /// At most four names; the year stands where it differs from the one before.
    var ticks: [Tick] {
        let stride = max(1, (names.count + 3) / 4)
        return Swift.stride(from: 0, to: names.count, by: stride).map { index in
            Tick(position: position(Double(index)), label: names[index])
        }
    }
}
