import ArgumentParser
import Evidence
import Foundation
import Pipeline
import Terminal

/// Profiles a table.
struct Profile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Profile a table: its columns, how they go together, what changes over time, what to look at first.",
        discussion: """
            Examples:
              associate profile customers.csv
              associate profile customers.csv --label churned --html customers.html
              associate profile 'sales/*.parquet' --label returned --time sold_at --json

            The page is one file that needs no network. Without --html it is NAME-profile.html in this folder; with \
            --json or --out it is written only where --html asks for it. Nothing is written to the table.

            Exit status: 0 done · 1 it failed through no fault of the input · 2 the table or the arguments are wrong · \
            64 usage · 130 interrupted · 143 ended by SIGTERM.
            """
    )

    @Argument(help: "A table: a path or a glob, or FILE:TABLE of a database file.", completion: .file())
    var source: String

    @Option(help: "The column to predict: what goes with it is shown.")
    var label: String?

    @Option(help: "The column of moments over which the rows are looked at (default: the fullest one).")
    var time: String?

    @Option(help: "Write the page to this file (default: NAME-profile.html).", completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "Write the profile as JSON to this file.", completion: .file(extensions: ["json"]))
    var out: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    /// Where the page goes; `nil` for nowhere.
    private var page: String? {
        if let html { return html }
        return common.json || out != nil ? nil : ProfileCall.pageName(for: source)
    }

    func run() async throws {
        let call = ProfileCall(
            source: source, label: label, time: time, html: page, out: out, threads: work.threads,
            executable: Executable.path)
        let printer = StepPrinter(output: common.people, silent: common.quiet)
        let job = Task { [call] in
            try await ProfileJob(call) { printer.running("profile", $0) }.run()
        }
        try await Rendering.command(common, job: job, ended: printer.clear) { document, output in
            ProfileText(document, page: page, out: out).lines(output.style).forEach { output.line($0) }
        }
    }
}
