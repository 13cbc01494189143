import Evidence
import Foundation
import TestSupport
import Testing

/// A whole run on a table in which every name and every text is hostile (I4 and I6 of the reliability table).
@Suite struct HostileDataTests {
    /// What a run left on disk and on the screen.
    private struct Left: Sendable {
        let place: Workspace
        let directory: String
        let errors: String

        func text(_ name: String) throws -> String {
            try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
        }
    }

    private static let names: [String] = {
        var seen: Set<String> = []
        return HostileCorpus.columnNames.filter { seen.insert($0.lowercased()).inserted }
    }()

    private static let file = "t\"><svg onload=alert(1)> | `x` [y](z).csv"
    private static let score = "p\"><img src=x onerror=alert(1)>"

    private static func quoted(_ cell: String) -> String { "\"\(cell.replacing("\"", with: "\"\""))\"" }

    /// A text as a YAML scalar in double quotes.
    private static func yaml(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 32 || (0x7F...0x9F).contains(scalar.value): "\\x\(hex(scalar.value, 2))"
            case _ where DisplayText.isActive(scalar): "\\U\(hex(scalar.value, 8))"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func hex(_ value: UInt32, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// Rows in which every value of the corpus is a category, a slice and a class of the label's column, by turns.
    private static func table(rows: Int) -> String {
        let values = HostileCorpus.strings.filter { !$0.contains("\0") && !$0.contains("\r") && !$0.contains("\n") }
        var generator = SeededGenerator(seed: 4)
        let header = (["id", "y</td>", "slice|", score] + names).map(quoted).joined(separator: ",")
        let lines = (0..<rows).map { row in
            let signal = Int.random(in: 0..<6, using: &generator)
            let label = signal + Int.random(in: 0..<4, using: &generator) > 4 ? "<b>yes" : "no\u{1B}[31m|"
            let value = quoted(values[row % values.count])
            let cells = names.indices.map { column in
                column % 3 == 0 ? "\(signal + column)" : quoted(values[(row / (column + 1)) % 7 + column % 5])
            }
            return ([String(row), quoted(label), value, "0.\(signal)"] + cells).joined(separator: ",")
        }
        return ([header] + lines).joined(separator: "\n") + "\n"
    }

    /// The brief with words in every field of text.
    private static func brief(problem: String) -> String {
        """
        name: hostile
        problem: \(yaml(problem))
        task: binary
        data:
          sources: {t: \(yaml(file))}
          dataset: \(yaml("SELECT * FROM t -- " + problem))
          key: [id]
          label: \(yaml("y</td>"))
          positive: \(yaml("<b>yes"))
        slices: [\(yaml("slice|")), \(yaml(names[1]))]
        exclude: {\(yaml(names[2])): \(yaml(problem))}
        owner: \(yaml(problem))
        purpose: \(yaml(problem))
        approvers: [\(HostileCorpus.columnNames.map(yaml).joined(separator: ", "))]

        """
    }

    private static func run(problem: String, rows: Int = 400, options: [String] = []) throws -> Left {
        let place = try Workspace()
        try place.write(file, table(rows: rows))
        try place.write("brief.yaml", brief(problem: problem))
        let result = try Binary.run(["run", "brief.yaml", "--json"] + options, in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let directory = try #require(try result.json()["directory"]?.text)
        return Left(place: place, directory: directory, errors: result.errors)
    }

    private static let all = Result { try run(problem: HostileCorpus.columnNames.joined(separator: " ")) }

    @Test func `the report consists of our own elements, and the strings are in it`() throws {
        let left = try Self.all.get()
        let page = try StrictHTML(left.text("report.html"))
        #expect(try HostileCorpus.vocabulary().foreign(in: page) == [])
        #expect(!page.text.unicodeScalars.contains { $0 != "\n" && DisplayText.isActive($0) })
        let shown = page.text + page.tags.flatMap(\.attributes.values).joined()
        for words in ["</title><script>x</script>", "\"><svg onload=alert(1)>", "slice|", "<b>yes"] {
            #expect(shown.contains(words), "\(words)")
        }
    }

    @Test(arguments: [
        "data/dataset_note.md", "model_card.md", "experiment_summary.md", "runbook.md", "release_notes.md",
    ]) func `a document has no markup of others`(name: String) throws {
        #expect(try MarkdownLines.problems(in: Self.all.get().text(name)) == [])
    }

    @Test func `every event is one line of the log, and nothing in it acts`() throws {
        // A run that ends early leaves a log; here each row's key stands twice.
        let place = try Workspace()
        try place.write(Self.file, Self.table(rows: 400))
        let brief = Self.brief(problem: "p").replacing("key: [id]", with: "key: [\(Self.yaml("slice|"))]")
        try place.write("brief.yaml", brief)
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        try #require(result.status == 3, "\(result.errors)")
        let directory = try #require(try result.json()["directory"]?.text)
        let log = try String(contentsOfFile: directory + "/run.log", encoding: .utf8)
        let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        #expect(lines.count > 2)
        for line in lines.dropLast() {
            #expect(line.prefix(20).hasSuffix("Z") && line.prefix(4).allSatisfy(\.isNumber), "\(line)")
            #expect(!line.unicodeScalars.contains(where: DisplayText.isActive), "\(line)")
        }
    }

    @Test func `nothing in what a terminal shows acts on it`() throws {
        let left = try Self.all.get()
        let shown = try Binary.run(["runs", "show", left.directory], in: left.place.path)
        let list = try Binary.run(["runs", "list"], in: left.place.path)
        #expect(shown.status == 0)
        for text in [left.errors, shown.output, shown.errors, list.output] {
            #expect(!text.unicodeScalars.contains { $0 != "\n" && DisplayText.isActive($0) }, "\(text)")
        }
    }

    @Test func `nothing but the run was written`() throws {
        let left = try Self.all.get()
        #expect(left.place.names(in: ".") == ["brief.yaml", "runs", Self.file])
    }

    @Test func `a page about predictions consists of our own elements, and nothing in what is shown acts`() throws {
        let place = try Workspace()
        try place.write(Self.file, Self.table(rows: 400))
        let result = try Binary.run(
            [
                "evaluate", Self.file, "--label", "y</td>", "--positive", "<b>yes", "--score", Self.score, "--report",
                "page.html", "--slice", "slice|", Self.names[1],
            ], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let page = try StrictHTML(String(contentsOfFile: place.path + "/page.html", encoding: .utf8))
        #expect(try HostileCorpus.vocabulary().foreign(in: page) == [])
        for text in [page.text, result.output, result.errors] {
            #expect(!text.unicodeScalars.contains { $0 != "\n" && DisplayText.isActive($0) }, "\(text)")
        }
        try Self.check(place.path + "/page.html")
    }

    @Test func `a value of a megabyte floods neither screen nor log nor documents`() throws {
        let place = try Workspace()
        let long = String(repeating: "A", count: 1_000_000)
        let rows = (0..<300).map { "\($0),\($0 == 7 ? long : "k\($0 % 3)"),\($0 % 10),\($0 % 7 < 3 ? "a" : "b")\n" }
        try place.write("t.csv", "id,c,x,y\n" + rows.joined())
        func run(label: String) throws -> (Binary.Result, directory: String) {
            try place.write(
                "brief.yaml",
                "name: t\ndata: {sources: {t: t.csv}, key: [id], label: \(label)}\nslices: [c]\n"
                    + "split: {by: random, validation: 20%, test: 20%}\n")
            let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
            return (result, try #require(try result.json()["directory"]?.text))
        }
        // As a class it is one row's, which stops the job; as a category it is a slice like others.
        let (stopped, failed) = try run(label: "c")
        #expect(stopped.status == 3, "\(stopped.errors.prefix(2_000))")
        #expect(stopped.errors.utf8.count < 20_000)
        #expect(try Data(contentsOf: URL(fileURLWithPath: failed + "/run.log")).count < 20_000)
        let (done, directory) = try run(label: "y")
        #expect(done.status == 0, "\(done.errors.prefix(2_000))")
        #expect(done.errors.utf8.count < 20_000)
        for name in Workspace.files(under: directory) where name.hasSuffix(".html") || name.hasSuffix(".md") {
            #expect(try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name)).count < 1 << 20, "\(name)")
        }
    }

    @Test func `a brief that would mislead its reader is refused, and the message does not`() throws {
        for text in HostileCorpus.strings where !HostileCorpus.columnNames.contains(text) {
            let place = try Workspace()
            try place.write("t.csv", BadInput.table())
            try place.write("brief.yaml", "name: t\ndata: {sources: {t: t.csv}, label: \(Self.yaml(text))}\n")
            let result = try Binary.run(["run", "brief.yaml"], in: place.path)
            #expect(result.status == 2, "\(text.debugDescription)")
            #expect(!result.errors.unicodeScalars.contains { $0 != "\n" && DisplayText.isActive($0) })
        }
    }

    @Test(.enabled(if: hasBrowser, "Chromium is not installed"))
    func `a browser opens no dialog, asks for nothing and finds nothing foreign`() throws {
        try Self.check(Self.all.get().directory + "/report.html")
    }

    private static let hasBrowser = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Opens a page in a browser, where there is one, without the page's own policy.
    private static func check(_ page: String) throws {
        guard hasBrowser else { return }
        let result = try Binary.run(
            ["-B", Binary.root.path + "/scripts/check-report", page], in: Binary.root.path, through: ["/usr/bin/env"],
            executable: "python3")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
