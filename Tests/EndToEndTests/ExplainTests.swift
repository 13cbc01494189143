import Evidence
import Foundation
import TestSupport
import Testing

/// `associate explain` says of every code what the document says.
@Suite struct ExplainTests {
    private func run(_ arguments: String...) throws -> Binary.Result {
        try Binary.run(["explain"] + arguments, in: try Workspace().path)
    }

    @Test func `without a code all are listed, each with what it means`() throws {
        let result = try run()
        #expect(result.status == 0)
        for code in FindingCode.allCases {
            #expect(result.output.contains("\n  \(code.rawValue) ") || result.output.hasPrefix("  \(code.rawValue) "))
        }
        #expect(result.output.contains("A key that briefs do not have."))
    }

    @Test func `all of them are one document as JSON`() throws {
        let document = try run("--json").json()
        #expect(try JSONSchema(named: "explain").problems(with: document) == [])
        let codes = document["findings"]?.elements.compactMap { $0["code"]?.text }
        #expect(codes == FindingCode.allCases.map(\.rawValue))
    }

    @Test func `a code is explained by meaning, message and cure`() throws {
        let result = try run("unknown-key")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("unknown-key\n  A key that briefs do not have."))
        #expect(result.output.contains("\n  As printed\n    brief.yaml:21:3: error: unknown key 'lable'\n"))
        #expect(result.output.contains("\n  Cure\n  Correct the spelling"))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `a code as JSON has the fields of the document`() throws {
        let entry = try run("key-null", "--json").json()
        #expect(entry.names == ["code", "meaning", "example", "cure"])
        #expect(entry["example"]?.text?.hasPrefix("id: error: key column 'id' is null") == true)
    }

    @Test(arguments: ["UNKNOWN_KEY", "Unknown-Key", "unknown key"])
    func `a code may be written as it comes`(code: String) throws {
        #expect(try run(code).output.hasPrefix("unknown-key\n"))
    }

    @Test func `a code that is misspelt is an error that names the nearest`() throws {
        let result = try run("unkown-key")
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("error: there is no finding 'unkown-key'\n"))
        #expect(result.errors.contains("did you mean 'unknown-key'?"))
    }

    @Test func `a word that is no code says how to list them`() throws {
        let result = try run("frobnicate", "--json")
        #expect(result.status == 2)
        #expect(try result.json()["findings"]?.elements.first?["code"] == "argument-invalid")
        #expect(result.errors.contains("associate explain lists all codes"))
    }

    @Test func `an error says how to learn more of it, and that works`() throws {
        let place = try Workspace()
        let error = try Binary.run(["run", "absent.yaml"], in: place.path)
        let last = try #require(error.errors.split(separator: "\n").last)
        #expect(last == "  More    associate explain brief-unreadable")
        let words = last.split(separator: " ").dropFirst(2).map(String.init)
        #expect(try Binary.run(words, in: place.path).status == 0)
    }

    @Test func `a binary without the repository explains itself`() throws {
        let result = try Binary.run(
            ["explain", "no-rows"], in: try Workspace().path, environment: ["ASSOCIATE_HOME": "/"])
        #expect(result.output.contains("  Cure\n"))
    }
}
