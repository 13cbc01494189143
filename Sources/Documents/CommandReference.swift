package import Foundation

/// The commands as a document, `docs/reference.md`, made from what the command line tells of itself.
package struct CommandReference {
    private let root: Command

    /// Reads the description that the argument parser gives of a command and all below it.
    ///
    /// - Parameter dump: the JSON that `associate --experimental-dump-help` prints.
    /// - Throws: `DecodingError` where it is not that.
    package init(dump: Data) throws {
        root = try JSONDecoder().decode(Dump.self, from: dump).command
    }

    /// The document in Markdown, with a line feed at its end.
    package var markdown: String {
        let commands = root.visible(below: [])
        let index = commands.map { path, command in
            "| [`\(path.joined(separator: " "))`](#\(path.joined(separator: "-"))) | \(cell(command.abstract)) |"
        }
        let head = """
            # Reference of the commands

            Made by `scripts/generate` from the commands themselves: `--help` after any of them says the same. Results go
            to standard output, errors to standard error. The exit status is 0 where the job is done, and means the same
            for all commands: [the README](../README.md#your-own-data) lists what each one says.

            | command | |
            |---|---|

            """
        return head + index.joined(separator: "\n") + "\n"
            + commands.map { section($0, $1) }.joined()
    }

    private func section(_ path: [String], _ command: Command) -> String {
        let name = path.joined(separator: " ")
        var text = "\n## \(name)\n\n\(sentence(command.abstract))\n\n```text\n\(usage(name, command))\n```\n"
        if let discussion = command.discussion, !discussion.isEmpty { text += "\n```text\n\(discussion)\n```\n" }
        let arguments = command.shown
        guard !arguments.isEmpty else { return text }
        text += "\n| argument | |\n|---|---|\n"
        for argument in arguments {
            text += "| `\(argument.form)` | \(cell(argument.abstract ?? ""))\(argument.remarks) |\n"
        }
        return text
    }

    private func usage(_ name: String, _ command: Command) -> String {
        var words = [name]
        for argument in command.shown where argument.kind != "flag" || argument.mustBeGiven {
            words.append(argument.mustBeGiven ? argument.form : "[\(argument.form)]")
        }
        if command.shown.contains(where: { $0.kind == "flag" }) { words.append("[flags]") }
        if command.subcommands?.contains(where: \.isShown) == true { words.append("<subcommand>") }
        var lines: [String] = [""]
        for word in words {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = word
            } else if line.count + word.count < 100 {
                lines[lines.count - 1] = line + " " + word
            } else {
                lines.append("    " + word)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func sentence(_ text: String?) -> String {
        let text = text ?? ""
        return text.hasSuffix(".") ? text : text + "."
    }

    private func cell(_ text: String?) -> String { (text ?? "").replacingOccurrences(of: "|", with: "\\|") }
}

/// The parser's description, as far as it is read.
private struct Dump: Decodable { let command: Command }

private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// Whether people are told of it.
    var isShown: Bool { shouldDisplay != false && commandName != "help" && !commandName.hasPrefix("_") }

    /// The arguments that people are told of; help and version are every command's.
    var shown: [Argument] {
        (arguments ?? []).filter { $0.shouldDisplay != false && !["help", "version"].contains($0.preferredName?.name) }
    }

    /// The command and those below it, each with the words that call it.
    func visible(below path: [String]) -> [(path: [String], command: Command)] {
        let path = path + [commandName]
        return [(path, self)] + (subcommands ?? []).filter(\.isShown).flatMap { $0.visible(below: path) }
    }
}

private struct Argument: Decodable {
    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let kind: String
    let shouldDisplay: Bool?
    let isOptional: Bool
    let isRepeating: Bool
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    var mustBeGiven: Bool { !isOptional }

    /// How it is written.
    var form: String {
        let value = "<\(valueName ?? "value")>"
        let name = preferredName.map { ($0.kind == "short" ? "-" : "--") + $0.name }
        let text =
            switch kind {
            case "positional": value
            case "flag": name ?? ""
            default: "\(name ?? "") \(value)"
            }
        return isRepeating ? text + " …" : text
    }

    /// Its values and its default; one that the machine gives is named by the abstract alone.
    var remarks: String {
        var text = ""
        if let allValues, !allValues.isEmpty, allValues.count <= 12 {
            text += " One of \(allValues.map { "`\($0)`" }.joined(separator: ", "))."
        }
        if let defaultValue, kind != "flag", abstract?.contains("default:") != true {
            text += " Default: `\(defaultValue)`."
        }
        return text
    }
}
