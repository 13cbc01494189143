/// What `associate evaluate` says of predictions that were made elsewhere (contracts, section 7).
package struct PredictionsEvaluation: Sendable, Equatable {
    /// Rows that were evaluated: those with a label.
    package var rows: Int
    package var task: LearningTask
    /// A value, or the reason why there is none, for every metric of the task.
    package var metrics: [MetricName: MetricValue]
    package var slices: SlicesDocument
    package var calibration: CalibrationDocument
    /// Against the baseline; `nil` where none was named.
    package var comparisons: [MetricsDocument.Comparison]?
    /// What decisions at the threshold cost; `nil` where no costs were given.
    package var thresholds: ThresholdsDocument?
    package var findings: [Finding]
    /// What was evaluated, for pages and terminals; it is not part of the JSON.
    package var subject: Subject

    /// The names under which comparisons speak of the two.
    package static let predictionsName = "predictions"
    package static let baselineName = "baseline"

    /// What was evaluated.
    package struct Subject: Sendable, Equatable {
        /// The file as the person named it.
        package var file: String
        package var label: String
        /// The class that scores speak of (binary only).
        package var positive: String?
        /// The classes in order; empty for regression.
        package var classes: [String]
        /// The score from which on a row is positive (binary only).
        package var threshold: Double?
        /// The metric of the headline, of slices and of the baseline.
        package var primary: MetricName
        package var weight: String?
        package var cluster: String?
        /// The slice columns that are sensitive.
        package var sensitive: [String]
        /// What was left open, how it was settled and why.
        package var inferences: [Inference]

        package init(
            file: String, label: String, positive: String?, classes: [String], threshold: Double?, primary: MetricName,
            weight: String? = nil, cluster: String? = nil, sensitive: [String] = [], inferences: [Inference] = []
        ) {
            self.file = file
            self.label = label
            self.positive = positive
            self.classes = classes
            self.threshold = threshold
            self.primary = primary
            self.weight = weight
            self.cluster = cluster
            self.sensitive = sensitive
            self.inferences = inferences
        }
    }

    /// Groups of the sensitive columns; absent where none was named.
    package var fairness: FairnessDocument?
    /// Parts of the rows on which more is lost; absent where no report was asked for.
    package var foundSlices: FoundSlicesDocument?
    /// Where the predictions are wrong; absent where no report was asked for.
    package var errors: ErrorsDocument?
    /// How the predictions lie; absent where no report was asked for, or decisions were given.
    package var curves: CurvesDocument?
    /// What a model rests on; absent unless a model was given and a report asked for.
    package var importance: ImportanceDocument?
    /// How a model's predictions follow its columns; absent where ``importance`` is.
    package var explanations: ExplanationsDocument?

    package init(
        rows: Int, task: LearningTask, metrics: [MetricName: MetricValue], slices: SlicesDocument,
        calibration: CalibrationDocument, comparisons: [MetricsDocument.Comparison]? = nil,
        thresholds: ThresholdsDocument? = nil, findings: [Finding], subject: Subject
    ) {
        self.rows = rows
        self.task = task
        self.metrics = metrics
        self.slices = slices
        self.calibration = calibration
        self.comparisons = comparisons
        self.thresholds = thresholds
        self.findings = findings
        self.subject = subject
    }
}

extension PredictionsEvaluation: Encodable {
    private enum CodingKeys: String, CodingKey {
        case rows, task, metrics, slices, calibration, comparisons, thresholds, fairness, errors, findings
        case curves, importance, explanations
        case foundSlices = "found_slices"
    }

    /// Writes the keys of the contract, and those that options ask for.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(rows, forKey: .rows)
        try fields.encode(task, forKey: .task)
        try fields.encode(metrics, forKey: .metrics)
        try fields.encode(slices, forKey: .slices)
        try fields.encode(calibration, forKey: .calibration)
        try fields.encodeIfPresent(comparisons, forKey: .comparisons)
        try fields.encodeIfPresent(thresholds, forKey: .thresholds)
        try fields.encodeIfPresent(fairness, forKey: .fairness)
        try fields.encodeIfPresent(foundSlices, forKey: .foundSlices)
        try fields.encodeIfPresent(errors, forKey: .errors)
        try fields.encodeIfPresent(curves, forKey: .curves)
        try fields.encodeIfPresent(importance, forKey: .importance)
        try fields.encodeIfPresent(explanations, forKey: .explanations)
        try fields.encode(findings, forKey: .findings)
    }
}
