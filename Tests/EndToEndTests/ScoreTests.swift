import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// `associate score` on the examples' own runs.
@Suite struct ScoreTests {
    /// Reads a Parquet file as any reader would.
    private func table(_ path: String) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        return try Parquet.read(path, engine.connect())
    }

    /// Scores with a run's model, in a folder of the test's own.
    private func score(
        _ example: ExampleRun, _ input: String, _ output: String, _ more: [String] = [], in place: Workspace
    ) throws -> JSONValue {
        let run = try example.finished().directory
        let result = try Binary.run(
            ["score", run, "--input", input, "--output", output, "--json"] + more, in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let summary = try result.json()
        #expect(try JSONSchema(named: "score").problems(with: summary) == [])
        return summary
    }

    private func testPart(_ example: ExampleRun) throws -> String {
        try example.finished().directory + "/data/test.parquet"
    }

    @Test(arguments: [ExampleRun.flights, .temperature])
    func `scores of a run's test part are those of its evaluation, to the bit`(example: ExampleRun) throws {
        let place = try Workspace()
        let summary = try score(example, testPart(example), "scores.parquet", in: place)
        let own = try table(place.path + "/scores.parquet")
        let evaluated = try table(example.finished().directory + "/evaluation/predictions.parquet")
        #expect(own == evaluated.selecting(evaluated.names.filter { $0 != "label" }))
        #expect(summary["rows"]?.number == Double(evaluated.rowCount))
        #expect(summary["columns"]?.elements.compactMap(\.text) == own.names)
        #expect(place.names(in: ".") == ["scores.parquet"])
    }

    @Test func `several classes have a probability each, and rows keep the order of the file`() throws {
        let place = try Workspace()
        let input = Binary.root.appendingPathComponent("Examples/penguins/data/penguins.csv").path
        let summary = try score(.penguins, input, "scores.parquet", ["--keep-all"], in: place)
        let own = try table(place.path + "/scores.parquet")
        #expect(
            Array(own.names.suffix(4)) == [
                "prediction", "probability_Adelie", "probability_Chinstrap", "probability_Gentoo",
            ])
        let decisions = try #require(summary["decisions"])
        #expect(decisions.names == ["Adelie", "Chinstrap", "Gentoo"])
        let lines = try String(contentsOfFile: input, encoding: .utf8).split(separator: "\n")
        #expect(own.rowCount == lines.count - 1)
        guard case .text(let species)? = own["species"] else {
            Issue.record("species is no text")
            return
        }
        let place0 = try #require(lines[0].split(separator: ",").firstIndex { $0.contains("species") })
        let expected = lines.dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false)[place0].trimmingCharacters(in: ["\""])
        }
        #expect((0..<species.count).map { species[$0] ?? "" } == expected)
    }

    @Test func `CSV and JSON lines are read and written, and give the same scores`() throws {
        let place = try Workspace()
        let example = ExampleRun.temperature
        _ = try score(example, testPart(example), "all.csv", ["--keep-all"], in: place)
        _ = try score(example, testPart(example), "all.jsonl", ["--keep-all"], in: place)
        let usual = try table(example.finished().directory + "/evaluation/predictions.parquet")["score"]
        for input in ["all.csv", "all.jsonl"] {
            let summary = try score(example, input, "again.parquet", in: place)
            #expect(try table(place.path + "/again.parquet")["score"] == usual, "\(input)")
            #expect(summary["findings"]?.elements.contains { $0["severity"] == "error" } == false)
        }
    }

    @Test func `threads change no byte`() throws {
        let place = try Workspace()
        for threads in ["1", "3"] {
            _ = try score(
                .flights, testPart(.flights), "by-\(threads).parquet", ["--threads", threads, "--keep", "dest"],
                in: place)
        }
        let files = try ["1", "3"].map { try Data(contentsOf: URL(fileURLWithPath: "\(place.path)/by-\($0).parquet")) }
        #expect(files[0] == files[1])
    }

    @Test func `reasons are words with what they add, the strongest first`() throws {
        let place = try Workspace()
        _ = try score(.temperature, testPart(.temperature), "reasons.parquet", ["--explain", "2"], in: place)
        let own = try table(place.path + "/reasons.parquet")
        #expect(Array(own.names.suffix(4)) == ["reason_1", "contribution_1", "reason_2", "contribution_2"])
        guard case .text(let reasons)? = own["reason_1"], case .double(let first)? = own["contribution_1"],
            case .double(let second)? = own["contribution_2"]
        else {
            Issue.record("reasons are no text")
            return
        }
        for row in 0..<own.rowCount {
            let words = try #require(reasons[row])
            let by = try #require(first[row])
            #expect(words.contains(by > 0 ? " raises the score by " : " lowers the score by "))
            #expect(by.magnitude >= second[row]?.magnitude ?? 0)
        }
    }

    @Test func `all reasons of a row and one number for all rows make its score`() throws {
        let place = try Workspace()
        _ = try score(.temperature, testPart(.temperature), "reasons.parquet", ["--explain", "20"], in: place)
        let own = try table(place.path + "/reasons.parquet")
        guard case .double(let scores)? = own["score"] else {
            Issue.record("score is no number")
            return
        }
        var rest = scores.values
        for rank in 1...20 {
            guard case .double(let parts)? = own["contribution_\(rank)"] else { continue }
            for row in rest.indices { rest[row] -= parts[row] ?? 0 }
        }
        #expect(own["contribution_20"]?.validity.nullCount == own.rowCount, "there are fewer columns than reasons")
        #expect(rest.allSatisfy { abs($0 - rest[0]) < 1e-9 })
    }

    @Test func `standard output gets CSV and nothing else`() throws {
        let place = try Workspace()
        let run = try ExampleRun.temperature.finished().directory
        let result = try Binary.run(
            ["score", run + "/model", "--input", testPart(.temperature), "--output", "-"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.first == "origin,made_at,prediction,score")
        let rows = try table(run + "/evaluation/predictions.parquet").rowCount
        #expect(lines.count == rows + 1)
        #expect(result.errors.contains("scored"))
    }

    @Test func `values that training did not see are counted and named`() throws {
        let place = try Workspace()
        let rows = try table(testPart(.temperature)).rowCount
        _ = try score(.temperature, testPart(.temperature), "all.csv", ["--keep-all"], in: place)
        var lines = try String(contentsOfFile: place.path + "/all.csv", encoding: .utf8).split(separator: "\n")
        let column = try #require(lines[0].split(separator: ",").firstIndex(of: "origin"))
        for row in 1...7 {
            var cells = lines[row].split(separator: ",", omittingEmptySubsequences: false)
            cells[column] = "XXX"
            lines[row] = cells.joined(separator: ",")[...]
        }
        try place.write("odd.csv", lines.joined(separator: "\n") + "\n")
        let summary = try score(.temperature, "odd.csv", "odd.parquet", in: place)
        #expect(summary["unseen"]?["origin"] == 7)
        let finding = try #require(
            summary["findings"]?.elements.first { $0["code"] == "unseen-values" && $0["column"] == "origin" })
        #expect(finding["message"]?.text?.hasPrefix("7 of \(NumberText.counted(rows, "row")) hold values") == true)
    }

    @Test func `a column to keep that scores are called by stands under another name`() throws {
        let place = try Workspace()
        _ = try score(.temperature, testPart(.temperature), "first.parquet", ["--keep-all"], in: place)
        let summary = try score(.temperature, "first.parquet", "second.parquet", ["--keep", "score"], in: place)
        #expect(try table(place.path + "/second.parquet").names.contains("input_score"))
        #expect(summary["findings"]?.elements.contains { $0["column"] == "score" } == true)
    }
}
