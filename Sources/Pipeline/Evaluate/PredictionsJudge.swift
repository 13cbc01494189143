import Columns
import Evaluation
import Evidence
import Scoring

/// Figures, slices, calibration, costs and the baseline, from predictions that were read.
struct PredictionsJudge {
    let request: EvaluateRequest
    let rows: LabelledRows
    let label: SettledLabel
    let weights: [Double]?
    let scores: JudgedScores
    let baseline: JudgedScores?
    /// What decisions cost by true and decided class; `nil` where nobody said.
    let costs: [[Double]]?
    /// Metrics beside the usual ones.
    let also: [MetricName]
    /// The query of each row; `nil` where all rows answer one.
    let queries: [Int32]?

    /// Share of the positive class under which `average_precision` says more than `roc_auc`, as for a brief.
    private static let rareShare = 0.05

    func evaluation(findings: [Finding]) throws -> PredictionsEvaluation {
        let known = scores.metrics(of: label.task, also: also)
        let uncertainty = try uncertainty(
            [(PredictionsEvaluation.predictionsName, scores.predictions)], scores.cut, known)
        let figures = try Metrics.evaluate(
            predictions: scores.predictions, target: target, positiveThreshold: scores.cut, names: known,
            settings: request.settings)
        var metrics = uncertainty.adding(to: figures, of: PredictionsEvaluation.predictionsName)
        for name in MetricName.usual(for: label.task) + also where metrics[name] == nil {
            metrics[name] = .undefined(reason: scores.reason(against: name))
        }
        let fairness = fairness
        var evaluation = PredictionsEvaluation(
            rows: rows.rows.count, task: label.task, metrics: metrics,
            slices: try slices(metrics), calibration: try calibration(metrics),
            comparisons: try baseline.map(comparisons), thresholds: try JudgedDecisions(self).document,
            findings: findings + clusterFindings(uncertainty) + sensitiveFindings + (fairness?.findings ?? []),
            subject: .init(
                file: request.file, label: request.label, positive: label.positive, classes: label.classes,
                threshold: label.task == .binary && scores.kind != .decisions ? request.threshold ?? 0.5 : nil,
                primary: primary, weight: request.weight, cluster: request.cluster, sensitive: request.sensitive,
                inferences: label.inferences))
        evaluation.fairness = fairness
        return evaluation
    }

    /// How groups of the sensitive columns fare; `nil` where none was named.
    private var fairness: FairnessDocument? {
        guard !request.sensitive.isEmpty else { return nil }
        return Fairness(decided).document(columns: request.sensitive, table: rows.table, rows: rows.rows)
    }

    /// The predictions as they are decided.
    var decided: DecidedRows {
        DecidedRows(
            scores.predictions, target: target, threshold: scores.cut, costs: JudgedDecisions(self).decidingCosts,
            resampling: resampling)
    }

    /// How the predictions lie.
    func curves() throws -> CurvesDocument {
        try Curves.document(
            candidate: request.model == nil ? "the predictions" : "the model", predictions: scores.predictions,
            target: target, units: units)
    }

    /// That probabilities would be better, were they set right by rows that did not teach the model.
    func recalibrationAdvice() throws -> [Finding] {
        guard scores.kind == .probabilities else { return [] }
        let choice = try RecalibrationChoice(
            scores.predictions, target: target, folds: RecalibrationChoice.folds(of: units, rows: rows.rows.count),
            resampling: resampling)
        guard let method = choice.method, let interval = choice.interval else { return [] }
        return [
            Finding(
                .note, .recalibrationPays,
                "recalibrated (\(method.rawValue)), the log_loss of these probabilities falls by "
                    + "\(NumberText.difference(choice.gain)) [\(NumberText.difference(interval.lowerBound)), "
                    + "\(NumberText.difference(interval.upperBound))]: each fifth of the rows by what the others teach",
                advice: "fit the recalibration on rows that did not teach the model, and before these are judged",
                file: request.file)
        ]
    }

    /// Where the predictions lose most: slices that nobody named, and errors.
    ///
    /// - Parameters:
    ///   - columns: by which rows may be told apart.
    ///   - hidden: those of them whose values are not shown.
    /// - Returns: both.
    func weakness(columns: [String], hidden: Set<String>) -> (slices: FoundSlicesDocument, errors: ErrorsDocument) {
        let known = columns.filter { !hidden.contains($0) && rows.table[$0] != nil }
        let slices = FoundSlices(
            losses: RowLosses.of(scores.predictions, target), kind: RowLosses.kind(of: label.task), weights: weights,
            resampling: resampling
        ).document(columns: known, table: rows.table, rows: rows.rows)
        let errors = ErrorAnalysis(decided).document(
            columns: known, key: [], masked: hidden, table: rows.table, rows: rows.rows)
        return (slices, errors)
    }

    var target: Target {
        Target(task: label.task, classes: label.classes, values: label.values, weights: weights, queries: queries)
    }

