import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// One run, read back from its folder after its hashes were checked.
struct RunsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one run: what it found, from what, and whether its files are as written.",
        discussion: """
            Examples:
              associate runs show 2026-11-24-late-flights-7f3a
              associate runs show late-flights --json
              associate runs show latest

            The name of a brief stands for its latest complete run, 'latest' for that of the store.
            """)

    @Argument(
        help: "A run's id, the beginning of one, the name of its brief, latest, or its folder.",
        completion: Completions.ofRuns)
    var id: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let details = try Rendering.command(common) {
            try RunDetails(of: id, inStore: common.storePath())
        } show: { details, output in
            RunDetailsText(details).lines(output.style).forEach { output.line($0) }
        }
        // A run whose files are not as written is shown, and is no success.
        guard !details.findings.isEmpty else { return }
        Rendering.findings(details.findings)
        throw ExitStatus.inputWrong.exitCode
    }
}
