import Evidence

extension ProfileSections {
    /// What goes with the label.
    var labelFold: HTML {
        guard let label = document.label else { return "" }
        let listed = label.associations.prefix(Room.associations)
        let rows = listed.enumerated().map { index, each -> [HTML] in
            [
                "<code>\(each.column)</code>",
                number(NumberText.metric(each.strength), "/label/associations/\(index)/strength"),
            ]
        }
        let classes = label.classes.enumerated().map { index, value -> [HTML] in
            ["\(value.value)", number(NumberText.count(value.count), "/label/classes/\(index)/count")]
        }
        let measure: HTML =
            label.measure == .cramersV
            ? "Cramér’s V of bins, corrected for chance: 0 nothing, 1 all"
            : "Correlation ratio of bins, from ε²: 0 nothing, 1 all"
        let bars = rowsOfBars(
            "What goes with the label",
            listed.prefix(12).map { ($0.column, $0.strength, NumberText.metric($0.strength)) })
        return Page.fold(
            "label", "Label",
            gist: "<code>\(label.column)</code> in \(number(NumberText.counted(label.rows, "row"), "/label/rows"))",
            [
                classes.isEmpty ? "" : Page.table("Classes", ["class", "rows"], numbers: [1], classes),
                listed.isEmpty
                    ? "<p>Nothing was compared with it.</p>" : "<div class=\"charts\"><figure>\(bars)</figure></div>",
                rows.isEmpty ? "" : Page.table(measure, ["column", "strength"], numbers: [1], rows),
                shown(listed.count, of: label.associations.count, "column"),
            ])
    }

    /// Pairs of columns that go together.
    var correlationsFold: HTML {
        let (numbers, categories) = (document.correlations.numbers, document.correlations.categories)
        guard !numbers.isEmpty || !categories.isEmpty else { return "" }
        let listed = numbers.prefix(Room.pairs).enumerated().map { index, pair -> [HTML] in
            let place = "/correlations/numbers/\(index)"
            return [
                "<code>\(pair.first)</code> · <code>\(pair.second)</code>",
                correlation(pair.pearson, place + "/pearson"),
                correlation(pair.spearman, place + "/spearman"), number(NumberText.count(pair.rows), place + "/rows"),
            ]
        }
        let classes = categories.prefix(Room.pairs).enumerated().map { index, pair -> [HTML] in
            let place = "/correlations/categories/\(index)"
            return [
                "<code>\(pair.first)</code> · <code>\(pair.second)</code>",
                correlation(pair.cramersV, place + "/cramers_v"), number(NumberText.count(pair.rows), place + "/rows"),
            ]
        }
        return Page.fold(
            "correlations", "Correlations", gist: "\(strongest)",
            [
                map,
                listed.isEmpty
                    ? "" : Page.table("Numbers", ["pair", "Pearson", "Spearman", "rows"], numbers: [1, 2, 3], listed),
                shown(listed.count, of: numbers.count, "pair"),
                classes.isEmpty
                    ? ""
                    : Page.table("Columns of few values", ["pair", "Cramér’s V", "rows"], numbers: [1, 2], classes),
                shown(classes.count, of: categories.count, "pair"),
            ])
    }

    private var strongest: HTML {
        guard let pair = document.correlations.numbers.first else { return "columns of few values" }
        return "strongest: <code>\(pair.first)</code> and <code>\(pair.second)</code>"
    }

    /// The columns of the strongest pairs, in a square.
    private var map: HTML {
        var names: [String] = []
        for pair in document.correlations.numbers {
            for name in [pair.first, pair.second] where names.count < 16 && !names.contains(name) { names.append(name) }
        }
        guard names.count > 2 else { return "" }
        var strengths: [Set<String>: Double] = [:]
        for pair in document.correlations.numbers { strengths[[pair.first, pair.second]] = pair.pearson }
        let drawn = heatMap(names) { strengths[[names[$0], names[$1]]] }
        return """
            <div class="charts"><figure><figcaption>Darker pairs go together more (Pearson)</figcaption>
            \(drawn)</figure></div>
            """
    }

    private func correlation(_ value: Double?, _ place: String) -> HTML {
        guard let value else { return "<span class=\"none\">–</span>" }
        return number(NumberText.metric(value), place)
    }

    /// Columns that lack their values together.
    var missingnessFold: HTML {
        let missing = document.missingness
        guard !missing.patterns.isEmpty else { return "" }
        let listed = missing.patterns.enumerated().map { index, pattern -> [HTML] in
            let names = HTML.joined(pattern.columns.prefix(12).map { "<code>\($0)</code>" }, by: ", ")
            let more = pattern.columns.count - 12
            let rest: HTML = more > 0 ? " and \(NumberText.count(more)) more" : ""
            let place = "/missingness/patterns/\(index)/rows"
            return [names + rest, number(NumberText.count(pattern.rows), place), share(pattern.rows, place)]
        }
        return Page.fold(
            "missing", "Missing values",
            gist: "\(share(missing.completeRows, "/missingness/complete_rows")) of the rows are complete",
            [
                Page.table(
                    "Columns that lack their values in the same rows", ["columns", "rows", "share"], numbers: [1, 2],
                    listed),
                shown(listed.count, of: listed.count + missing.more, "pattern"),
            ])
    }

