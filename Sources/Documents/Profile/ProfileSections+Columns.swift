import Evidence

extension ProfileSections {
    /// All columns in a table, and what each holds.
    var columns: HTML {
        let listed = document.columns.prefix(Room.columns)
        let cells = listed.enumerated().map { index, column -> [HTML] in
            let place = "/columns/\(index)"
            return [
                "<code>\(column.name)</code>", "\(column.type)", share(column.nulls, place + "/nulls"),
                distinct(column, place), gist(column, place),
            ]
        }
        return """
            <h2>Columns</h2>
            \(Page.table("≈ is an estimate", ["column", "type", "null", "distinct", "holds"], numbers: [2, 3], cells))
            \(shown(listed.count, of: document.columns.count, "column"))
            """
    }

    private func distinct(_ column: ProfiledColumn, _ place: String) -> HTML {
        guard let distinct = column.distinct else { return "<span class=\"none\">–</span>" }
        return number(
            (distinct.isExact ? "" : "≈ ") + NumberText.count(distinct.count), place + "/distinct/count")
    }

    /// The range, the span or the most frequent values in a line.
    private func gist(_ column: ProfiledColumn, _ place: String) -> HTML {
        if let values = column.number {
            let own = place + "/number"
            return """
                \(number(NumberText.setting(values.minimum), own + "/minimum")) to \
                \(number(NumberText.setting(values.maximum), own + "/maximum")), median \
                \(number(NumberText.setting(values.quantiles.median), own + "/quantiles/values/3"))
                """
        }
        if let moment = column.moment {
            return """
                \(number(moment.first, place + "/moment/first")) to \(number(moment.last, place + "/moment/last"))
                """
        }
        if !column.top.isEmpty {
            let names = column.top.prefix(4).map { "\(LabelText.fit($0.value, width: 160))" as HTML }
            let more: HTML = (column.distinct?.count ?? 0) > 4 ? ", …" : ""
            return HTML.joined(names, by: ", ") + more
        }
        if let text = column.text {
            return """
                \(number(NumberText.count(text.shortest), place + "/text/shortest")) to \
                \(number(NumberText.counted(text.longest, "character"), place + "/text/longest"))
                """
        }
        return "<span class=\"none\">–</span>"
    }

    /// Each column's values: a histogram with quantiles, or the most frequent values.
    var valuesFold: HTML {
        let drawn = document.columns.enumerated().filter { _, column in
            column.number != nil || column.moment != nil || !column.top.isEmpty
        }
        guard !drawn.isEmpty else { return "" }
        let figures = drawn.prefix(Room.charts).map { index, column in figure(column, "/columns/\(index)") }
        return Page.fold(
            "values", "Values", gist: "histograms, quantiles, most frequent values",
            [
                "<div class=\"charts\">\(figures)</div>",
                shown(figures.count, of: drawn.count, "column"),
            ])
    }

    private func figure(_ column: ProfiledColumn, _ place: String) -> HTML {
        var drawing: HTML = ""
        var tables: [HTML] = []
        if let values = column.number {
            drawing = histogram(values.histogram, column.name) { NumberText.setting($0) }
            tables.append(statistics(values, place + "/number"))
        } else if let moment = column.moment {
            drawing = histogram(moment.histogram, column.name, ends: (moment.first, moment.last)) { "\($0)" }
        }
        if column.kind != .moment, !column.top.isEmpty { tables.append(top(column, place)) }
        let details: HTML =
            tables.isEmpty
            ? ""
            : """
            <details>
            <summary>\(drawing.text.isEmpty ? "Most frequent values" : "Quantiles and most frequent values")</summary>
            \(HTML.joined(tables, by: "\n"))
            </details>
            """
        return """
            <figure>
            <figcaption><code>\(column.name)</code></figcaption>
            \(drawing.text.isEmpty ? bars(column) : drawing)
            \(details)
            </figure>

            """
    }

    private func statistics(_ values: ProfiledColumn.Number, _ place: String) -> HTML {
        let quantiles = zip(ProfiledColumn.Quantiles.shares, values.quantiles.values).enumerated().map {
            index, pair -> [HTML] in
            [
                "\(NumberText.percent(pair.0)) lie at or below",
                number(NumberText.setting(pair.1), place + "/quantiles/values/\(index)"),
            ]
        }
        var rows: [[HTML]] = [["mean", number(NumberText.metric(values.mean), place + "/mean")]]
        if let deviation = values.deviation {
            rows.append(["standard deviation", number(NumberText.metric(deviation), place + "/deviation")])
        }
        rows += quantiles
        let counts: [(HTML, Int, String)] = [
            ("zeros", values.zeros, "zeros"), ("negative", values.negatives, "negatives"), ("NaN", values.nan, "nan"),
            ("infinite", values.infinite, "infinite"),
            ("below \(NumberText.setting(values.outliers.lowerFence))", values.outliers.below, "outliers/below"),
            ("above \(NumberText.setting(values.outliers.upperFence))", values.outliers.above, "outliers/above"),
        ]
        rows += counts.filter { $0.1 > 0 }.map { [$0.0, number(NumberText.count($0.1), place + "/" + $0.2)] }
        let caption: HTML =
            values.quantiles.isSampled
            ? "Quantiles of the sample; fences are Tukey’s" : "Of all rows; fences are Tukey’s"
        return Page.table(caption, ["", "value"], numbers: [1], rows)
    }

    private func top(_ column: ProfiledColumn, _ place: String) -> HTML {
        let rows = column.top.enumerated().map { index, value -> [HTML] in
            [
                "\(LabelText.fit(value.value, width: 300))",
                number(NumberText.count(value.count), place + "/top/\(index)/count"),
            ]
        }
        return Page.table(
            column.topIsSampled ? "Rows of the sample" : "Of all rows", ["value", "rows"], numbers: [1], rows)
    }
}
