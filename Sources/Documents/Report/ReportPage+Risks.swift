import Evidence

extension ReportPage {
    /// Findings that a first screen has room for.
    private static let findingsShown = 4

    /// What could go wrong: findings of the checks, the leakage audit and the fits, then where the evaluation leaves a
    /// doubt.
    var risks: HTML {
        let found =
            located(evidence.evaluation.findings, at: Pointer.evidence["evaluation"])
            + located(evidence.checks.findings, at: Pointer.checks) + located(evidence.leakage.findings, at: .leakage)
        let errorsFirst =
            found.filter { $0.finding.severity == .error } + found.filter { $0.finding.severity == .warning }
        let shown = errorsFirst.prefix(Self.findingsShown).map { findingItem($0.finding, at: $0.place) }
        let more = errorsFirst.count - shown.count
        let rest: HTML =
            more > 0
            ? "\n<p><a href=\"#checks\">\(NumberText.count(more)) more under Checks, Leakage and Candidates</a></p>"
            : ""
        let doubts = doubts
        if shown.isEmpty, doubts.isEmpty {
            return paragraph(
                metrics.recommendation == .ship
                    ? "Nothing that was looked at speaks against it." : "Beyond the reasons above nothing was found.")
        }
        return "<ul class=\"findings\">\n\(shown)\(doubts)</ul>\(rest)"
    }

    /// Findings, each with its place in a file of the run.
    private func located(_ findings: [Finding], at file: Pointer) -> [(finding: Finding, place: Pointer)] {
        findings.enumerated().map { ($0.element, file["findings"][$0.offset]) }
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
