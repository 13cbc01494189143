import Evidence

/// A figure of each level of a column: a line over numbers, with their histogram; a line over what comes in an order;
/// or rows below one another.
struct DependencePlot {
    let dependence: ExplanationsDocument.Dependence
    let figure: PredictionCharts.DependenceFigure
    /// Where the levels stand.
    let place: Pointer
    let text: (Double) -> String
    let valuesShown: Int

    private static let (height, histogram) = (240.0, 34.0)

    private var levels: [ExplanationsDocument.Level] { dependence.levels }

    /// The marks with the room that they need.
    func drawing(
        _ figures: Figures, y name: String
    ) -> (marks: [HTML], height: Double, hasHistogram: Bool) {
        let numbers = levels.indices.filter { levels[$0].position != nil }
        if numbers.count > 2, [.range, .value, .elapsed].contains(dependence.part) {
            return (numberMarks(numbers, name), Self.height, true)
        }
        if ![.range, .value, .elapsed].contains(dependence.part) { return (orderMarks(name), Self.height, false) }
        let shown = levels.indices.prefix(valuesShown)
        let chart = RowChart(
            rows: shown.map { level in
                let mean = figure.mean(levels[level])
                return .init(
                    name: levels[level].label, value: mean.value, bounds: mean.bounds,
                    place: place[level][figure.rawValue]["value"])
            }, reference: figure == .attribution ? .init(name: "no effect", value: 0) : nil, text: text)
        return (chart.marks(figures), chart.height, false)
    }

    private func values(_ shown: some Sequence<Int>) -> [Double] {
        shown.flatMap { level in
            let mean = figure.mean(levels[level])
            return [mean.value, mean.lower, mean.upper].compactMap(\.self)
        } + (figure == .attribution ? [0] : [])
    }

    private func numberMarks(_ shown: [Int], _ name: String) -> [HTML] {
        let positions = shown.compactMap { levels[$0].position }
        let axes = Axes(
            x: LinearScale(
                over: positions.flatMap { [$0.least, $0.largest] }, from: AxesRoom.left, to: AxesRoom.right),
            y: LinearScale(
                over: values(shown), from: Self.height - AxesRoom.bottom - Self.histogram, to: AxesRoom.top),
            height: Self.height)
        return axes.html(x: dependence.column, y: name) + histogram(shown, axes.x)
            + line(shown) { axes.point(levels[$0].position?.mean ?? 0, $1) } + zero(axes)
    }

    private func orderMarks(_ name: String) -> [HTML] {
        let shown = Array(levels.indices)
        let axes = Axes(
            x: PeriodScale(names: levels.map(\.label), from: AxesRoom.left, to: AxesRoom.right),
            y: LinearScale(over: values(shown), from: Self.height - AxesRoom.bottom, to: AxesRoom.top),
            height: Self.height)
        return axes.html(x: dependence.part.words, y: name) + line(shown) { axes.point(Double($0), $1) } + zero(axes)
    }

    /// The line through the levels over the band of their intervals.
    private func line(_ shown: [Int], _ point: (Int, Double) -> Marks.Point) -> [HTML] {
        let means = shown.map { figure.mean(levels[$0]) }
        let band = Marks.band(
            lower: zip(shown, means).map { point($0, $1.lower ?? $1.value) },
            upper: zip(shown, means).map { point($0, $1.upper ?? $1.value) })
        return [band, Marks.line(zip(shown, means).map { point($0, $1.value) })]
    }

    private func zero<X: ChartScale>(_ axes: Axes<X, LinearScale>) -> [HTML] {
        guard figure == .attribution else { return [] }
        let y = axes.y.position(0)
        return [Marks.rule((AxesRoom.left, y), (AxesRoom.right, y))]
    }

    /// Bars whose areas are the rows of the bins, below the grid.
    private func histogram(_ shown: [Int], _ x: LinearScale) -> [HTML] {
        let bars = shown.compactMap { level -> (from: Double, to: Double, height: Double)? in
            guard let position = levels[level].position else { return nil }
            let (from, to) = (x.position(position.least), x.position(position.largest))
            let width = max(to - from, 4)
            let centre = (from + to) / 2
            return (centre - width / 2, centre + width / 2, Double(levels[level].rows) / width)
        }
        let largest = bars.map(\.height).max() ?? 1
        let bottom = Self.height - AxesRoom.bottom
        return bars.map { bar in
            let height = max(1, (Self.histogram - 8) * bar.height / largest)
            return Marks.bar(from: (bar.from, bottom - height), to: (bar.to, bottom), .quiet)
        }
    }
}
