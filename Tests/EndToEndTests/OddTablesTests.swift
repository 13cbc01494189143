import Evidence
import Foundation
import TestSupport
import Testing

/// Tables that look odd and are sound: they work, and what was done about them is said.
@Suite struct OddTablesTests {
    private func outcome(_ bytes: Data) throws -> (outcome: JSONValue, place: Workspace) {
        let place = try Workspace()
        try place.write("t.csv", bytes)
        let result = try Binary.run(["run", "t.csv", "--label", "y", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return (try result.json(), place)
    }

    /// The snapshot's hash in the manifest of a complete run.
    private func snapshot(of outcome: JSONValue) throws -> String {
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
        return try #require(try CanonicalJSON.decode(JSONValue.self, from: bytes)["snapshot"]?.text)
    }

    @Test func `a byte order mark, CRLF and lone CR change nothing`() throws {
        let plain = String(decoding: BadInput.table(), as: UTF8.self)
        let usual = try snapshot(of: outcome(Data(plain.utf8)).outcome)
        let texts = ["\u{FEFF}" + plain, plain.replacing("\n", with: "\r\n"), plain.replacing("\n", with: "\r")]
        for text in texts {
            #expect(try snapshot(of: outcome(Data(text.utf8)).outcome) == usual)
        }
    }

    @Test(arguments: [
        "a b", "a\"\"b", "it's", "a.b", "😀 naïve", "x; DROP TABLE t; --", "1", "select", "*", "%s", "$(id)", "`id`",
        "</script><b>", "a\\nb", String(repeating: "x", count: 255),
    ]) func `strange column names work as they are`(name: String) throws {
        let (outcome, place) = try outcome(BadInput.table(header: "id,\"\(name)\",c,y"))
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/model/associate.json"))
        let model = try CanonicalJSON.decode(JSONValue.self, from: bytes)
        let sources = model["features"]?.elements.compactMap { $0["source"]?.text } ?? []
        #expect(sources.contains(name.replacing("\"\"", with: "\"")))
        let report = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
        #expect(!report.contains("</script>"))
        #expect(place.names(in: ".") == ["runs", "t.csv"])
    }

    @Test func `infinities and NaN in a feature are counted, once`() throws {
        let bytes = BadInput.table(replacing: [4: "3,inf,a,true", 5: "4,nan,b,false", 6: "5,-inf,a,false"])
        let findings = try outcome(bytes).outcome["findings"]?.elements ?? []
        #expect(findings.count == 1)
        #expect(findings.first?["code"] == "non-finite-values")
        #expect(findings.first?["column"] == "x")
        #expect(findings.first?["count"] == 3)
    }

    @Test func `rows without a label are left out and counted`() throws {
        let bytes = BadInput.table(replacing: [4: "3,2,a,", 9: "8,2,a,"])
        let findings = try outcome(bytes).outcome["findings"]?.elements ?? []
        #expect(findings.map { $0["code"] } == ["label-missing"])
        #expect(findings.first?["severity"] == "warning")
        #expect(findings.first?["count"] == 2)
    }

    @Test func `ten thousand columns are worked on, or refused with the bound`() throws {
        let place = try Workspace()
        let width = 10_000
        var generator = SeededGenerator(seed: 3)
        var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + ",y\n"
        for row in 0..<30 {
            let word = generator.next()
            text += (0..<width).map { "\((word >> UInt64($0 % 50)) & 15)" }.joined(separator: ",")
            text += row % 2 == 0 ? ",true\n" : ",false\n"
        }
        try place.write("t.csv", text)
        let start = ContinuousClock.now
        let result = try Binary.run(["run", "t.csv", "--label", "y", "--json", "--quiet"], in: place.path)
        #expect([0, 2].contains(result.status), "\(result.errors.prefix(500))")
        #expect(ContinuousClock.now - start < .seconds(120))
    }
}
