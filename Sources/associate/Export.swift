import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Writes a model in a form that others read.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Write a model as ONNX, SQL, Swift, tests, Python or a notebook, and prove that it gives the same answer.",
        discussion: """
            Examples:
              associate export latest sql --dialect postgresql --from shop.customers --output score.sql
              associate export late-flights sql --verify
              associate export runs/2026-11-28-late-flights-7f3a swift --output Model.swift
              associate export latest tests --output model_tests
              associate export latest python --output model_project
              associate export latest onnx --output churn.onnx
              associate export latest --verify --json

            Kinds:
              onnx       the package's file, after its checks
              sql        one SELECT over rows of the dataset: duckdb, postgresql, sqlite, spark, databricks, snowflake, \
            bigquery
              swift      one source file without dependencies
              tests      contract tests for pytest
              python     a project that fits the model again and reaches the run's figures, fold by fold where there \
            are folds
              notebook   opens the run: figures, rows, the model's SQL

            --verify asks DuckDB, ONNX Runtime, LightGBM (of trees) and SQLite, where they are installed, for rows of \
            the run that were not fitted on, where there are some, and for rows at every threshold of the model. Exit \
            status: 0 done · 1 an engine gives another answer, or the machine refuses · 2 the model or the arguments \
            are wrong · 64 usage.
            """
    )

    @Argument(
        help: "A run's id, the beginning of one, the name of its brief, latest, its folder, or a model folder.",
        completion: Completions.ofRuns)
    var model: String

    @Argument(help: "What to write: onnx, sql, swift, tests, python or notebook; with --verify it may be left out.")
    var kind: String?

    @Option(help: "The SQL's dialect: duckdb, postgresql, sqlite, spark, databricks, snowflake or bigquery.")
    var dialect = "duckdb"

    @Option(help: "The table or view that the SQL reads, its schema before it (default: rows).")
    var from: String?

    @Option(help: "A column that the SQL hands on with each row; may be repeated (default: the key).")
    var keep: [String] = []

    @Option(help: "Where to write (default: model.sql and its like in this folder).", completion: .file())
    var output: String?

    @Flag(help: "Write over what is there.")
    var force = false

    @Flag(help: "Ask the engines for the model's answers and compare them with those in process, before writing.")
    var verify = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func run() async throws {
        let job = Task { try ExportJob(call()).run() }
        let document = try await Rendering.command(common, job: job) { document, output in
            ExportText(document).lines(output.style).forEach { output.line($0) }
        }
        if !document.holds { throw ExitStatus.failed.exitCode }
    }

    private func call() throws -> ExportCall {
        var call = ExportCall(
            model: model, kind: try kind.map { try ExportKind(named: $0) }, store: try common.storePath(),
            threads: work.threads)
        try call.setDialect(named: dialect)
        if let from { call.relation = from.split(separator: ".").map(String.init) }
        (call.kept, call.output, call.overwrites, call.verifies) = (keep, output, force, verify)
        return call
    }
}