    /// Copies of rows.
    var duplicatesFold: HTML {
        let duplicates = document.duplicates
        return Page.fold(
            "duplicates", "Copies",
            gist: duplicates.repeatedRows == 0
                ? "no row repeats another"
                : "\(share(duplicates.repeatedRows, "/duplicates/repeated_rows")) of the rows",
            [
                """
                <p>\(number(NumberText.counted(duplicates.distinctRows, "row"), "/duplicates/distinct_rows")) differ in \
                at least one column; \(number(NumberText.count(duplicates.repeatedRows), "/duplicates/repeated_rows")) \
                repeat one of them. The most frequent row is there \
                \(number(NumberText.counted(duplicates.mostFrequent, "time"), "/duplicates/most_frequent")).</p>
                """
            ])
    }

    /// Rows over time, and what changes.
    var timeFold: HTML {
        guard let time = document.time else { return "" }
        let most = Double(time.periods.map(\.rows).max() ?? 1)
        let counts = ProfiledColumn.Histogram(lower: 0, upper: 1, counts: time.periods.map(\.rows))
        let ends = (time.periods.first?.start ?? "", time.periods.last?.start ?? "")
        let periods = time.periods.enumerated().map { index, period -> [HTML] in
            ["\(period.start)", number(NumberText.count(period.rows), "/time/periods/\(index)/rows")]
        }
        let drifts = time.drift.prefix(Room.drifts).enumerated().map { index, drift -> [HTML] in
            let place = "/time/drift/\(index)"
            let mark: HTML = drift.followsTime ? " <span class=\"aside\">counts time</span>" : ""
            return [
                "<code>\(drift.column)</code>\(mark)",
                number(NumberText.metric(drift.psi), place + "/psi"),
                number(NumberText.percent(drift.missingBefore), place + "/missing_before"),
                number(NumberText.percent(drift.missingAfter), place + "/missing_after"),
            ]
        }
        let gaps: HTML =
            time.emptyPeriods == 0
            ? "none without a row"
            : "\(number(NumberText.count(time.emptyPeriods), "/time/empty_periods")) without a row"
        let more: HTML =
            time.morePeriods == 0
            ? ""
            : """
            <p>The first \(NumberText.count(time.periods.count)) are shown; \
            \(number(NumberText.count(time.morePeriods), "/time/more_periods")) more with rows follow.</p>
            """
        return Page.fold(
            "time", "Time", gist: "<code>\(time.column)</code> by \(time.unit.rawValue), \(gaps)",
            [
                time.reason.map { "<p>The column is \($0).</p>" } ?? "", more,
                """
                <div class="charts"><figure><figcaption>Rows by \(time.unit.rawValue), at most \
                \(NumberText.count(Int(most)))</figcaption>
                \(histogram(counts, "Rows over time", ends: ends) { "\($0)" })
                <details><summary>The data of the chart</summary>
                \(Page.table("Rows", ["\(time.unit.rawValue)", "rows"], numbers: [1], periods))
                </details></figure></div>
                """,
                drifts.isEmpty
                    ? ""
                    : Page.table(
                        "The later half of the rows against the earlier: stability index below 0.1 little, from 0.25 much",
                        ["column", "stability index", "missing before", "after"], numbers: [1, 2, 3], drifts),
                shown(drifts.count, of: time.drift.count, "column"),
            ])
    }

    /// How much each figure rests on.
    var basisFold: HTML {
        let basis = document.basis
        let unread: HTML =
            basis.notRead.isEmpty
            ? ""
            : "<p>Not read: \(HTML.joined(basis.notRead.prefix(20).map { "<code>\($0)</code>" }, by: ", ")).</p>"
        return Page.fold(
            "basis", "What the figures rest on", gist: "\(basis.isWhole ? "all rows" : "all rows, and a sample")",
            [
                """
                <p>Nulls, ranges, means, deviations, histograms, outliers, copies, missing values and rows over time are \
                of all rows. Correlations, what goes with the label, and drift are of \(basis.sample). Pairs are compared \
                of \(number(NumberText.counted(basis.correlatedNumbers, "column"), "/basis/correlated_numbers")) of \
                numbers and \(number(NumberText.count(basis.correlatedCategories), "/basis/correlated_categories")) of \
                few values.</p>
                """, unread,
            ])
    }
}
