import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Checks data without fitting anything.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check data: a brief's dataset, or a table, against a suite of expectations.",
        discussion: """
            Examples:
              associate check Examples/late-flights/brief.yaml
              associate check customers.csv --label churned
              associate check customers.csv --suite suite.yaml
              associate check customers.csv --propose suite.yaml
              associate check customers.csv --propose great_expectations.json
              associate check customers.parquet --suite great_expectations.json --json

            A suite is Associate's own in YAML, or one of Great Expectations in JSON (0.18 and 1.x). Exit status: 0 \
            the data is as expected · 1 it failed through no fault of the input · 2 the brief, the suite, the data or \
            the arguments are wrong · 3 an expectation of severity error failed · 4 a sign-off is needed, since a \
            brief has personal data among its features (a table has no features: there it is a warning) · 64 usage · \
            130 interrupted · 143 ended by SIGTERM.
            """
    )

    @Argument(
        help: "A brief (.yaml or .yml), or a table: a path or a glob, or FILE:TABLE of a database file.",
        completion: .file())
    var input: String

    @Option(help: "The column to predict, where the input is a table: it is checked as a run would.")
    var label: String?

    @Option(help: "The suite (default: the brief's).", completion: .file(extensions: ["yaml", "yml", "json"]))
    var suite: String?

    @Option(help: "Write a proposed suite to this file, Great Expectations' if it ends in .json.", completion: .file())
    var propose: String?

    @Option(help: "Moments at which a brief's sources are cut for the leakage replay (default: 12).")
    var cuts: Int?

    @Flag(help: "Cut the sources at every moment of prediction; this takes long.")
    var exhaustive = false

    @Flag(help: "Prove that what is fitted on training rows does not change with the others.")
    var preprocessing = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func validate() throws {
        if let cuts, !(1...100_000).contains(cuts) { throw ValidationError("--cuts must be between 1 and 100000") }
        if cuts != nil, exhaustive { throw ValidationError("--cuts and --exhaustive exclude one another") }
    }

    func run() async throws {
        var call = CheckCall(
            input: input, suite: suite, proposal: propose, store: try common.storePath(), threads: work.threads,
            executable: Executable.path)
        (call.cutCount, call.isExhaustive) = (cuts, exhaustive)
        call.provesPreprocessing = preprocessing
        call.label = label
        let job = Task { [call] in try await CheckJob(call).run() }
        let document = try await Rendering.command(common, job: job) { document, output in
            ChecksText(document, table: call.isBrief ? nil : call.input).lines(output.style).forEach { output.line($0) }
            if let propose { output.line("  Suite   \(DisplayText.escaped(propose))") }
        }
        if document.exitStatus != .done { throw document.exitStatus.exitCode }
    }
}
