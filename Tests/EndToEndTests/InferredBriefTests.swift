import Evidence
import Foundation
import TestSupport
import Testing

/// `associate run TABLE --label COLUMN`: no brief is needed.
@Suite struct InferredBriefTests {
    private func place() throws -> Workspace {
        let place = try Workspace()
        try place.write("My Customers.csv", SampleData.customers(rows: 300))
        return place
    }

    @Test func `what was inferred is said, with the reason`() throws {
        let place = try place()
        let result = try Binary.run(["run", "My Customers.csv", "--label", "churned"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("  · task: binary (the label 'churned' is a boolean)"))
        #expect(result.output.contains("  · data.positive: true (of 'true' and 'false' it is the one that says yes)"))
        #expect(result.output.contains("  · metric.primary: roc_auc (the standard of a binary task)"))
        #expect(result.output.contains("  · split: by random, cross-validation in 5 folds, dealt 5 times "))
    }

    @Test func `the brief is saved in the run, and running it there gives the same bytes`() throws {
        let place = try place()
        let first = try Binary.run(["run", "My Customers.csv", "--label", "churned", "--json"], in: place.path).json()
        let folder = try #require(first["directory"]?.text)
        let saved = try String(contentsOfFile: folder + "/brief.yaml", encoding: .utf8)
        #expect(saved.contains("#   task: binary (the label 'churned' is a boolean)"))
        let arguments = ["run", "brief.yaml", "--store", place.path + "/other", "--json"]
        let second = try Binary.run(arguments, in: folder)
        #expect(second.status == 0, "\(second.errors)")
        let again = try #require(try second.json()["directory"]?.text)
        let names = try #require(FileManager.default.subpaths(atPath: folder)).filter { $0 != "manifest.json" }
        #expect(names.count > 20)
        for name in names { #expect(same(folder + "/" + name, again + "/" + name), "\(name)") }
    }

    @Test func `findings of the kept brief stand where those of the bare table stood`() throws {
        let place = try Workspace()
        let rows = (0..<60).map { "\($0),\($0 % 7),\(["nein", "ja", ""][$0 % 3])" }
        try place.write("t.csv", (["x,z,won"] + rows).joined(separator: "\n"))
        let first = try Binary.run(["run", "t.csv", "--label", "won", "--json"], in: place.path)
        let folder = try #require(try first.json()["directory"]?.text)
        let second = try Binary.run(["run", "brief.yaml", "--store", "\(place.path)/other", "--json"], in: folder)
        let again = try #require(try second.json()["directory"]?.text)
        #expect(try first.json()["findings"]?.elements.contains { $0["code"] == "label-missing" } == true)
        #expect(same(folder + "/data/checks.json", again + "/data/checks.json"))
    }

    @Test func `a run that was stopped keeps its brief, and it can be run from there`() throws {
        let place = try Workspace()
        try place.write("t.csv", (["x,won"] + (0..<200).map { "\($0),yes" }).joined(separator: "\n"))
        let first = try Binary.run(["run", "t.csv", "--label", "won"], in: place.path)
        #expect(first.status == 3, "\(first.errors)")
        #expect(!first.output.contains("associate init"), "no other brief would mend it")
        let record = try #require(first.errors.split(separator: "\n").first { $0.hasPrefix("  Record  runs/failed/") })
        let folder = place.path + "/" + record.dropFirst("  Record  ".count)
        let again = try Binary.run(["run", folder + "/brief.yaml", "--store", "other", "--json"], in: place.path)
        #expect(again.status == 3, "\(again.errors)")
        #expect(try again.json()["findings"]?.elements.contains { $0["code"] == "one-class" } == true)
    }

    /// Whether two paths are both folders, or files of the same bytes.
    private func same(_ first: String, _ second: String) -> Bool {
        FileManager.default.contentsEqual(atPath: first, andPath: second)
    }

    @Test func `a column of moments is named where rows are divided at random`() throws {
        let place = try Workspace()
        let rows = (0..<60).map { "2024-01-\(10 + $0 % 20),\($0),\(["nein", "ja"][$0 % 2])" }
        try place.write("t.csv", (["day,x,won"] + rows).joined(separator: "\n"))
        try place.write("plain.yaml", "data: {sources: {t: t.csv}, label: won}\n")
        let result = try Binary.run(["run", "plain.yaml"], in: place.path)
        #expect(result.output.contains("'data.time: day' would test on later rows what earlier ones taught"))
        #expect(result.output.contains("  · data.positive: ja (of 'ja' and 'nein' it is the one that says yes)"))
    }

    /// The figures of a run, as its file has them.
    private func metrics(_ arguments: [String], in place: Workspace) throws -> JSONValue {
        let result = try Binary.run(arguments + ["--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return try #require(try result.json()["metrics"])
    }

    @Test(arguments: [60, 300]) func `a table alone and the brief that init writes of it are judged alike`(
        rows: Int
    ) throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: rows))
        let alone = try metrics(["run", "customers.csv", "--label", "churned"], in: place)
        #expect(try Binary.run(["init", "customers.csv", "--label", "churned"], in: place.path).status == 0)
        #expect(try metrics(["run", "brief.yaml"], in: place) == alone)
    }

    @Test func `the penguins alone and the brief that init writes of them are judged alike`() throws {
        let place = try Workspace()
        let table = Binary.root.appendingPathComponent("Examples/penguins/data/penguins.csv")
        try place.write("penguins.csv", Data(contentsOf: table))
        let alone = try metrics(["run", "penguins.csv", "--label", "species"], in: place)
        #expect(try Binary.run(["init", "penguins.csv", "--label", "species"], in: place.path).status == 0)
        #expect(try metrics(["run", "brief.yaml"], in: place) == alone)
    }

    @Test func `a moment that is assumed is repeated until its owner confirms it`() throws {
        let place = try Workspace()
        let rows = (0..<400).map { row in
            "\(row),2024-\(row / 28 % 12 + 1 < 10 ? "0" : "")\(row / 28 % 12 + 1)-\(10 + row % 19) 10:00:00,\(row * 7 % 50),\(row * 13 % 7 < 3)"
        }
        try place.write("t.csv", (["id,booked,x,won"] + rows).joined(separator: "\n"))
        let result = try Binary.run(["run", "t.csv", "--label", "won", "--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let outcome = try result.json()
        let finding = outcome["findings"]?.elements.first { $0["code"] == "moment-assumed" }
        #expect(finding?["severity"] == "warning")
        #expect(finding?["column"] == "booked")
        let folder = try #require(outcome["directory"]?.text)
        for name in ["data/dataset_note.md", "report.html"] {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            #expect(text.contains("for the owner to confirm"), "\(name)")
        }
        var brief = try String(contentsOfFile: folder + "/brief.yaml", encoding: .utf8)
        #expect(brief.contains("assumed:"))
        let lines = brief.split(separator: "\n", omittingEmptySubsequences: false)
        brief = lines.filter { !$0.hasPrefix("assumed:") && !$0.hasPrefix("  data.time:") }.joined(separator: "\n")
        try place.write("brief.yaml", brief)
        let confirmed = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(try confirmed.json()["findings"]?.elements.contains { $0["code"] == "moment-assumed" } == false)
        #expect(try confirmed.json()["metrics"] == outcome["metrics"])
    }

    @Test func `where few rows judge, the screen says that it cannot tell, why, and what would`() throws {
        let place = try Workspace()
        var generator = SeededGenerator(seed: 4)
        let rows = (0..<80).map { row -> String in
            let (x, noise) = (Int(generator.next() % 100), Int(generator.next() % 300))
            return "r\(row),\(x),\(generator.next() % 9),\(x + noise > 199)"
        }
        try place.write("t.csv", (["id,x,z,won"] + rows).joined(separator: "\n"))
        let result = try Binary.run(["run", "t.csv", "--label", "won"], in: place.path)
        #expect(result.output.contains("\n  Cannot tell: the gain may be chance · "), "\(result.output)")
        #expect(result.output.contains("\n  Next    About "), "\(result.output)")
    }

    @Test func `a label that is no column names the nearest`() throws {
        let place = try place()
        let result = try Binary.run(["run", "My Customers.csv", "--label", "churn"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("churned"))
    }

    @Test func `a table without a label says how to name one`() throws {
        let place = try place()
        let result = try Binary.run(["run", "My Customers.csv"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("--label COLUMN"))
    }

    @Test func `a brief with --label is refused`() throws {
        let place = try place()
        try place.write("brief.yaml", SampleData.customersBrief)
        let result = try Binary.run(["run", "brief.yaml", "--label", "churned"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("--label"))
    }

    @Test(arguments: ["tsv", "csv.gz", "jsonl"]) func `tables of other formats are taken too`(
        ending: String
    ) throws {
        let place = try Workspace()
        let lines = [SampleData.customersHeader] + SampleData.customerLines(rows: 120)
        var name = "table." + ending
        switch ending {
        case "tsv": try place.write(name, lines.map { $0.replacing(",", with: "\t") + "\n" }.joined())
        case "jsonl":
            let names = SampleData.customersHeader.split(separator: ",")
            let rows = lines.dropFirst().map { line in
                zip(names, line.split(separator: ",", omittingEmptySubsequences: false)).map { name, cell in
                    let bare = Double(cell) != nil || cell == "true" || cell == "false"
                    return "\"\(name)\": " + (cell.isEmpty ? "null" : bare ? "\(cell)" : "\"\(cell)\"")
                }.joined(separator: ", ")
            }
            try place.write(name, rows.map { "{\($0)}\n" }.joined())
        default:
            name = "table.csv.gz"
            try place.write("table.csv", lines.map { $0 + "\n" }.joined())
            let packer = try Process.run(
                URL(fileURLWithPath: "/usr/bin/env"), arguments: ["gzip", place.path + "/table.csv"])
            packer.waitUntilExit()
        }
        let result = try Binary.run(["run", name, "--label", "churned", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["status"] == "complete")
    }
}
