import Evidence

extension PredictionCharts {
    /// Values of a column that are charted where they have no order.
    private static let valuesShown = 12

    /// For each of the columns that move scores most, what its values add, and what would be predicted at each.
    var dependenceCharts: [HTML] {
        guard let document = explanations, !document.dependence.isEmpty else { return [] }
        // Of a model from outside nothing is known but what it answers.
        let explains = document.dependence.allSatisfy { $0.levels.allSatisfy { $0.attribution != nil } }
        let heading: HTML =
            "<h3>How scores follow values</h3>\n"
            + paragraph(
                explains
                    ? "For each column, what its values add to scores, in \(document.unit.words); then what would be predicted on average were every row given such a value (partial dependence). The second holds the other columns as they are, also where they never go together."
                    : "For each column, what would be predicted on average were every row given such a value (partial dependence). The other columns are held as they are, also where they never go together."
            )
        return [heading]
            + document.dependence.indices.flatMap { index in
                [explains ? dependenceChart(index, .attribution) : nil, dependenceChart(index, .prediction)]
                    .compactMap(\.self)
            }
    }

    /// What of a level is drawn.
    enum DependenceFigure: String {
        case attribution
        case prediction

        func mean(_ level: ExplanationsDocument.Level) -> ExplanationsDocument.Mean {
            self == .attribution ? level.attribution ?? level.prediction : level.prediction
        }
    }

    private func dependenceChart(_ index: Int, _ figure: DependenceFigure) -> HTML? {
        guard let dependence = explanations?.dependence[index], dependence.levels.count > 1 else { return nil }
        let plot = DependencePlot(
            dependence: dependence, figure: figure, place: Pointer.explanations["dependence"][index]["levels"],
            text: dependenceText(figure), valuesShown: Self.valuesShown)
        let drawn = plot.drawing(figures, y: yName(dependence, figure))
        return Chart(
            title: dependenceTitle(dependence, plot),
            description:
                "\(figure == .attribution ? "The mean of what the column adds" : "The mean prediction") for \(dependence.part.words) of \(dependence.column), with 95 % intervals\(drawn.hasHistogram ? "; bars below show where the rows lie" : "").",
            height: drawn.height, marks: drawn.marks, table: dependenceTable(dependence, plot)
        ).html(figures)
    }

    private func dependenceText(_ figure: DependenceFigure) -> (Double) -> String {
        if figure == .attribution { return { NumberText.difference($0) } }
        let isShare = task.isClassification
        return { isShare ? NumberText.percent($0) : NumberText.metric($0) }
    }

    private func yName(_ dependence: ExplanationsDocument.Dependence, _ figure: DependenceFigure) -> String {
        let name = dependence.className.map { task == .multiclass ? " of \($0)" : "" } ?? ""
        guard figure == .prediction else {
            return "adds to the score\(name), \(explanations?.unit.words ?? "")"
        }
        return task.isClassification
            ? "mean probability of \(dependence.className ?? "")" : "mean prediction of \(label)"
    }

    /// The levels with the least and the largest figure.
    private func dependenceTitle(
        _ dependence: ExplanationsDocument.Dependence, _ plot: DependencePlot
    ) -> TracedText {
        let values = dependence.levels.map { plot.figure.mean($0).value }
        let least = values.indices.min { values[$0] < values[$1] } ?? 0
        let most = values.indices.max { values[$0] < values[$1] } ?? 0
        func place(_ level: Int) -> Pointer { plot.place[level][plot.figure.rawValue]["value"] }
        let (low, high) = (dependence.levels[least].label, dependence.levels[most].label)
        let (lowAt, highAt) = (plot.place[least]["label"], plot.place[most]["label"])
        guard values[most] > values[least] else { return "\(dependence.column): no value moves it" }
        if plot.figure == .attribution {
            return
                "\(dependence.column): from \(at: place(least), plot.text) at \(low, at: lowAt) to \(at: place(most), plot.text) at \(high, at: highAt)"
        }
        if let name = dependence.className {
            return
                "Were all at \(high, at: highAt), \(name) would be given \(at: place(most), plot.text); at \(low, at: lowAt), \(at: place(least), plot.text)"
        }
        return
            "Were all at \(high, at: highAt), \(at: place(most), plot.text) would be predicted; at \(low, at: lowAt), \(at: place(least), plot.text)"
    }

    private func dependenceTable(
        _ dependence: ExplanationsDocument.Dependence, _ plot: DependencePlot
    ) -> HTML {
        let rows = dependence.levels.enumerated().map { index, level -> [HTML] in
            let here = plot.place[index]
            return [
                figures.words(level.label, at: here["label"]), figures.count(here["rows"]),
                figures.mean(here[plot.figure.rawValue], plot.text),
            ]
        }
        return table(
            "\(dependence.column), by \(dependence.part.words)",
            [
                "\(dependence.part.words)", "rows", plot.figure == .attribution ? "adds" : "predicted",
            ], numbersFrom: 1, rows)
    }
}

extension ExplanationsDocument.Dependence.Part {
    /// What the levels are.
    var words: String {
        switch self {
        case .range, .value: "values"
        case .month: "months"
        case .dayOfMonth: "days of the month"
        case .dayOfWeek: "days of the week"
        case .hour: "hours of the day"
        case .elapsed: "hours since another moment"
        }
    }
}
