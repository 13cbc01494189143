import ArgumentParser
import Evidence

/// A first word that is no command, which the parser would only call an argument too many.
struct UnknownCommand {
    /// What to say: the word, the nearest command, and all that there are.
    let words: [String]

    /// `nil` where the first word is a command or an option.
    ///
    /// - Parameters:
    ///   - arguments: those of the call, without the program's name.
    ///   - root: the program.
    init?(_ arguments: some Sequence<String>, of root: any ParsableCommand.Type = Associate.self) {
        let arguments = Array(arguments)
        var command = root
        var path = ["associate"]
        var rest = arguments[...]
        while let word = rest.first, !command.configuration.subcommands.isEmpty {
            let known = command.configuration.subcommands
            if let next = known.first(where: { $0._commandName == word }) {
                (command, path, rest) = (next, path + [word], rest.dropFirst())
                continue
            }
            if word.hasPrefix("-") || word == "help" || command.configuration.defaultSubcommand != nil { return nil }
            let names = known.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
            words = Self.words(word, among: names, path.joined(separator: " "))
            return
        }
        return nil
    }

    private static func words(_ word: String, among names: [String], _ call: String) -> [String] {
        let shown = DisplayText.escaped(word)
        var hint = "commands: \(names.joined(separator: ", "))"
        if word.contains(".") || word.contains("/") {
            hint = "did you mean '\(call) run \(shown)'?"
        } else if let name = Spelling.nearest(to: word, among: names) {
            hint = "did you mean '\(name)'?"
        }
        return [
            "error: there is no command '\(shown)'", "  " + hint, "Usage: \(call) <subcommand>",
            "  More    \(call) --help",
        ]
    }
}
