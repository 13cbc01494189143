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
    package var task: String?
    package var threshold: Double?
    package var positive: String?
    package var weight: String?
    package var cluster: String?
    package var query: String?
    package var slices: [String]
    package var sensitive: [String]
    package var baseline: [String]
    /// `FP=1,FN=5`.
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
        file: String, label: String, scores: [String] = [], prediction: String? = nil, task: String? = nil,
        threshold: Double? = nil, positive: String? = nil, weight: String? = nil, cluster: String? = nil,
        query: String? = nil, slices: [String] = [], sensitive: [String] = [], baseline: [String] = [],
        costs: String? = nil, report: String? = nil, threads: Int, executable: String
    ) {
        self.file = file
        self.label = label
        self.scores = scores
        self.prediction = prediction
        self.task = task
        self.threshold = threshold
        self.positive = positive
        self.weight = weight
        self.cluster = cluster
        self.query = query
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
    let costs: BriefSummary.Costs?

    /// - Throws: ``ArgumentError``.
    init(_ request: EvaluateRequest) throws {
        if request.query != nil {
            throw ArgumentError(
                "--query is for ranking, and ranking is not in this version",
                advice: "leave --query out to judge the scores row by row", code: .notInThisVersion)
        }
        if request.scores.isEmpty, request.prediction == nil {
            throw ArgumentError(
                "neither --score nor --prediction is given",
                advice: "name the column of the scores (--score COLUMN), or of the predictions (--prediction COLUMN)")
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
        task = try request.task.map(Self.task)
        costs = try request.costs.map(Self.costs)
        if let report = request.report { try Self.check(report: report, file: request.file) }
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

    /// `FP=1,FN=5`, in any order and case.
    private static func costs(_ text: String) throws -> BriefSummary.Costs {
        var found: [String: Double] = [:]
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, let cost = Double(sides[1]), cost.isFinite, cost >= 0 else { continue }
            found[sides[0].uppercased()] = cost
        }
        guard parts.count == 2, found.count == 2, let positive = found["FP"], let negative = found["FN"] else {
            throw ArgumentError(
                "--costs takes two numbers of at least 0, not '\(text)'",
                advice: "write what a false positive and a false negative cost: --costs FP=1,FN=5")
        }
        return BriefSummary.Costs(falsePositive: positive, falseNegative: negative)
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
