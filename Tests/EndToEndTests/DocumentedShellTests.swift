import Evidence
import Foundation
import TestSupport
import Testing

/// The shell commands of the README and the guides run as they stand, from the root of a clone.
@Suite struct DocumentedShellTests {
    /// Calls that other tests make, or that would build the program again.
    private static let elsewhere = [
        // ExamplesTests runs the three examples, once for all tests.
        "./associate run Examples/late-flights/brief.yaml", "./associate run Examples/penguins/brief.yaml",
        "./associate run Examples/temperature/brief.yaml",
    ]
    private static let guides = ["engineer", "lead", "data-scientist", "on-call", "auditor"]

    /// The lines of the blocks that are marked `sh`, without the indentation of the block.
    private static func shell(_ document: String) throws -> [String] {
        let text = try String(contentsOf: Binary.root.appendingPathComponent(document), encoding: .utf8)
        var lines: [String] = []
        var indent: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("```") {
                indent = indent == nil && words == "```sh" ? line.count - words.count : nil
            } else if let indent {
                lines.append(String(line.dropFirst(min(indent, line.count - words.count))))
            }
        }
        return lines
    }

    /// A folder that looks like the root of a clone: the examples, and the built program as `./associate`.
    private static func clone() throws -> Workspace {
        let place = try Workspace()
        for folder in ["Examples", "Tests"] {
            try FileManager.default.createSymbolicLink(
                atPath: place.path + "/" + folder, withDestinationPath: Binary.root.appendingPathComponent(folder).path)
        }
        let program = try place.write("associate", "#!/bin/sh\nexec '\(Binary.path)' \"$@\"\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        return place
    }

    private static func run(_ lines: [String], in place: Workspace) throws -> Binary.Result {
        let script = try place.write("commands.sh", lines.joined(separator: "\n") + "\n")
        // Completions go into the home of whoever calls.
        var home = ["HOME": place.path]
        for name in ["XDG_DATA_HOME", "BASH_COMPLETION_USER_DIR"] { home[name] = "" }
        return try Binary.run(["-eu", script], in: place.path, environment: home, executable: "/bin/sh")
    }

    @Test(arguments: guides) func `the commands of a guide run as they stand`(guide: String) throws {
        let lines = try Self.shell("docs/guides/\(guide).md")
        #expect(lines.filter { $0.hasPrefix("./associate ") }.count >= 3)
        let result = try Self.run(lines, in: Self.clone())
        #expect(result.status == 0, "\(result.output.suffix(2_000))\(result.errors)")
    }

    @Test func `the auditor's commands prove what the guide says that they prove`() throws {
        let result = try Self.run(Self.shell("docs/guides/auditor.md"), in: Self.clone())
        for words in [
            "files are as the run wrote them\n", "exit status 2\n", "the same byte for byte\n",
            "evaluation/metrics.json tampered · /chosen: \"prior\" → \"linear\"\n", "exit status 3\n",
        ] {
            #expect(result.output.contains(words), "\(words)")
        }
        #expect(result.errors.contains("model_card.md is not the file that the run wrote"))
        // The snapshot's hash is its name, and the source's hash is in the manifest.
        let hashes = result.output.split(separator: "\n").filter { $0.contains("  runs/objects/") }
        let words = try #require(hashes.first).split(separator: " ")
        #expect(words[1].replacingOccurrences(of: "/", with: "").hasSuffix(words[0]))
    }

    @Test func `the commands of the README run as they stand`() throws {
        // Nothing is added to what a clone holds.
        let place = try Self.clone()
        let lines = try Self.shell("README.md").map { line in
            let call = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            // The small example is run again, since later lines compare with it.
            let isElsewhere = Self.elsewhere.contains(call) && !call.contains("penguins")
            return isElsewhere || call.hasPrefix("scripts/") ? "" : line
        }
        #expect(lines.filter { $0.hasPrefix("./associate ") }.count >= 10)
        let result = try Self.run(lines, in: place)
        #expect(result.status == 0, "\(result.output.suffix(2_000))\(result.errors)")
    }

    @Test func `every other document shows calls that some test makes`() throws {
        let own = ["README.md"] + Self.guides.map { "docs/guides/\($0).md" }
        let names = FileManager.default.enumerator(atPath: Binary.root.path)?.allObjects as? [String] ?? []
        let documents = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && !own.contains($0) }
        #expect(documents.contains("Examples/penguins/README.md"))
        for document in documents {
            for line in try Self.shell(document) where line.hasPrefix("./associate ") {
                #expect(Self.elsewhere.contains(line), "\(document): \(line)")
            }
        }
    }
}
