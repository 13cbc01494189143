import ArgumentParser

/// The experiment log.
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the runs of a store.",
        discussion: """
            Examples:
              associate runs list
              associate runs show 2026-11-24-late-flights-7f3a
            """,
        subcommands: [RunsList.self, RunsShow.self]
    )
}
