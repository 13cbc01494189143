import Evidence
import Foundation
import TestSupport
import Testing

/// Tables that look odd and are sound: they work, and what was done about them is said.
@Suite struct OddTablesTests {
    /// A run of a table alone, or, where `asRead`, by a brief that takes the columns as they are read: one that is
    /// proposed says in SQL what texts hold.
    private func outcome(_ bytes: Data, asRead: Bool = false) throws -> (outcome: JSONValue, place: Workspace) {
        let place = try Workspace()
        try place.write("t.csv", bytes)
        try place.write("plain.yaml", "data: {sources: {t: t.csv}, label: y}\n")
        let input = asRead ? ["plain.yaml"] : ["t.csv", "--label", "y"]
        let result = try Binary.run(["run"] + input + ["--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return (try result.json(), place)
    }

    /// The snapshot's hash in the manifest of a complete run.
    private func snapshot(of bytes: Data) throws -> String {
        let (outcome, place) = try outcome(bytes)
        defer { _ = place }
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
        return try #require(try CanonicalJSON.decode(JSONValue.self, from: bytes)["snapshot"]?.text)
    }

    @Test func `a byte order mark, CRLF and lone CR change nothing`() throws {
        let plain = String(decoding: BadInput.table(), as: UTF8.self)
        let usual = try snapshot(of: Data(plain.utf8))
        let texts = ["\u{FEFF}" + plain, plain.replacing("\n", with: "\r\n"), plain.replacing("\n", with: "\r")]
        for text in texts {
            #expect(try snapshot(of: Data(text.utf8)) == usual)
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
        #expect(place.names(in: ".") == ["plain.yaml", "runs", "t.csv"])
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

    /// `evidence.json` of a complete run.
    private func evidence(of outcome: JSONValue) throws -> JSONValue {
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/evidence.json"))
        return try CanonicalJSON.decode(JSONValue.self, from: bytes)
    }

    @Test func `a field of a megabyte is read whole`() throws {
        let field = String(repeating: "word ", count: 200_000)
        let (outcome, place) = try outcome(BadInput.table(replacing: [7: "6,5,\(field),true"]))
        defer { _ = place }
        #expect(try evidence(of: outcome)["data"]?["dataset_rows"] == 60)
    }

    @Test func `a type that changes far down is seen, and no row is lost`() throws {
        let rows = (0..<25_000).map { row in "\(row),\(row == 24_000 ? "many" : "\(row % 9)"),\(row % 3 == 0)\n" }
        let (outcome, place) = try outcome(Data(("id,x,y\n" + rows.joined()).utf8), asRead: true)
        defer { _ = place }
        let data = try #require(try evidence(of: outcome)["data"])
        #expect(data["dataset_rows"] == 25_000)
        #expect(data["rows"] == 25_000)
        #expect(data["columns"]?.elements.first { $0["name"] == "x" }?["type"] == "VARCHAR")
    }

    @Test func `a number too large for a double is an infinity, and is counted`() throws {
        let bytes = BadInput.table(replacing: [4: "3,1e400,a,true", 5: "4,0.5,b,false"])
        let (outcome, place) = try outcome(bytes)
        defer { _ = place }
        #expect(outcome["findings"]?.elements.map { $0["code"] } == ["non-finite-values"])
    }

    @Test func `numbers with a decimal comma are text, and are no numbers by guess`() throws {
        let rows = (0..<60).map { "\($0);\($0),5;\($0 % 2 == 0)\n" }
        let (outcome, place) = try outcome(Data(("id;x;y\n" + rows.joined()).utf8), asRead: true)
        defer { _ = place }
        let columns = try evidence(of: outcome)["data"]?["columns"]?.elements ?? []
        #expect(columns.first { $0["name"] == "x" }?["type"] == "VARCHAR")
    }

    /// Columns of a wide table; at night as many as the slower cases are worth.
    private static let width = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 2_000 : 10_000

    @Test func `a table of thousands of columns is worked on`() throws {
        var generator = SeededGenerator(seed: 3)
        var text = (0..<Self.width).map { "c\($0)" }.joined(separator: ",") + ",y\n"
        for row in 0..<30 {
            let word = generator.next()
            text += (0..<Self.width).map { "\((word >> UInt64($0 % 50)) & 15)" }.joined(separator: ",")
            text += row % 2 == 0 ? ",true\n" : ",false\n"
        }
        let (outcome, place) = try outcome(Data(text.utf8))
        defer { _ = place }
        #expect(outcome["status"] == "complete")
    }

    @Test func `more columns than are worked with are refused with the bound`() throws {
        let place = try Workspace()
        let names = (0...Limits.datasetColumns).map { "c\($0)" }.joined(separator: ",")
        let zeros = [String](repeating: "0", count: Limits.datasetColumns + 1).joined(separator: ",")
        try place.write("t.csv", names + "\n" + zeros + "\n")
        let result = try Binary.run(["run", "t.csv", "--label", "c0", "--json", "--quiet"], in: place.path)
        #expect(result.status == 2)
        #expect(try result.json()["findings"]?.elements.first?["code"] == "too-many-columns")
        #expect(result.firstError.contains("20000"))
    }
}
