import ArgumentParser
import Evidence
import Foundation
import Pipeline
import Terminal

/// Scores the rows of files with a run's model.
struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score the rows of files with a run's model: decisions, probabilities, reasons in words.",
        discussion: """
            Examples:
              associate score latest --input customers.csv --output scores.parquet
              associate score late-flights --input 'flights/*.parquet' --output late.csv --keep tailnum --explain 3
              associate score runs/2026-11-24-churn-7f3a/model --input new.jsonl --output - | head
              associate score late-flights --input flights=new.csv --input weather=today.csv --output late.parquet
              associate score churn --input shop.duckdb:customers --where warehouse --output scores.parquet

            Input is Parquet, CSV, TSV or JSON lines, or a table of a DuckDB or SQLite file. A table of what the model reads is \
            scored as it is. Raw tables go through the brief's SQL first: NAME=PATH stands for a source of the brief, and \
            a table without a name for its only one; sources that are not named are read as the brief says. Columns that \
            only the label is made of may be missing. Output is Parquet, CSV or JSON lines by its ending, and CSV on \
            standard output for -. Rows keep their order. The key columns stand first, then what --keep names, then \
            'prediction' and 'score', or 'probability_CLASS' for several classes. Memory does not grow with the rows; \
            the temporary folder needs room for a copy of the columns that are read and kept.

            An output that exists is replaced, and only when all rows are scored.

            Exit status: 0 done · 1 it failed through no fault of the input · 2 the model, the input or the arguments \
            are wrong · 64 usage · 130 interrupted.
            """
    )

    @Argument(
        help: "A run's id, the name of its brief, latest, its folder, or its model folder.",
        completion: Completions.ofRuns)
    var model: String

    @Option(parsing: .upToNextOption, help: "Paths or globs; NAME=PATH for a source.", completion: .file())
    var input: [String]

    @Option(help: "Where the scored rows go: .parquet, .csv or .jsonl; - is standard output.", completion: .file())
    var output: String

    @Option(parsing: .upToNextOption, help: "Columns of the input to keep beside the key.")
    var keep: [String] = []

    @Flag(help: "Keep all columns of the input.")
    var keepAll = false

    @Option(help: "Say the N strongest reasons for each score in words (0 to 20).")
    var explain = 0

    @Option(name: .customLong("where"), help: "process, or warehouse: the model as SQL in DuckDB.")
    var place = "process"

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func validate() throws {
        if common.json, output == "-" {
            throw ValidationError("--json and --output - both write to standard output: name a file")
        }
    }

    func run() async throws {
        guard let place = ScorePlace(rawValue: place.lowercased()) else {
            throw ValidationError("--where takes process or warehouse, not '\(place)'")
        }
        let call = ScoreCall(
            model: model, store: common.store, input: input, output: output, keep: keep, keepAll: keepAll,
            explain: explain, place: place,
            threads: work.threads, executable: Executable.path)
        let people = output == "-" ? Output(.standardError) : common.people
        let printer = StepPrinter(output: people, silent: common.quiet)
        let job = ScoreJob(call) { printer.running("score", $0) }
        let start = ContinuousClock.now
        let task = Task { try await job.run() }
        try await Rendering.command(common, job: task, overdue: job.giveUp, ended: printer.clear) { summary, _ in
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            ScoringText(summary, seconds: seconds).lines(people.style).forEach { people.line($0) }
        }
    }
}
