package import Evidence
import Foundation

/// A shell that has completions.
package enum Shell: String, CaseIterable, Codable, Sendable {
    case bash
    case zsh
    case fish
}

/// Where a shell looks for the completions of a program.
package struct CompletionFile: Sendable, Equatable {
    /// The file, absolute.
    package let path: String
    /// What the person does next, so that the shell sees it.
    package let next: String

    /// The place of a shell: of a person's own, never of the system.
    ///
    /// - Parameters:
    ///   - shell: the shell.
    ///   - environment: `HOME`, and what each shell lets override it.
    /// - Throws: ``CompletionError`` where there is no `HOME`.
    package init(_ shell: Shell, environment: [String: String]) throws(CompletionError) {
        func folder(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let home = folder("HOME") else {
            throw CompletionError("HOME is not set, so there is no place for completions")
        }
        switch shell {
        case .bash:
            let data = folder("XDG_DATA_HOME") ?? "\(home)/.local/share"
            path = (folder("BASH_COMPLETION_USER_DIR") ?? "\(data)/bash-completion") + "/completions/associate"
            next = "open a new shell; without the package bash-completion, add to ~/.bashrc: . \(path)"
        case .zsh:
            let folder = (folder("ZDOTDIR") ?? home) + "/.zfunc"
            path = folder + "/_associate"
            next = "add to ~/.zshrc: fpath=(\(folder) $fpath); autoload -U compinit; compinit"
        case .fish:
            path = (folder("XDG_CONFIG_HOME") ?? "\(home)/.config") + "/fish/completions/associate.fish"
            next = "open a new shell"
        }
    }

    /// Writes the script, with the folders above it; a file that is there is replaced.
    ///
    /// - Throws: ``CompletionError`` where the system refuses.
    package func write(_ script: String) throws(CompletionError) {
        let file = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(script.utf8).write(to: file, options: .atomic)
        } catch {
            throw CompletionError("the file cannot be written", path: path)
        }
    }
}

/// Completions that cannot be put in their place.
package struct CompletionError: HouseError, Equatable {
    package let findings: [Finding]

    package var exitStatus: ExitStatus { .failed }

    init(_ message: String, path: String? = nil) {
        findings = [
            Finding(
                .error, .storeUnusable, message,
                advice: "print them, and put them where your shell looks: associate completions SHELL > FILE",
                file: path)
        ]
    }
}
