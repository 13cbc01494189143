import Foundation
import Testing

/// Documents name only commands, options and files that are there.
struct DocumentedCommandsTests {
    /// A command as its source declares it.
    private struct Command {
        let name: String
        let children: [String]
    }

    /// The commands by their types, and the options of all of them.
    private static func declared() throws -> (commands: [String: Command], options: Set<String>) {
        var commands: [String: Command] = [:]
        var options: Set<String> = ["--help", "--version"]
        for file in try Repository.files() where file.hasPrefix("Sources/associate/") {
            let text = try Repository.text(file)
            let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            for (line, next) in zip(lines, lines.dropFirst() + [""])
            where line.hasPrefix("@Option") || line.hasPrefix("@Flag") {
                let words = (line + " " + next).components(separatedBy: "var ")
                let name = words.count > 1 ? String(words[1].prefix { $0.isLetter || $0.isNumber }) : ""
                options.insert("--" + (between("customLong(\"", "\"", in: line) ?? kebab(name)))
            }
            guard let line = lines.first(where: { $0.hasPrefix("struct ") && $0.contains("ParsableCommand") }) else {
                continue
            }
            let type = String(line.dropFirst("struct ".count).prefix { $0.isLetter || $0.isNumber })
            let given = between("commandName: \"", "\"", in: text)
            let children = between("subcommands: [", "]", in: text)?.components(separatedBy: ",") ?? []
            commands[type] = Command(
                name: given ?? kebab(type),
                children: children.map {
                    $0.replacingOccurrences(of: ".self", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
                })
        }
        return (commands, options)
    }

    private static func between(_ start: String, _ end: String, in text: String) -> String? {
        guard let range = text.range(of: start) else { return nil }
        let rest = text[range.upperBound...]
        return rest.range(of: end).map { String(rest[..<$0.lowerBound]) }
    }

    private static func kebab(_ name: String) -> String {
        name.enumerated().map { $1.isUppercase ? ($0 > 0 ? "-" : "") + $1.lowercased() : String($1) }.joined()
    }

    /// The words after `associate` in every call that documents show.
    private static func calls() throws -> [(document: String, words: [String])] {
        try Repository.documents().flatMap { document in
            let code = MarkdownCode(try Repository.text(document))
            return (code.spans + code.fenced).flatMap { text -> [(String, [String])] in
                let words = text.prefix { $0 != "#" }.split(separator: " ").map(String.init)
                guard let first = words.first, ["associate", "./associate"].contains(first), words.count > 1 else {
                    return []
                }
                return [(document, Array(words.dropFirst()))]
            }
        }
    }

    @Test func `every command and option that documents show is there`() throws {
        let (commands, options) = try Self.declared()
        let calls = try Self.calls()
        #expect(calls.count >= 5)
        for (document, words) in calls {
            var command = try #require(commands["Associate"])
            for word in words {
                if word.hasPrefix("--") {
                    #expect(options.contains(word), "\(document) shows \(word)")
                } else if !command.children.isEmpty, !word.hasPrefix("<"), !word.hasPrefix("[") {
                    // A usage line names what may stand there in brackets.
                    let child = command.children.compactMap { commands[$0] }.first { $0.name == word }
                    #expect(child != nil, "\(document) shows '\(words.joined(separator: " "))'")
                    guard let child else { break }
                    command = child
                }
            }
        }
    }

    @Test func `every link leads to a file`() throws {
        for document in try Repository.documents() {
            let folder = document.split(separator: "/").dropLast().joined(separator: "/")
            for link in MarkdownCode(try Repository.text(document)).links
            where !link.contains("://") && !link.hasPrefix("#") {
                let path = String(link.prefix { $0 != "#" })
                #expect(Repository.holds(folder.isEmpty ? path : "\(folder)/\(path)"), "\(document) links to \(link)")
            }
        }
    }

    @Test func `every path of the repository that documents name is there`() throws {
        let folders = ["Sources/", "Tests/", "Benchmarks/", "Examples/", "docs/", "scripts/", ".ci/"]
        // Fetched by the bootstrap.
        let fetched = "Examples/late-flights/data/"
        for document in try Repository.documents() {
            let code = MarkdownCode(try Repository.text(document))
            for word in (code.spans + code.fenced).flatMap({ $0.split(separator: " ") }).map(String.init)
            where folders.contains(where: word.hasPrefix) && !word.contains("*") && !word.hasPrefix(fetched) {
                let path = word.trimmingCharacters(in: CharacterSet(charactersIn: ",;:/"))
                #expect(Repository.holds(path), "\(document) names \(word)")
            }
        }
    }
}
