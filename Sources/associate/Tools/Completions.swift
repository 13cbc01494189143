import ArgumentParser
import Evidence
import Foundation
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
        let file = try CompletionFile(shell, environment: ProcessInfo.processInfo.environment)
        try Rendering.command(common) {
            if install { try file.write(script) }
            return CompletionsAnswer(shell: shell, path: install ? file.path : nil, script: install ? nil : script)
        } show: { answer, output in
            guard let path = answer.path else { return output.write(script) }
            output.line("  ✓ completions    \(DisplayText.escaped(path))")
            output.line("  Next    \(file.next)")
        }
    }
}

/// `associate completions --json`.
struct CompletionsAnswer: Encodable {
    let shell: Shell
    /// The file that was written.
    let path: String?
    /// The completions, where no file was written.
    let script: String?
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
