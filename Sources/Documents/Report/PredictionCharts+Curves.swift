import Evidence

extension PredictionCharts {
    /// ROC and precision–recall beside one another; empty unless the task is binary.
    var curveCharts: HTML { row([rocChart, precisionRecallChart]) }

    private var rocChart: HTML? {
        guard let curves, curves.roc.count > 1 else { return nil }
        let points = curves.roc
        let axes = Axes(x: [0, 1], y: [0, 1], height: 340)
        let place = Pointer.curves["roc"]
        // The best that is found with at most one false alarm among ten negative rows.
        let index = points.lastIndex { $0.falsePositiveRate <= 0.1 } ?? 0
        let named = points[index]
        let at = axes.point(named.falsePositiveRate, named.truePositiveRate)
        let rates = [place[index]["true_positive_rate"], place[index]["false_positive_rate"]]
        let marks =
            axes.html(x: "false positive rate", y: "true positive rate") + [
                Marks.rule(axes.point(0, 0), axes.point(1, 1)),
                Marks.line(points.map { axes.point($0.falsePositiveRate, $0.truePositiveRate) }),
                Marks.dot(at),
                figures.label(rates, at: (at.x + 10, at.y + 14)) {
                    "\(NumberText.percent($0[0])) at \(NumberText.percent($0[1]))"
                },
                Marks.text("by chance", at: (axes.x.position(0.62), axes.y.position(0.5)), .start, isQuiet: true),
            ]
        let rows = Self.sampled(points.count).map { index -> [HTML] in
            [
                points[index].threshold == nil ? "none" : figures.metric(place[index]["threshold"]),
                figures.percent(place[index]["false_positive_rate"]),
                figures.percent(place[index]["true_positive_rate"]),
            ]
        }
        return Chart(
            title:
                "\(curves.candidate) finds \(at: rates[0], NumberText.percent) of positive rows at a false positive rate of \(at: rates[1], NumberText.percent)",
            description:
                "The ROC curve of \(curves.candidate) on \(judged): the true positive rate over the false positive rate as the threshold falls. On the dashed diagonal scores say nothing.",
            height: axes.height, marks: marks,
            table: table(
                sampledCaption(points.count), ["threshold", "false positive rate", "true positive rate"],
                numbersFrom: 0, rows)
        ).html(figures)
    }

    private var precisionRecallChart: HTML? {
        guard let curves, curves.precisionRecall.count > 1,
            let last = curves.precisionRecall.last
        else { return nil }
        let points = curves.precisionRecall
        let axes = Axes(x: [0, 1], y: [0, 1], height: 340)
        let place = Pointer.curves["precision_recall"]
        let index = points.firstIndex { $0.recall >= 0.5 } ?? points.count - 1
        let at = axes.point(points[index].recall, points[index].precision)
        let values = [place[index]["precision"], place[index]["recall"]]
        let share = place[points.count - 1]["precision"]
        let marks =
            axes.html(x: "recall", y: "precision") + [
                Marks.rule(axes.point(0, last.precision), axes.point(1, last.precision)),
                figures.label([share], at: (AxesRoom.left + 4, axes.y.position(last.precision) + 15)) {
                    "all rows: \(NumberText.percent($0[0]))"
                },
                Marks.line(points.map { axes.point($0.recall, $0.precision) }),
                Marks.dot(at),
                figures.label(values, at: (at.x + 6, at.y - 10)) {
                    "\(NumberText.percent($0[0])) at \(NumberText.percent($0[1]))"
                },
            ]
        let rows = Self.sampled(points.count).map { index -> [HTML] in
            [
                figures.metric(place[index]["threshold"]), figures.percent(place[index]["recall"]),
                figures.percent(place[index]["precision"]),
            ]
        }
        return Chart(
            title:
                "Finding \(at: values[1], NumberText.percent) of positive rows, \(at: values[0], NumberText.percent) of what is found is positive",
            description:
                "Precision over recall of \(curves.candidate) on \(judged) as the threshold falls. The dashed line is the share of positive rows, the precision of predicting all rows positive.",
            height: axes.height, marks: marks,
            table: table(
                sampledCaption(points.count), ["threshold", "recall", "precision"], numbersFrom: 0, rows)
        ).html(figures)
    }

    /// At most 21 places of a curve, evenly, with both ends.
    static func sampled(_ count: Int) -> [Int] {
        guard count > 21 else { return Array(0..<count) }
        return (0...20).map { $0 * (count - 1) / 20 }
    }

    /// What a table of ``sampled(_:)`` says of itself.
    func sampledCaption(_ count: Int, of file: EvidenceFiles.Name = .curves) -> HTML {
        count > 21
            ? "Every so often a point; all are in \(code(figures.files.name(of: file)))"
            : "On \(judged)"
    }
}
