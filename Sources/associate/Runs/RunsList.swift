import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// All runs of a store, newest first.
struct RunsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, newest first, those that failed among them.",
        discussion: """
            Examples:
              associate runs list
              associate runs list --store /data/runs --json
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        try Rendering.command(common) {
            RunLog(runs: try RunLog.entries(ofStore: common.storePath()))
        } show: { log, output in
            guard !log.runs.isEmpty else {
                return output.line(
                    "  No runs in \(common.store ?? "the store") yet. Start one: associate run brief.yaml")
            }
            var table = TextTable([
                ("run", .left), ("status", .left), ("verdict", .left), ("chosen", .left), ("metric", .left),
                ("value", .right),
            ])
            for run in log.runs {
                table.append([
                    run.runID, run.status, run.recommendation?.rawValue ?? "–", run.chosen ?? "–",
                    run.primary?.rawValue ?? "–", run.value.map(NumberText.metric) ?? "–",
                ])
            }
            table.lines(output.style).forEach { output.line($0) }
        }
    }
}
