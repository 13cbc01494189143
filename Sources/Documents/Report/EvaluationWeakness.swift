import Evidence

/// Where predictions that were made elsewhere lose most, for their page: slices that nobody named, failure modes, pairs of
/// classes, and the rows that are furthest from the truth.
struct EvaluationWeakness {
    let slices: FoundSlicesDocument?
    let errors: ErrorsDocument?

    var html: HTML { "\(foundSlices)\(failures)" }

    private var foundSlices: HTML {
        guard let slices else { return "" }
        let heading: HTML = "<h2>Found slices</h2>\n"
        if let reason = slices.reason { return heading + "<p>No slices were looked for: \(reason).</p>\n" }
        let columns = Page.number(NumberText.counted(slices.columns.count, "column"), at: "/found_slices/columns")
        let tested = Page.number(NumberText.counted(slices.tested, "candidate"), at: "/found_slices/tested")
        let rows = slices.slices.enumerated().map { index, slice -> [HTML] in
            let place = "/found_slices/slices/\(index)"
            return [
                "\(slice.words)", Page.number(NumberText.count(slice.rows), at: place + "/rows"),
                Page.number(NumberText.metric(slice.meanLoss), at: place + "/mean_loss"),
                between(slice.difference, slice.lower, slice.upper, place),
                Page.number(NumberText.percent(slice.lossShare), at: place + "/loss_share"),
            ]
        }
        let end: HTML =
            rows.isEmpty
            ? "none loses more there than chance explains.</p>\n"
            : "these lose more there.</p>\n"
                + Page.table(
                    "On the half that did not find them",
                    ["slice", "rows", "\(slices.loss.words)", "beyond other rows", "of all loss"],
                    numbers: [1, 2, 3, 4], rows)
        return heading
            + "<p>Conjunctions on \(columns) were looked for on one half of the rows and put to the test on the other. Of \(tested), \(end)"
    }

    private var failures: HTML {
        guard let errors else { return "" }
        return "<h2>Errors</h2>\n\(modes(errors))\(confusions(errors))\(examples(errors))"
    }

    private func modes(_ errors: ErrorsDocument) -> HTML {
        guard errors.modes.count > 1 else { return "" }
        let rows = errors.modes.enumerated().map { index, mode -> [HTML] in
            let place = "/errors/modes/\(index)"
            return [
                "\(mode.words)", Page.number(NumberText.count(mode.rows), at: place + "/rows"),
                Page.number(NumberText.metric(mode.meanLoss), at: place + "/mean_loss"),
                Page.number(NumberText.percent(mode.rowShare), at: place + "/row_share"),
                Page.number(NumberText.percent(mode.lossShare), at: place + "/loss_share"),
            ]
        }
        return Page.table(
            "Rules that part the rows, the largest loss first",
            ["rows where", "rows", "\(errors.loss.words)", "of all rows", "of all loss"], numbers: [1, 2, 3, 4], rows)
    }

    private func confusions(_ errors: ErrorsDocument) -> HTML {
        guard !errors.confusions.isEmpty else { return "" }
        let rows = errors.confusions.enumerated().map { index, pair -> [HTML] in
            let place = "/errors/confusions/\(index)"
            return [
                "\(pair.truth)", "\(pair.predicted)", Page.number(NumberText.count(pair.rows), at: place + "/rows"),
                Page.number(NumberText.percent(pair.classShare), at: place + "/class_share"),
                Page.number(NumberText.percent(pair.errorShare), at: place + "/error_share"),
            ]
        }
        return Page.table(
            "Classes that are taken for others", ["class", "taken for", "rows", "of the class", "of all wrong rows"],
            numbers: [2, 3, 4], rows)
    }

    private func examples(_ errors: ErrorsDocument) -> HTML {
        guard !errors.examples.isEmpty else { return "" }
        let rows = errors.examples.enumerated().map { index, example -> [HTML] in
            let values = example.values.map { "\($0.column): \($0.value ?? "no value")" }.joined(separator: ", ")
            return [
                "\(example.truth)", "\(example.predicted)",
                Page.number(NumberText.metric(example.loss), at: "/errors/examples/\(index)/loss"), "\(values)",
            ]
        }
        return Page.table(
            "The rows that are furthest from the truth; what is sensitive or personal is not shown",
            ["truth", "predicted", "\(errors.loss.words)", "values"], numbers: [2], rows)
    }

    private func between(_ value: Double, _ lower: Double, _ upper: Double, _ place: String) -> HTML {
        """
        \(Page.number(NumberText.difference(value), at: place + "/difference")) \
        <span class="range">[\(NumberText.difference(lower)), \(NumberText.difference(upper))]</span>
        """
    }
}
