import Evidence

extension ProfileSections {
    private static let height = 96.0
    private static let floor = 74.0

    /// Counts in bins as bars side by side.
    func histogram(
        _ histogram: ProfiledColumn.Histogram, _ name: String, ends: (String, String)? = nil,
        _ text: (Double) -> String
    ) -> HTML {
        let most = Double(histogram.counts.max() ?? 1)
        let places = BandScale(count: histogram.counts.count, from: 0, to: Chart.width)
        let bars = histogram.counts.enumerated().filter { $0.element > 0 }.map { index, count in
            let left = places.start(index)
            // What is there is seen, however rare.
            let tall = max(1, Self.floor * Double(count) / max(1, most))
            return Marks.bar(from: (left + 0.5, Self.floor - tall), to: (left + places.width - 0.5, Self.floor))
        }
        let (first, last) = ends ?? (text(histogram.lower), text(histogram.upper))
        let words: [HTML] = [
            Marks.text(first, at: (0, Self.height - 4), isQuiet: true),
            Marks.text(last, at: (Chart.width, Self.height - 4), .end, isQuiet: true),
        ]
        return drawing(
            "\(name): a histogram from \(first) to \(last)", height: Self.height,
            bars + [Marks.grid((0, Self.floor), (Chart.width, Self.floor))] + words)
    }

    /// The most frequent values as bars below one another.
    func bars(_ column: ProfiledColumn) -> HTML {
        let values = column.top.prefix(6)
        guard let most = values.map(\.count).max(), most > 0 else { return "" }
        return rowsOfBars(
            "\(column.name): its most frequent values",
            values.map { (name: $0.value, share: Double($0.count) / Double(most), text: NumberText.count($0.count)) })
    }

    /// Names with bars and their figures.
    func rowsOfBars(_ title: String, _ rows: [(name: String, share: Double, text: String)]) -> HTML {
        let (left, right, step) = (118.0, 310.0, 20.0)
        let marks = rows.enumerated().flatMap { index, row -> [HTML] in
            let y = step * Double(index) + 12
            return [
                Marks.text(LabelText.fit(row.name, width: left - 10), at: (0, y + 4)),
                Marks.bar(from: (left, y - 6), to: (left + max(1, (right - left) * min(1, row.share)), y + 6)),
                Marks.text(row.text, at: (Chart.width, y + 4), .end),
            ]
        }
        return drawing(title, height: step * Double(rows.count) + 4, marks)
    }

    /// Pairs of columns as a square of cells, darker where they go together more.
    func heatMap(_ names: [String], _ strength: (Int, Int) -> Double?) -> HTML {
        let (left, size) = (118.0, (Chart.width - 118) / Double(max(1, names.count)))
        let side = min(size, 26)
        var marks: [HTML] = []
        for (row, name) in names.enumerated() {
            let y = side * Double(row)
            marks.append(Marks.text(LabelText.fit(name, width: left - 8), at: (0, y + side / 2 + 4)))
            for column in 0..<row {
                guard let value = strength(row, column) else { continue }
                marks.append(
                    Marks.cell(
                        from: (left + side * Double(column), y), width: side, height: side,
                        share: value.magnitude * value.magnitude * 2))
            }
        }
        return drawing(
            "How strongly numbers go together, by pairs", height: side * Double(names.count) + 4, marks)
    }

    func drawing(_ title: String, height: Double, _ marks: [HTML]) -> HTML {
        """
        <svg viewBox="0 0 \(at: Chart.width) \(at: height)" role="img">
        <title>\(title)</title>
        \(marks)</svg>
        """
    }
}
