/// Names below one another, each with its value on a common scale: dots with whiskers, or bars from 0.
struct RowChart {
    /// One name.
    struct Row {
        let name: String
        let value: Double
        /// The ends of its interval, where it has one.
        var bounds: (lower: Double, upper: Double)?
        /// Where the value stands.
        let place: Pointer
        /// Rows that say little, or were not chosen, stand back.
        var isQuiet = false
    }

    /// A value to compare with, drawn through all rows.
    struct Reference {
        let name: String
        let value: Double
    }

    let rows: [Row]
    var reference: Reference?
    var isBars = false
    /// The value as words.
    let text: (Double) -> String

    private static let (left, right, step) = (118.0, 316.0, 26.0)

    var height: Double { 18 + Self.step * Double(rows.count) + 26 }

    /// Everything inside the drawing.
    func marks(_ figures: Figures) -> [HTML] {
        var values = rows.flatMap { row in [row.value] + (row.bounds.map { [$0.lower, $0.upper] } ?? []) }
        if let reference { values.append(reference.value) }
        if isBars { values.append(0) }
        // Figures that differ fifty-fold would leave all but one at the edge of a straight scale.
        if !isBars, let least = values.min(), let most = values.max(), least > 0, most >= 50 * least {
            return drawn(LogScale(over: values, from: Self.left, to: Self.right), figures)
        }
        return drawn(LinearScale(over: values, from: Self.left, to: Self.right, steps: 3), figures)
    }

    private func drawn(_ scale: some ChartScale, _ figures: Figures) -> [HTML] {
        let (top, bottom) = (18.0, height - 26)
        let labels = scale.ticks.labelled.map {
            Marks.text($0.label, at: ($0.position, bottom + 16), .middle, isQuiet: true)
        }
        var marks = scale.ticks.map { Marks.grid(($0.position, top), ($0.position, bottom)) } + labels
        if let reference {
            let x = scale.position(reference.value)
            marks.append(Marks.rule((x, top), (x, bottom)))
            marks.append(
                Marks.text(LabelText.fit(reference.name, width: 120), at: (x, top - 6), .middle, isQuiet: true))
        }
        let band = BandScale(count: rows.count, from: top, to: bottom)
        for (index, row) in rows.enumerated() {
            let (x, y) = (scale.position(row.value), band.centre(index))
            let hue: Marks.Hue = row.isQuiet ? .two : .one
            marks.append(Marks.text(LabelText.fit(row.name, width: Self.left - 10), at: (0, y + 4)))
            if isBars { marks.append(Marks.bar(from: (scale.position(0), y - 7), to: (x, y + 7))) }
            if let bounds = row.bounds {
                marks.append(
                    Marks.whisker(
                        from: scale.position(bounds.lower), to: scale.position(bounds.upper), y: y,
                        isBars ? .quiet : hue))
            }
            if !isBars { marks.append(Marks.dot((x, y), isHollow: row.isQuiet)) }
            marks.append(figures.label([row.place], at: (Chart.width, y + 4), .end) { text($0[0]) })
        }
        return marks
    }
}
