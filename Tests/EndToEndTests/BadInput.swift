import Evidence
import Foundation
import TestSupport
import Testing

/// One bad input: the files of a person, and what the person is told.
struct BadInput: Sendable, CustomTestStringConvertible {
    /// What is wrong.
    var name: String
    var files: [String: Data]
    /// What follows `associate run`.
    var arguments: [String]
    var status: Int32
    /// The code of the first error among the findings.
    var code: FindingCode
    /// The first line on standard error.
    var firstLine: String

    var testDescription: String { name }

    /// A sound table of 60 rows: `id,x,c,y`, the last a boolean.
    static let header = "id,x,c,y"
    static let lines = (0..<60).map { row in
        "\(row + 1),\(row % 7),\(["a", "b"][row % 2]),\(row * 7 % 3 == 0 ? "true" : "false")"
    }

    /// The table with some lines replaced, by their number in the file.
    static func table(header: String = header, replacing replaced: [Int: String] = [:]) -> Data {
        let all = [header] + lines
        return Data(all.enumerated().map { (replaced[$0 + 1] ?? $1) + "\n" }.joined().utf8)
    }

    /// A table given as `t.csv`, with the label `y`.
    static func table(
        _ name: String, _ bytes: Data, status: Int32 = 2, _ code: FindingCode, _ firstLine: String
    ) -> BadInput {
        BadInput(
            name: name, files: ["t.csv": bytes], arguments: ["t.csv", "--label", "y"], status: status, code: code,
            firstLine: firstLine)
    }

    /// A brief beside the sound table.
    static func brief(
        _ name: String, _ text: String, files: [String: Data] = [:], status: Int32 = 2, _ code: FindingCode,
        _ firstLine: String
    ) -> BadInput {
        var all = ["t.csv": table(), "brief.yaml": Data(text.utf8)]
        all.merge(files) { $1 }
        return BadInput(
            name: name, files: all, arguments: ["brief.yaml"], status: status, code: code, firstLine: firstLine)
    }

    /// A dataset's SQL on the sound table; it stands on line 5 of the brief.
    static func sql(
        _ name: String, _ sql: String, files: [String: Data] = [:], _ code: FindingCode, _ firstLine: String
    ) -> BadInput {
        let indented = sql.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        return brief(
            name, "name: t\ndata:\n  sources: {t: t.csv}\n  dataset: |\n\(indented)  label: y\n", files: files, code,
            firstLine)
    }

    /// What a run of the input left.
    struct Left {
        let place: Workspace
        let result: Binary.Result
        let outcome: JSONValue

        /// The findings that are errors.
        var errors: [JSONValue] { outcome["findings"]?.elements.filter { $0["severity"] == "error" } ?? [] }

        /// All bytes that the call left or printed, where a secret could stand.
        func holds(_ secret: String) throws -> Bool {
            if (result.output + result.errors).contains(secret) { return true }
            return try Workspace.files(under: place.path + "/runs").contains { file in
                let bytes = try Data(contentsOf: URL(fileURLWithPath: place.path + "/runs/" + file))
                return bytes.range(of: Data(secret.utf8)) != nil
            }
        }
    }

    /// Runs the input in a folder of its own.
    func run() throws -> Left {
        let place = try Workspace()
        for (file, bytes) in files { try place.write(file, bytes) }
        let result = try Binary.run(["run"] + arguments + ["--json", "--quiet"], in: place.path)
        return Left(place: place, result: result, outcome: try result.json())
    }

    /// Runs the input and holds what it left against what is expected.
    func check() throws {
        let left = try run()
        #expect(left.result.status == status)
        #expect(left.result.firstError == firstLine)
        #expect(left.errors.first?["code"]?.text == code.rawValue)
        #expect(try JSONSchema(named: "outcome").problems(with: left.outcome) == [])
        try checkStore(left)
    }

    /// Nothing that looks like a run is left, and what failed is recorded whole.
    private func checkStore(_ left: Left) throws {
        // A snapshot that passed stays, under its hash; the checks came later.
        let names = left.place.names(in: "runs").filter { $0 != "objects" }
        guard left.outcome["run_id"]?.text != nil else {
            #expect(names == [])
            return
        }
        #expect(names == ["failed"])
        let id = try #require(left.outcome["run_id"]?.text)
        #expect(left.place.names(in: "runs/failed") == [id])
        #expect(left.place.names(in: "runs/failed/\(id)") == ["brief.yaml", "checks.json", "manifest.json", "run.log"])
        for (file, schema) in [("checks.json", "checks"), ("manifest.json", "manifest")] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(left.place.path)/runs/failed/\(id)/\(file)"))
            #expect(try JSONSchema(named: schema).problems(withJSON: bytes) == [])
            let findings = try CanonicalJSON.decode(JSONValue.self, from: bytes)["findings"]?.elements ?? []
            #expect(findings.contains { $0["code"]?.text == code.rawValue }, "\(file)")
        }
    }
}
