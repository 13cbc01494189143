import Evidence
import Foundation
import TestSupport
import Testing

/// Completions are printed, installed, and complete.
@Suite struct CompletionsTests {
    @Test(arguments: ["bash", "zsh", "fish"]) func `they are those of the parser`(shell: String) throws {
        let place = try Workspace()
        let printed = try Binary.run(["completions", shell], in: place.path)
        #expect(printed.status == 0)
        #expect(printed.output.contains("evaluate"))
        #expect(!printed.output.contains("_worker"))
        let parser = try Binary.run(["--generate-completion-script", shell], in: place.path)
        #expect(printed.output.hasPrefix(parser.output.dropLast()))
    }

    @Test(arguments: [
        ("bash", ".local/share/bash-completion/completions/associate"), ("zsh", ".zfunc/_associate"),
        ("fish", ".config/fish/completions/associate.fish"),
    ])
    func `--install puts them where the shell looks`(shell: String, file: String) throws {
        let place = try Workspace()
        var home = ["HOME": place.path]
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "BASH_COMPLETION_USER_DIR", "ZDOTDIR"] { home[name] = "" }
        let result = try Binary.run(["completions", shell, "--install"], in: place.path, environment: home)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("\(place.path)/\(file)"))
        #expect(Workspace.files(under: place.path) == [file])
        let again = try Binary.run(["completions", shell, "--install", "--json"], in: place.path, environment: home)
        #expect(try again.json()["path"]?.text == "\(place.path)/\(file)")
    }

    @Test func `a place that cannot be written is an error with another way`() throws {
        let place = try Workspace()
        try place.write(".local", "a file")
        let result = try Binary.run(
            ["completions", "bash", "--install"], in: place.path,
            environment: ["HOME": place.path, "XDG_DATA_HOME": "", "BASH_COMPLETION_USER_DIR": ""])
        #expect(result.status == 1)
        #expect(result.errors.contains("associate completions SHELL > FILE"))
    }

    @Test(arguments: [
        ("associate ru", ["run", "runs"]), ("associate runs ", ["list", "show"]),
        ("associate explain unknown-", ["unknown-key", "unknown-class"]), ("associate evaluate --base", ["--baseline"]),
        ("associate completions ", ["bash", "zsh", "fish"]),
    ])
    func `bash completes with them`(typed: String, expected: [String]) throws {
        let place = try Workspace()
        let script = try Binary.run(["completions", "bash"], in: place.path)
        try place.write("completions.bash", script.output)
        try place.write(
            "complete.bash",
            """
            shopt -s extglob
            . ./completions.bash
            read -r -a COMP_WORDS <<< "$1"
            case $1 in *' ') COMP_WORDS+=('') ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
            _associate associate "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        let result = try Binary.run(
            ["complete.bash", typed], in: place.path, executable: "/bin/bash")
        let words = result.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        for word in expected { #expect(words.contains(word), "\(words): \(result.errors)") }
    }
}
