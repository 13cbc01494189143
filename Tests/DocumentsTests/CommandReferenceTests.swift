import Foundation
import Testing

@testable import Documents

/// The reference is made of what the parser tells, whatever it is.
struct CommandReferenceTests {
    private static let dump = """
        {"serializationVersion": 0, "command": {"commandName": "tool", "abstract": "Do it", "subcommands": [
          {"commandName": "go", "abstract": "Go | run.", "discussion": "Examples:\\n  tool go x", "arguments": [
            {"kind": "positional", "isOptional": false, "isRepeating": false, "valueName": "where", "abstract": "Place."},
            {"kind": "option", "isOptional": true, "isRepeating": true, "valueName": "n", "abstract": "Number.",
             "defaultValue": "3", "names": [], "preferredName": {"kind": "long", "name": "count"}},
            {"kind": "flag", "isOptional": true, "isRepeating": false, "abstract": "Loud.", "defaultValue": "false",
             "preferredName": {"kind": "short", "name": "l"}},
            {"kind": "option", "isOptional": true, "isRepeating": false, "shouldDisplay": false, "valueName": "x",
             "preferredName": {"kind": "long", "name": "secret"}}]},
          {"commandName": "_hidden", "shouldDisplay": false}, {"commandName": "help"}]}}
        """

    @Test func `commands, arguments, values and defaults stand in it, hidden ones do not`() throws {
        let text = try CommandReference(dump: Data(Self.dump.utf8)).markdown
        #expect(text.contains("\n| [`tool go`](#tool-go) | Go \\| run. |\n"))
        #expect(text.contains("\n## tool\n\nDo it.\n\n```text\ntool <subcommand>\n```\n"))
        #expect(text.contains("\n```text\ntool go <where> [--count <n> …] [flags]\n```\n"))
        #expect(text.contains("\n```text\nExamples:\n  tool go x\n```\n"))
        #expect(text.contains("\n| `--count <n> …` | Number. Default: `3`. |\n"))
        #expect(text.contains("\n| `-l` | Loud. |\n"))
        for hidden in ["_hidden", "secret", "## tool help"] { #expect(!text.contains(hidden)) }
    }

    @Test func `what is no description is an error`() {
        #expect(throws: DecodingError.self) { try CommandReference(dump: Data("{}".utf8)) }
    }
}
