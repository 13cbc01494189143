import ArgumentParser

/// The experiment log.
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the runs of a store.",
        discussion: """
            Examples:
              associate runs list
              associate runs show 2026-11-24-late-flights-7f3a
              associate runs compare 2026-11-23-late 2026-11-24-late
            """,
        subcommands: [RunsList.self, RunsShow.self, RunsCompare.self]
    )
}
