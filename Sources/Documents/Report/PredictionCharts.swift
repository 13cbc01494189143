import Evidence

/// What the charts of predictions are drawn from: the chosen candidate of a run, or predictions that were made elsewhere.
struct PredictionCharts {
    let figures: Figures
    let task: LearningTask
    let label: String
    /// In order; empty for regression.
    let classes: [String]
    var curves: CurvesDocument?
    var calibration: CalibrationDocument?
    var thresholds: ThresholdsDocument?
    var importance: ImportanceDocument?
    var explanations: ExplanationsDocument?
    /// The score from which on a row is positive, and where it stands.
    var threshold: Double?
    let thresholdPlace: Pointer
    /// Counts by true and predicted class, and where they stand.
    let confusion: [[Int]]
    let confusionPlace: Pointer
    /// Where the median of the errors stands (regression).
    let medianError: Pointer?
    /// The rows that judge, and those that chose the threshold, in words.
    let (judged, choosing): (String, String)
    /// One of the rows that judge, in words.
    let judgedRow: String

    // MARK: Pieces

    func table(_ caption: HTML, _ header: [HTML], numbersFrom: Int, _ rows: [[HTML]]) -> HTML {
        Page.table(caption, header, numbers: Set(header.indices.dropFirst(numbersFrom)), rows)
    }

    func code(_ name: String) -> HTML { "<code>\(name)</code>" }

    func paragraph(_ text: HTML) -> HTML { "<p>\(text)</p>" }

    /// Charts beside one another; empty where there is none.
    func row(_ charts: [HTML?]) -> HTML {
        let charts = charts.compactMap(\.self)
        return charts.isEmpty ? "" : "<div class=\"charts\">\n\(HTML.joined(charts, by: "\n"))\n</div>"
    }
}

extension ReportPage {
    /// The charts of the chosen candidate.
    var charts: PredictionCharts {
        PredictionCharts(
            figures: figures, task: brief.task, label: brief.label, classes: brief.classes, curves: evidence.curves,
            calibration: evidence.calibration, thresholds: evidence.thresholds, importance: evidence.importance,
            explanations: evidence.explanations, threshold: evidence.evaluation.threshold,
            thresholdPlace: Pointer.evidence["evaluation"]["threshold"], confusion: evidence.evaluation.confusion,
            confusionPlace: Pointer.evidence["evaluation"]["confusion"],
            medianError: chosenPlace(.medianAbsoluteError)?["value"], judged: Sentences.judged(evidence),
            choosing: Sentences.choosing(evidence), judgedRow: isHeldOutInTurn ? "held-out row" : "test row")
    }
}

extension ExplanationsDocument.Mean {
    /// The ends of its interval; `nil` where it has none.
    var bounds: (lower: Double, upper: Double)? { lower.flatMap { lower in upper.map { (lower, $0) } } }
}