    /// The metric of the headline: the default of a brief where the predictions have it.
    var primary: MetricName {
        switch (label.task, scores.kind) {
        case (.regression, _): return .rootMeanSquaredError
        case (_, .decisions): return .accuracy
        case (.multiclass, _): return .logLoss
        case (.binary, _):
            let positives = label.values.count { $0 == 1 }
            return Double(positives) < Self.rareShare * Double(label.values.count) ? .averagePrecision : .rocAUC
        }
    }

    // MARK: Intervals

    var units: ResamplingUnits {
        // Rows of a query depend on one another.
        guard let cluster = request.cluster ?? request.query, let column = rows.table[cluster] else {
            return .rows(rows.rows.count)
        }
        return .groups(of: column, rows: rows.rows)
    }

    private func uncertainty(
        _ candidates: [Uncertainty.Candidate], _ cut: Double?, _ names: [MetricName]
    ) throws -> Uncertainty {
        try Uncertainty(
            candidates: candidates, target: target, positiveThreshold: cut, names: names, compared: nil,
            units: units, seed: request.seed, threads: request.threads, settings: request.settings)
    }

    private func clusterFindings(_ uncertainty: Uncertainty) -> [Finding] {
        guard let cluster = request.cluster ?? request.query, uncertainty.units.count < Limits.fewUnits else {
            return []
        }
        let count = NumberText.counted(
            uncertainty.units.count, request.cluster == nil ? "query" : "cluster",
            request.cluster == nil ? "queries" : "clusters")
        return [
            Finding(
                .warning, .fewUnits,
                uncertainty.isKnown
                    ? "the intervals rest on \(count) of '\(cluster)'; they are widened by Student's t"
                    : "there is \(count) of '\(cluster)', so there are no intervals",
                advice: "judge on rows of more \(request.cluster == nil ? "queries" : "clusters")", file: request.file,
                column: cluster,
                count: uncertainty.units.count)
        ]
    }

    private var sensitiveFindings: [Finding] {
        guard !request.sensitive.isEmpty else { return [] }
        let names = request.sensitive.map { "'\($0)'" }.joined(separator: ", ")
        return [
            Finding(
                .note, .sensitiveAsSlices,
                "\(names): sensitive columns are shown as slices, and their groups are compared",
                advice: "a group of fewer than \(Limits.fairnessRows) rows takes no part: of it nothing can be told",
                file: request.file)
        ]
    }

    // MARK: The baseline

    /// The differences in every metric that both have.
    private func comparisons(_ baseline: JudgedScores) throws -> [MetricsDocument.Comparison] {
        let other = baseline.metrics(of: label.task, also: also)
        let shared = scores.metrics(of: label.task, also: also).filter(other.contains)
        let own = try Metrics.evaluate(
            predictions: scores.predictions, target: target, positiveThreshold: scores.cut, names: shared,
            settings: request.settings)
        let others = try Metrics.evaluate(
            predictions: baseline.predictions, target: target, positiveThreshold: baseline.cut, names: shared,
            settings: request.settings)
        let names = (PredictionsEvaluation.predictionsName, PredictionsEvaluation.baselineName)
        let pair = JudgedScores.paired(scores, baseline)
        let differences = try PairedDifferences(
            pair.0, pair.1, target: target, positiveThreshold: pair.cut, names: shared, resampling: resampling,
            settings: request.settings)
        return try shared.compactMap { name -> MetricsDocument.Comparison? in
            guard let first = own[name]?.number, let second = others[name]?.number else { return nil }
            let gain = name.greaterIsBetter ? first - second : second - first
            let (better, worse) = gain >= 0 ? names : (names.1, names.0)
            let bounds = try differences.interval(of: name, around: gain)
            return MetricsDocument.Comparison(
                better: better, worse: worse, metric: name, difference: abs(gain),
                lower: bounds.map { gain < 0 ? -$0.upperBound : $0.lowerBound },
                upper: bounds.map { gain < 0 ? -$0.lowerBound : $0.upperBound })
        }
    }

    // MARK: Parts

    private func slices(_ metrics: [MetricName: MetricValue]) throws -> SlicesDocument {
        let names = request.slices + request.sensitive.filter { !request.slices.contains($0) }
        return try Slices.document(
            columns: names, table: rows.table, rows: rows.rows, predictions: scores.predictions, target: target,
            primary: primary, threshold: scores.cut,
            resampling: resampling, overall: metrics[primary])
    }

    var resampling: Resampling {
        Resampling(units: units, seed: request.seed, threads: request.threads)
    }

    private func calibration(_ metrics: [MetricName: MetricValue]) throws -> CalibrationDocument {
        guard scores.kind == .scores || scores.kind == .decisions, label.task == .binary else {
            return try Calibration.document(
                predictions: scores.predictions, target: target, error: metrics[.expectedCalibrationError],
                resampling: resampling)
        }
        return CalibrationDocument(
            bins: [],
            expectedCalibrationError: .undefined(reason: scores.reason(against: .expectedCalibrationError)))
    }
}
