import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Judges predictions that were made elsewhere.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge predictions, or a model, made elsewhere: figures with intervals, slices, calibration, costs.",
        discussion: """
            Examples:
              associate evaluate predictions.csv --label late --score probability
              associate evaluate predictions.parquet --label species --score Adelie=p1 --score Gentoo=p2 --score Chinstrap=p3
              associate evaluate predictions.csv --label price --prediction predicted --baseline last_year --cluster shop
              associate evaluate customers.csv --label churned --model models/churn.onnx --slice plan
              associate evaluate predictions.csv --label late --score p --costs FP=1,FN=5 --slice carrier --json

            The table is CSV, TSV, JSON lines or Parquet, a row a prediction. Exit status: 0 done · 1 it failed \
            through no fault of the input · 2 the table or the arguments are wrong · 64 usage · 130 interrupted · 143 ended by SIGTERM.
            """
    )

    @Argument(help: "The table of predictions and what came true.", completion: .file())
    var predictions: String

    @Option(help: "The column of what came true.")
    var label: String

    @Option(help: "Scores: of the positive class (C); or of each class (CLASS=C, or C in sorted class order).")
    var score: [String] = []

    @Option(help: "Predicted numbers (regression), or classes without scores.")
    var prediction: String?

    @Option(help: "An ONNX file that predicts the rows, or a brief's group {onnx: FILE, …}.", completion: .file())
    var model: String?

    @Option(help: "The lower end of each predicted interval (regression): adds interval_coverage and its width.")
    var lower: String?

    @Option(help: "The upper end of each predicted interval.")
    var upper: String?

    @Option(help: "binary, multiclass or regression (default: by the label and the scores).")
    var task: String?

    @Option(help: "The score at or above which a row is positive (binary; default: 0.5).")
    var threshold: Double?

    @Option(help: "The class that scores speak of (binary; default: true, 1 or yes, else the rarer one).")
    var positive: String?

    @Option(help: "A column of weights, as scikit-learn's sample_weight.")
    var weight: String?

    @Option(help: "A column whose rows of one value depend on one another, for the intervals.")
    var cluster: String?

    @Option(help: "A column of queries: also judge the order of each query's rows (ndcg, precision_at_k and others).")
    var query: String?

    @Option(parsing: .upToNextOption, help: "Metrics beside the usual ones, by scikit-learn's names.")
    var metric: [String] = []

    @Option(help: "How many come first in metrics of first ones (default: 2 classes, 10 rows; all in ndcg and dcg).")
    var k: Int?

    @Option(help: "How much more recall counts than precision in fbeta.")
    var beta: Double = 2

    @Option(help: "The quantile that mean_pinball_loss and d2_pinball_score judge.")
    var quantile: Double = 0.5

    @Option(help: "The power of mean_tweedie_deviance and d2_tweedie_score.")
    var power: Double = 1.5

    @Option(parsing: .upToNextOption, help: "Columns by whose values the rows are also judged apart.")
    var slice: [String] = []

    @Option(parsing: .upToNextOption, help: "Sensitive columns, treated as slices for now.")
    var sensitive: [String] = []

    @Option(help: "Predictions to beat, in the form of --score or --prediction; differences have intervals.")
    var baseline: [String] = []

    @Option(help: "What wrong decisions cost: FP=1,FN=5, or of several classes {TRUE: {DECIDED: 5}}.")
    var costs: String?

    @Option(help: "Write a page with charts, weak slices and errors.", completion: .file(extensions: ["html"]))
    var report: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func run() async throws {
        let request = EvaluateRequest(
            file: predictions, label: label, scores: score, prediction: prediction, model: model, lower: lower,
            upper: upper,
            task: task, threshold: threshold,
            positive: positive, weight: weight, cluster: cluster, query: query, metrics: metric,
            k: k, beta: beta, quantile: quantile, power: power, slices: slice, sensitive: sensitive,
            baseline: baseline, costs: costs, report: report, threads: work.threads, executable: Executable.path)
        let job = Task { try await EvaluateJob(request).run() }
        try await Rendering.command(common, job: job) { evaluation, output in
            EvaluationText(evaluation, report: report).lines(output.style).forEach { output.line($0) }
        }
    }
}
