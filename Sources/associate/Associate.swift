import ArgumentParser
import Evidence
import Terminal

/// The command line; each command parses, calls one function of a room, and renders the result.
@main
struct Associate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "associate",
        abstract: "From raw tables to an honestly evaluated, documented model.",
        discussion: """
            Hand it a brief:       associate run brief.yaml
            Or a table and label:  associate run customers.csv --label churned
            Look at a table first: associate profile customers.csv --label churned
            Then look:             associate runs list
            And use it:            associate score latest --input new.csv --output scores.csv
            Or prove a run:        associate reproduce latest
            Or judge another model: associate evaluate predictions.csv --label late --score p
            When in doubt:         associate doctor, associate explain
            """,
        version: Version.current,
        subcommands: [
            Init.self, Run.self, Check.self, Profile.self, Runs.self, Score.self, Reproduce.self, Evaluate.self,
            Export.self, Explain.self, DoctorCommand.self, Completions.self,
            WorkerCommand.self, ProbeCommand.self, ReferenceCommand.self,
        ]
    )

    static func main() async {
        if let unknown = UnknownCommand(CommandLine.arguments.dropFirst()) {
            unknown.words.forEach { Output(.standardError).line($0) }
            exit(withError: ExitStatus.usage.exitCode)
        }
        do {
            var command = try parseAsRoot(nil)
            if var working = command as? any AsyncParsableCommand {
                try await working.run()
            } else {
                try command.run()
            }
        } catch {
            guard let usage = UsageError(error) else { exit(withError: error) }
            usage.words.forEach { Output(.standardError).line($0) }
            exit(withError: ExitStatus.usage.exitCode)
        }
    }
}
