import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Proposes a brief from bare tables.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at tables and propose a brief that runs as it is.",
        discussion: """
            Examples:
              associate init customers.csv --label churned
              associate init flights.parquet planes.csv weather.csv --label arr_delay --out delays/brief.yaml
              associate init customers.csv --yes --json | jq .exclude

            It writes a commented brief and, beside it, a suite of checks; it overwrites nothing. Without --label it \
            asks on a terminal. Exit status: 0 written · 1 it failed through no fault of the input · 2 a table or \
            the arguments are wrong, or a file is there · 3 the tables make no dataset that passes the checks · \
            64 usage · 130 interrupted · 143 ended by SIGTERM.
            """
    )

    @Argument(
        help: """
            Tables: paths or globs, or FILE:TABLE of a database file. The first that holds the label has a row for each \
            prediction.
            """,
        completion: .file())
    var sources: [String]

    @Option(help: "The column to predict (default: asked on a terminal).")
    var label: String?

    @Option(help: "Where the brief is written.", completion: .file(extensions: ["yaml", "yml"]))
    var out = "brief.yaml"

    @Flag(help: "Ask nothing: guess the label and say why.")
    var yes = false

    @Flag(help: "Write anew what is there.")
    var force = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func validate() throws {
        guard [".yaml", ".yml"].contains(where: out.lowercased().hasSuffix) else {
            throw ValidationError("--out names a brief, which ends in .yaml, not '\(out)'")
        }
    }

    func run() async throws {
        let screen = RunScreen(output: common.people, silent: common.quiet)
        var call = InitCall(
            inputs: sources, label: label, output: out, threads: work.threads, executable: Executable.path)
        (call.guesses, call.overwrites) = (yes, force)
        let asks = !yes && !common.json && !common.quiet
        let job = Task { [call] in
            try await InitJob(call, observer: screen.observe) { asks ? LabelPrompt.ask($0, on: screen) : nil }.run()
        }
        try await Rendering.command(common, job: job, ended: screen.clear) { document, output in
            InitText(document).lines(output.style).forEach { output.line($0) }
        }
    }
}
