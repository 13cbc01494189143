import Evidence

extension ReportPage {
    /// Findings that a first screen has room for.
    private static let findingsShown = 4

    /// What could go wrong: findings of the checks, then where the evaluation leaves a doubt.
    var risks: HTML {
        let serious = evidence.checks.findings.enumerated().filter { $0.element.severity != .note }
        let errorsFirst =
            serious.filter { $0.element.severity == .error } + serious.filter { $0.element.severity == .warning }
        let shown = errorsFirst.prefix(Self.findingsShown).map { findingItem($0.element, at: $0.offset) }
        let more = errorsFirst.count - shown.count
        let rest: HTML = more > 0 ? "\n<p><a href=\"#checks\">\(NumberText.count(more)) more under Checks</a></p>" : ""
        let doubts = doubts
        if shown.isEmpty, doubts.isEmpty { return paragraph("Nothing that was looked at speaks against it.") }
        return "<ul class=\"findings\">\n\(shown)\(doubts)</ul>\(rest)"
    }

    /// What the evaluation shows beyond chance, each with the section that has more.
    private var doubts: [HTML] {
        [calibrationDoubt, timeDoubt].compactMap(\.self) + sliceDoubts
    }

    private func doubt(_ text: TracedText, _ section: StaticString, _ name: StaticString) -> HTML {
        """
        <li><span class="sign warning" aria-hidden="true">!</span> \(text.html(figures)) \
        <a href="#\(HTML(stringLiteral: section))">\(HTML(stringLiteral: name))</a></li>

        """
    }

    private var calibrationDoubt: HTML? {
        guard let document = evidence.calibration, let perfect = document.perfect,
            let error = document.expectedCalibrationError.number, error > perfect.upper
        else { return nil }
        let place = Pointer.calibration["expected_calibration_error"]["value"]
        return doubt(
            "Scores are \(at: place, NumberText.percent) off on average, more than chance explains", "calibration",
            "Calibration")
    }

    private var timeDoubt: HTML? {
        guard let time = evidence.curves?.time, Sentences.furthestPeriod(time) != nil else { return nil }
        let title = timeTitle(time)
        return brief.task == .regression ? doubt(title, "errors", "Errors") : doubt(title, "calibration", "Calibration")
    }

    private var sliceDoubts: [HTML] {
        guard let document = evidence.slices, let overall = document.overall?.number else { return [] }
        return document.slices.enumerated().compactMap { index, slice in
            let rows = sliceRows(slice, index)
            guard Self.weakest(of: rows, document.metric, overall: overall) != nil else { return nil }
            return doubt(sliceTitle(slice, rows, document.metric), "slices", "Slices")
        }
    }
}
