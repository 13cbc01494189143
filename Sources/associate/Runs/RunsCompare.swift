import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Runs beside the first of them, after the hashes of all were checked.
struct RunsCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare runs: metrics with paired differences, and what differs between them.",
        discussion: """
            Examples:
              associate runs compare 2026-11-23-late 2026-11-24-late
              associate runs compare 2026-11-23-late 2026-11-24-late 2026-11-25-late --html comparison.html
              associate runs compare 2026-11-23-late 2026-11-24-late --json | jq '.comparisons[0].differs'

            The first run is the baseline. Differences have intervals where the figures are of the same rows. Where runs of \
            the store lie between two, each with some of the changes, the difference is told step by step.

            Exit status: 0 done · 1 it failed through no fault of the input · 2 a run is unknown, not complete, not as \
            it was written, or predicts something else, or fewer than two are named · 64 usage.
            """)

    @Argument(
        help: "Two runs or more, the baseline first: ids, beginnings of ids, names of briefs, latest, or folders.",
        completion: Completions.ofRuns)
    var runs: [String]

    @Option(help: "Write a page to this file.", completion: .file(extensions: ["html"]))
    var html: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func run() throws {
        try Rendering.command(common) {
            try CompareJob(runs, inStore: common.storePath(), page: html, threads: work.threads).run()
        } show: { comparison, output in
            RunComparisonText(comparison, page: html).lines(output.style).forEach { output.line($0) }
        }
    }
}
