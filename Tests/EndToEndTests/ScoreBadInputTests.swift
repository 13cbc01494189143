import Evidence
import Foundation
import TestSupport
import Testing

/// Input, models and arguments with which nothing can be scored: the person is told why, and nothing is left behind.
@Suite struct ScoreBadInputTests {
    private static let example = ExampleRun.temperature

    /// The test part as CSV, line by line.
    private static let lines: Result<[String], any Error> = Result {
        let place = try Workspace()
        let run = try example.finished().directory
        let result = try Binary.run(
            ["score", run, "--input", run + "/data/test.parquet", "--output", "all.csv", "--keep-all"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return try String(contentsOfFile: place.path + "/all.csv", encoding: .utf8)
            .split(separator: "\n").prefix(40).map(String.init)
    }

    /// The rows with one column changed; `nil` leaves it out.
    private func table(_ column: String, _ change: (Int) -> String?) throws -> String {
        let rows = try Self.lines.get().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let place = try #require(rows[0].firstIndex(of: column))
        return rows.enumerated().map { number, cells in
            var cells = cells
            let name = number == 0 ? column : nil
            if let text = change(number) { cells[place] = name ?? text } else { cells.remove(at: place) }
            return cells.joined(separator: ",") + "\n"
        }.joined()
    }

    private func score(
        _ model: String? = nil, input: String = "in.csv", _ more: [String] = [], in place: Workspace
    ) throws -> (status: Int32, findings: [JSONValue]) {
        let model = try model ?? Self.example.finished().directory
        let before = place.names(in: ".")
        let result = try Binary.run(
            ["score", model, "--input", input, "--output", "out.parquet", "--json"] + more, in: place.path,
            environment: ["TMPDIR": place.path])
        #expect(place.names(in: ".") == before, "nothing is left behind")
        return (result.status, try result.json()["findings"]?.elements ?? [])
    }

    private func code(_ finding: JSONValue?) -> FindingCode? {
        finding?["code"]?.text.flatMap(FindingCode.init(rawValue:))
    }

    @Test func `a column that the model needs is missing`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in nil })
        let (status, findings) = try score(in: place)
        #expect(status == 2)
        #expect(code(findings.first) == .featureInputMissing)
        #expect(findings.first?["column"] == "dewp")
    }

    @Test func `a column of another type is named with what was expected and what was found`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { "warm \($0)" })
        let (status, findings) = try score(in: place)
        #expect(status == 2)
        #expect(code(findings.first) == .featureInputRetyped)
        #expect(
            findings.first?["message"]?.text
                == "the model was fitted on 'dewp' as integer or double, and the table holds text")
    }

    @Test func `a column without any value is missing in every row, whatever its type`() throws {
        let place = try Workspace()
        let run = try Self.example.finished().directory
        try place.write("in.csv", table("dewp") { _ in "" })
        let result = try Binary.run(
            ["score", run, "--input", "in.csv", "--output", "out.csv", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `a table without rows is an error`() throws {
        let place = try Workspace()
        try place.write("in.csv", Self.lines.get()[0] + "\n")
        let (status, findings) = try score(in: place)
        #expect(status == 2)
        #expect(code(findings.first) == .sourceEmpty)
    }

    @Test func `a file that is not there, and one that is damaged`() throws {
        let place = try Workspace()
        #expect(try score(in: place).status == 2)
        try place.write("in.parquet", "PAR1 and no more")
        #expect(try score(input: "in.parquet", in: place).status == 2)
    }

    @Test func `a model file that the run did not write is refused before it is read`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        try FileManager.default.copyItem(atPath: Self.example.finished().directory, toPath: place.path + "/run")
        let path = place.path + "/run/model/associate.json"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        for model in ["./run", "./run/model"] {
            let (status, findings) = try score(model, in: place)
            #expect(status == 2)
            #expect(code(findings.first) == .fileChanged)
        }
    }

    @Test(arguments: ["{", "{}", "[1]", "\u{0}", #"{"version":99}"#])
    func `a foreign model file is refused`(text: String) throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        try place.write("model/associate.json", text)
        let (status, findings) = try score("./model", in: place)
        #expect(status == 2)
        #expect(code(findings.first) == .modelUnreadable)
    }

    @Test func `a model file that is cut off anywhere is refused`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        let bytes = try Self.example.finished().data("model/associate.json")
        for length in [0, 1, bytes.count / 3, bytes.count / 2, bytes.count - 3] {
            try place.write("model/associate.json", Data(bytes.prefix(length)))
            let (status, findings) = try score("./model", in: place)
            #expect(status == 2, "\(length) bytes")
            #expect(code(findings.first) == .modelUnreadable, "\(length) bytes")
        }
    }

    @Test func `a model of a later version says which version is read`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        let bytes = try Self.example.finished().data("model/associate.json")
        let text = String(decoding: bytes, as: UTF8.self)
        let known = try #require(text.firstRange(of: /"version": ?[12]/))
        try place.write("model/associate.json", text.replacingCharacters(in: known, with: #""version": 3"#))
        let (status, findings) = try score("./model", in: place)
        #expect(status == 2)
        #expect(findings.first?["message"]?.text?.contains("version 3 is not known here") == true)
    }

    @Test func `a run that is not there`() throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        let (status, findings) = try score("nothing-of-that-name", in: place)
        #expect(status == 2)
        #expect(code(findings.first) == .runNotFound)
    }

    @Test(arguments: [
        ["--keep", "nothing"], ["--keep", "origin", "--keep-all"], ["--explain", "21"],
    ])
    func `arguments that cannot be`(arguments: [String]) throws {
        let place = try Workspace()
        try place.write("in.csv", table("dewp") { _ in "1" })
        #expect(try score(arguments, in: place).status == 2)
    }

    @Test func `an output without a known ending, over the input, or in no folder is refused`() throws {
        let place = try Workspace()
        let run = try Self.example.finished().directory
        try place.write("in.csv", table("dewp") { _ in "1" })
        for output in ["out.txt", "out", "in.csv", "nowhere/out.csv", "./in.csv"] {
            let result = try Binary.run(
                ["score", run, "--input", "in.csv", "--output", output, "--json"], in: place.path)
            #expect(result.status == 2, "\(output)")
            #expect(place.names(in: ".") == ["in.csv"])
        }
    }

    private func score(_ more: [String], in place: Workspace) throws -> (status: Int32, findings: [JSONValue]) {
        try score(nil, more, in: place)
    }

    @Test func `Ctrl-C leaves neither an output nor half of one`() throws {
        let place = try Workspace()
        let run = try ExampleRun.flights.finished().directory
        let scratch = try Workspace()
        let running = try Binary.start(
            ["score", run, "--input", run + "/data/t*.parquet", "--output", "out.parquet", "--explain", "20"],
            in: place.path, environment: ["TMPDIR": scratch.path])
        while scratch.names(in: ".").isEmpty, running.process.isRunning { Thread.sleep(forTimeInterval: 0.002) }
        Thread.sleep(forTimeInterval: 0.2)
        running.process.interrupt()
        let result = try running.wait()
        #expect(result.status == 130, "\(result.errors)")
        #expect(place.names(in: ".") == [])
        #expect(scratch.names(in: ".") == [])
    }
}
