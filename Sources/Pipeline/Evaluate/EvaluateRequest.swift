import Evaluation
import Evidence
import Foundation

/// What a call of `evaluate` asks for, as the person wrote it.
package struct EvaluateRequest: Sendable {
    /// The predictions: a path.
    package var file: String
    package var label: String
    /// Each `C` or `CLASS=C`.
    package var scores: [String]
    package var prediction: String?
    /// A model that predicts the rows: an ONNX file, or the group of keys that a brief has for one.
    package var model: String?
    /// Columns between whose numbers each value is said to lie (regression).
    package var lower: String?
    package var upper: String?
    package var task: String?
    package var threshold: Double?
    package var positive: String?
    package var weight: String?
    package var cluster: String?
    package var query: String?
    /// Names of metrics beside the usual ones.
    package var metrics: [String]
    /// What some metrics leave open.
    var settings: MetricSettings
    package var slices: [String]
    package var sensitive: [String]
    package var baseline: [String]
    /// `FP=1,FN=5`, or `{TRUE: {DECIDED: 5}}`.
    package var costs: String?
    /// Where the page goes.
    package var report: String?
    /// Threads to work with; they change no bit of the result.
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Of the resamples.
    package var seed: Int64 = 7

    package init(
        file: String, label: String, scores: [String] = [], prediction: String? = nil, model: String? = nil,
        lower: String? = nil, upper: String? = nil, task: String? = nil,
        threshold: Double? = nil, positive: String? = nil, weight: String? = nil, cluster: String? = nil,
        query: String? = nil, metrics: [String] = [], k: Int? = nil, beta: Double = 2, quantile: Double = 0.5,
        power: Double = 1.5, slices: [String] = [], sensitive: [String] = [], baseline: [String] = [],
        costs: String? = nil, report: String? = nil, threads: Int, executable: String
    ) {
        self.file = file
        self.label = label
        self.scores = scores
        self.prediction = prediction
        self.model = model
        self.lower = lower
        self.upper = upper
        self.task = task
        self.threshold = threshold
        self.positive = positive
        self.weight = weight
        self.cluster = cluster
        self.query = query
        self.metrics = metrics
        settings = MetricSettings(k: k, beta: beta, quantile: quantile, power: power)
        self.slices = slices
        self.sensitive = sensitive
        self.baseline = baseline
        self.costs = costs
        self.report = report
        self.threads = threads
        self.executable = executable
    }
}

/// The options that can be judged before the file is read.
struct EvaluateOptions {
    let task: LearningTask?
    let costs: EvaluateCosts?
    /// Metrics beside the usual ones.
    let metrics: [MetricName]

    /// - Throws: ``ArgumentError``.
    init(_ request: EvaluateRequest) throws {
        if request.scores.isEmpty, request.prediction == nil, request.model == nil {
            throw ArgumentError(
                "neither --score nor --prediction is given",
                advice: "name the column of the scores (--score COLUMN), or of the predictions (--prediction COLUMN); "
                    + "or a model that predicts the rows (--model FILE.onnx)")
        }
        if request.model != nil, !request.scores.isEmpty || request.prediction != nil {
            throw ArgumentError(
                "--model goes with neither --score nor --prediction: it makes the scores",
                advice: "leave them out; the scores of another model can be the --baseline")
        }
        if request.model != nil, request.lower != nil {
            throw ArgumentError(
                "--lower and --upper do not go with --model, which predicts no intervals", advice: "leave them out")
        }
        if !request.scores.isEmpty, request.prediction != nil {
            throw ArgumentError(
                "--score and --prediction are both given",
                advice:
                    "give --score alone: decisions follow from the scores; or --prediction alone, for decisions only")
        }
        if let threshold = request.threshold, !threshold.isFinite {
            throw ArgumentError("--threshold takes a finite number", advice: "give a score, such as 0.5")
        }
        if (request.lower == nil) != (request.upper == nil) {
            throw ArgumentError(
                "--lower and --upper go together", advice: "name the columns of both ends of the predicted interval")
        }
        task = try request.task.map(Self.task)
        costs = try request.costs.map(EvaluateCosts.init)
        try Self.check(request.settings)
        let known = task.map { MetricName.all(for: $0) } ?? MetricName.allCases
        metrics = try request.metrics.map { name in
            if let metric = MetricName(rawValue: name) { return metric }
            let near = Spelling.nearest(to: name, among: known.map(\.rawValue))
            throw ArgumentError(
                "--metric names no metric: '\(name)'",
                advice: near.map { "did you mean '\($0)'?" }
                    ?? "metrics are \(known.map(\.rawValue).joined(separator: ", "))")
        }
        if let report = request.report { try Self.check(report: report, file: request.file) }
    }

    private static func check(_ settings: MetricSettings) throws {
        if let k = settings.k, k < 1 { throw ArgumentError("--k is at least 1", advice: "say how many come first") }
        guard settings.beta > 0, settings.beta.isFinite else {
            throw ArgumentError("--beta is above 0", advice: "2 makes recall count more than precision, 0.5 less")
        }
        guard settings.quantile > 0, settings.quantile < 1 else {
            throw ArgumentError("--quantile is between 0 and 1", advice: "0.9 judges a bound that one in ten exceeds")
        }
        guard settings.power.isFinite, settings.power <= 0 || settings.power >= 1 else {
            throw ArgumentError(
                "--power is at most 0 or at least 1", advice: "1 is Poisson's, 2 gamma's, between them a mix")
        }
    }

    private static func task(_ word: String) throws -> LearningTask {
        if let task = LearningTask(rawValue: word) { return task }
        let known = LearningTask.allCases.map(\.rawValue).joined(separator: ", ")
        if LearningTask.later.contains(word) {
            throw ArgumentError(
                "the task '\(word)' is not in this version", advice: "tasks are \(known)", code: .notInThisVersion)
        }
        throw ArgumentError("'\(word)' is not a task", advice: "tasks are \(known)")
    }

    /// The page has a folder, and takes the place of no table.
    private static func check(report: String, file: String) throws {
        let target = URL(fileURLWithPath: report).standardizedFileURL
        var isFolder: ObjCBool = false
        let folder = target.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ArgumentError(
                "--report names a file in a folder that is not there: \(report)", advice: "make the folder")
        }
        if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder), isFolder.boolValue {
            throw ArgumentError("--report names a folder: \(report)", advice: "name a file, such as report.html")
        }
        let source = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        guard target.resolvingSymlinksInPath().path != source else {
            throw ArgumentError("--report would overwrite the predictions", advice: "name another file")
        }
    }
}
