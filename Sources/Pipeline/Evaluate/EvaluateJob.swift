import Columns
import Documents
import Evaluation
package import Evidence
import Foundation
import Scoring

/// Judges predictions that were made elsewhere, by the same code as the main job's test part.
package struct EvaluateJob: Sendable {
    private let request: EvaluateRequest

    package init(_ request: EvaluateRequest) { self.request = request }

    /// Reads the file, judges it, and writes the page where one is asked for.
    ///
    /// - Throws: a `HouseError`: exit 2 where arguments or predictions are wrong, 1 where reading or writing failed
    ///   through no fault of theirs.
    package func run() async throws -> PredictionsEvaluation {
        let options = try EvaluateOptions(request)
        let scratch = try Scratch.make("evaluate")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let model = try request.model.map { try ModelOnTable($0) }
        let file = try await PredictionsFile(request, scratch: scratch)
        let evaluation = try await judge(file, options, model, scratch: scratch)
        if let report = request.report { try PageFile.write(try EvaluationPage.html(evaluation), to: report) }
        return evaluation
    }

    private func judge(
        _ file: PredictionsFile, _ options: EvaluateOptions, _ model: ModelOnTable?, scratch: String
    ) async throws -> PredictionsEvaluation {
        let known = Set(file.names)
        // What a model predicts is of the label's kind.
        let scores: ScoreColumns =
            try (model == nil ? request.prediction : request.label).map { .decided($0) }
            ?? ScoreColumns(request.scores, option: "--score", columns: known)
        var baseline =
            try request.baseline.isEmpty
            ? nil : ScoreColumns(request.baseline, option: "--baseline", columns: known)
        let table = try file.table(of: wanted(scores, baseline), andAll: model != nil || request.report != nil)
        let rows = try LabelledRows(table, label: request.label, file: request.file)
        var settler = LabelSettler(
            rows, label: request.label, scores: scores, task: options.task, positive: request.positive)
        var label = try settler.settle()
        try check(options, of: label.task)
        if case .one(let name)? = baseline, isDecided(name, model == nil ? scores : .one(name), label, rows) {
            baseline = .decided(name)
        }
        if request.lower != nil, label.task != .regression {
            throw ArgumentError(
                "--lower and --upper have no meaning for a \(label.task.rawValue) task", advice: "leave them out")
        }
        let reader = ScoreReader(rows: rows, label: label, threshold: request.threshold ?? 0.5)
        let judged =
            if let model {
                (scores: try await model.scores(rows, label, request, scratch: scratch), findings: [model.finding])
            } else {
                try reader.read(scores, lower: request.lower, upper: request.upper)
            }
        let against = try baseline.map { try reader.read($0) }
        label.findings += judged.findings + (against?.findings ?? [])
        let judge = PredictionsJudge(
            request: request, rows: rows, label: label, weights: try weights(rows), scores: judged.scores,
            baseline: against?.scores,
            costs: try options.costs?.matrix(label.task, classes: label.classes),
            also: try also(options, of: label.task),
            queries: rows.queries(request.query))
        var evaluation = try judge.evaluation(findings: file.findings + rows.findings + label.findings)
        guard request.report != nil, judged.scores.kind == .probabilities || judged.scores.kind == .values else {
            return evaluation
        }
        // Rows are told apart by what stands beside label and predictions; what is personal is neither shown nor used.
        let apart = Set(wanted(scores, baseline).map(\.column)).subtracting(request.slices)
        let hidden = try await file.personal().union(request.sensitive)
        let weak = judge.weakness(columns: file.names.filter { !apart.contains($0) }, hidden: hidden)
        (evaluation.foundSlices, evaluation.errors) = (weak.slices, weak.errors)
        evaluation.curves = try judge.curves()
        evaluation.findings += weak.slices.findings + (try judge.recalibrationAdvice())
        if let model {
            let explained = try await model.explanations(judge, hidden: hidden, scratch: scratch)
            (evaluation.importance, evaluation.explanations) = (explained.importance, explained.explanations)
        }
        return evaluation
    }

    /// All columns with the options that name them.
    private func wanted(_ scores: ScoreColumns, _ baseline: ScoreColumns?) -> [(column: String, option: String)] {
        let score = request.model != nil ? "--label" : request.prediction == nil ? "--score" : "--prediction"
        var wanted = [(column: request.label, option: "--label")]
        wanted += scores.columns.map { ($0, score) }
        wanted += (baseline?.columns ?? []).map { ($0, "--baseline") }
        wanted += [request.weight].compactMap(\.self).map { ($0, "--weight") }
        wanted += [request.cluster].compactMap(\.self).map { ($0, "--cluster") }
        wanted += [request.lower].compactMap(\.self).map { ($0, "--lower") }
        wanted += [request.upper].compactMap(\.self).map { ($0, "--upper") }
        wanted += [request.query].compactMap(\.self).map { ($0, "--query") }
        wanted += request.slices.map { ($0, "--slice") }
        return wanted + request.sensitive.map { ($0, "--sensitive") }
    }

    private func check(_ options: EvaluateOptions, of task: LearningTask) throws {
        guard task != .binary else { return }
        if request.threshold != nil {
            throw ArgumentError("--threshold has no meaning for a \(task.rawValue) task", advice: "leave it out")
        }
    }

    /// What was asked for beside the usual metrics, and with queries what ranks their rows.
    private func also(_ options: EvaluateOptions, of task: LearningTask) throws -> [MetricName] {
        let known = MetricName.all(for: task)
        if let stranger = options.metrics.first(where: { !known.contains($0) }) {
            throw ArgumentError(
                "'\(stranger.rawValue)' is no metric of a \(task.rawValue) task",
                advice: "metrics of \(task.rawValue) are \(known.map(\.rawValue).joined(separator: ", "))")
        }
        let named = options.metrics + (request.lower == nil ? [] : [.intervalCoverage, .meanIntervalWidth])
        guard request.query != nil else { return named }
        guard task != .multiclass else {
            throw ArgumentError(
                "--query has no meaning for a multiclass task", advice: "leave it out: it ranks rows by one score")
        }
        return named + MetricName.ranking.filter(known.contains)
    }

    /// Whether one column of a baseline holds classes: beside decisions, for several classes, and where it is text.
    private func isDecided(
        _ name: String, _ scores: ScoreColumns, _ label: SettledLabel, _ rows: LabelledRows
    ) -> Bool {
        if case .decided = scores { return true }
        if label.task == .multiclass { return true }
        if case .text? = rows.table[name] { return label.task == .binary }
        return false
    }

    private func weights(_ rows: LabelledRows) throws -> [Double]? {
        guard let name = request.weight else { return nil }
        let weights = try rows.numbers(
            name, .weightUnfit, noun: "weight", cure: "give every row a finite weight of at least 0"
        ) { $0.isFinite && $0 >= 0 }
        guard weights.contains(where: { $0 > 0 }) else {
            throw PredictionsError([
                Finding(
                    .error, .weightUnfit, "all weights in '\(name)' are 0", advice: "give at least one row a weight",
                    file: request.file, column: name)
            ])
        }
        return weights
    }
}

/// What the machine refused.
struct FileFailure: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .failed }

    init(_ message: String) {
        findings = [Finding(.error, .storeUnusable, message, advice: "check that there is room and that you may write")]
    }
}
