import ArgumentParser
import Evidence
import Foundation
import Pipeline
import Terminal

/// Completions for the shell.
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completions of a shell, or put them where it looks for them.",
        discussion: """
            Examples:
              associate completions bash --install
              associate completions zsh > _associate

            Exit status: 0 done · 1 the file cannot be written · 64 usage.
            """)

    @Argument(help: "The shell.") var shell: Shell

    @Flag(help: "Write the file instead of printing it, and say what else the shell needs.")
    var install = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let script = Associate.completionScript(for: shell.parsed)
        try Rendering.command(common) {
            guard install else { return CompletionsAnswer(shell: shell, script: script) }
            let file = try CompletionFile(shell, environment: ProcessInfo.processInfo.environment)
            try file.write(script)
            return CompletionsAnswer(shell: shell, path: file.path, next: file.next)
        } show: { answer, output in
            guard let path = answer.path, let next = answer.next else { return output.write(script) }
            output.line(StepLine(.done, "completions", path).text(.plain))
            output.line("  Next    " + DisplayText.escaped(next))
        }
    }
}

extension Completions {
    /// Completes the ids of runs.
    static var ofRuns: CompletionKind { .custom { _, _, _ in runs() } }

    /// The ids of the runs in the store that a call without `--store` uses, for shells to complete.
    @Sendable static func runs() -> [String] {
        ((try? RunLog.entries(ofStore: StorePlace.chosen(option: nil))) ?? []).map(\.runID)
    }
}

/// `associate completions --json`.
struct CompletionsAnswer: Encodable {
    let shell: Shell
    /// The file that was written.
    var path: String?
    /// What the person does next, so that the shell sees it.
    var next: String?
    /// The completions, where no file was written.
    var script: String?
}

extension Shell: ExpressibleByArgument {
    fileprivate var parsed: CompletionShell {
        switch self {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }
}
