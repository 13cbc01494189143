import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// All runs of a store, newest first.
struct RunsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, newest first.",
        discussion: """
            Attempts that ended early are counted below the list; `--all` lists them too, and so does `--json`.

            Examples:
              associate runs list
              associate runs list --store /data/runs --json
            """)

    @Flag(help: "List attempts that ended early too.")
    var all = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let place = try common.storePath()
        try Rendering.command(common) {
            RunLog(runs: try RunLog.entries(ofStore: place))
        } show: { log, output in
            guard !log.runs.isEmpty else {
                return output.line("  No runs in \(place) yet. Start one: associate run brief.yaml")
            }
            var table = TextTable([
                ("run", .left), ("status", .left), ("verdict", .left), ("chosen", .left), ("metric", .left),
                ("value", .right),
            ])
            let shown = all ? log.runs : log.runs.filter { !$0.endedEarly }
            for run in shown {
                table.append([
                    run.runID, run.status, run.recommendation?.words.lowercased() ?? "–", run.chosen ?? "–",
                    run.primary?.rawValue ?? "–", run.value.map(NumberText.metric) ?? "–",
                ])
            }
            if !shown.isEmpty { table.lines(output.style).forEach { output.line($0) } }
            let hidden = log.runs.count - shown.count
            if hidden > 0 {
                output.line("  \(NumberText.counted(hidden, "attempt")) ended early: associate runs list --all")
            }
        }
    }
}
