import Evidence
import Foundation
import TestSupport
import Testing

/// Briefs that are hostile or wrong stop the call before anything is begun.
@Suite struct BadBriefsTests {
    /// Runs a brief that must be refused at once: exit 2, a place in the file, no store.
    private func refused(_ bytes: Data, name: String = "brief.yaml") throws -> Binary.Result {
        let place = try Workspace()
        try place.write("t.csv", BadInput.table())
        try place.write(name, bytes)
        let start = ContinuousClock.now
        let result = try Binary.run(["run", name, "--json", "--quiet"], in: place.path)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(result.status == 2)
        #expect(result.firstError.hasPrefix(name))
        #expect(place.names(in: "runs") == [])
        let outcome = try result.json()
        #expect(try JSONSchema(named: "outcome").problems(with: outcome) == [])
        #expect(outcome["run_id"] == .null)
        return result
    }

    private static let bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1...9).map { level in
            let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            return "a\(level): &a\(level) [\(aliases)]\n"
        }.joined()

    @Test func `a bomb of aliases`() throws {
        #expect(try refused(Data(Self.bomb.utf8)).errors.contains("a brief may not hold an anchor ('&')"))
    }

    @Test func `a brief of 50 MB`() throws {
        let bytes = Data("name: t\n# ".utf8) + Data(repeating: UInt8(ascii: "x"), count: 50 << 20)
        #expect(try refused(bytes).firstError.contains("1 MiB"))
    }

    @Test func `twenty thousand levels of nesting`() throws {
        let deep = String(repeating: "[", count: 20_000)
        _ = try refused(Data("name: t\nslices: \(deep)\n".utf8))
    }

    @Test(arguments: [
        ("name: !!python/object:os.system t\n", "brief.yaml:1:"), ("name: !t t\n", "brief.yaml:1:"),
        ("name: t\n---\nname: u\n", "brief.yaml:2:1"), ("name: t\ndata:\n\tlabel: y\n", "brief.yaml:3:1"),
        ("name: t\nname: u\n", "brief.yaml:2:1"), ("name: [t\n", "brief.yaml:"), ("", "brief.yaml"),
        ("name: \"a\u{202E}b\"\n", "brief.yaml:1:"), ("- a\n- b\n", "brief.yaml:1:1"),
    ]) func `what YAML allows and a brief does not`(text: String, place: String) throws {
        #expect(try refused(Data(text.utf8)).errors.contains(place))
    }

    @Test(arguments: [Data([0xFF, 0xFE, 0x00]), Data("name: caf".utf8) + [0xE9, 0x0A], Data("name: a\0b\n".utf8)])
    func `bytes that are no text`(bytes: Data) throws { _ = try refused(bytes) }

    @Test func `everything that is wrong is said at once, at most twenty`() throws {
        let text = "name: T!\ntask: binry\nlable: y\nseed: x\ndata: {sources: {t: t.csv}, lable: y}\n"
        let findings = try refused(Data(text.utf8)).json()["findings"]?.elements ?? []
        #expect(findings.count >= 5)
        let many = (0..<50).map { "key\($0): 1\n" }.joined()
        #expect(try refused(Data(many.utf8)).json()["findings"]?.elements.count == 20)
    }

    @Test(arguments: ["no", "012", "1:30", "1_000", "2024-01-01", "~", "null", "1e3", ".5", "0x1F", "yes", "off"])
    func `words that YAML would turn into something else are kept as written`(word: String) throws {
        let place = try Workspace()
        let other = word == "1e3" ? "b" : "a"
        let lines = (0..<60).map { "\($0),\($0 % 7),\"\($0 % 2 == 0 ? word : "other-\(other)")\"\n" }.joined()
        try place.write("t.csv", "id,x,y\n" + lines)
        try place.write(
            "brief.yaml", "name: t\ndata: {sources: {t: t.csv}, label: y, key: [id], positive: \(word)}\n")
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let folder = try #require(try result.json()["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/model/associate.json"))
        #expect(try CanonicalJSON.decode(JSONValue.self, from: bytes)["positive"]?.text == word)
    }

    @Test(arguments: [
        ("task: forecast\n", "'task: forecast' is not in this version"),
        ("task: ranking\n", "'task: ranking' is not in this version"),
    ]) func `known words of a later version say so`(line: String, message: String) throws {
        let text = "name: t\n\(line)data: {sources: {t: t.csv}, label: y}\n"
        #expect(try refused(Data(text.utf8)).firstError.hasSuffix("error: " + message))
    }

    @Test(arguments: ["label", "prediction", "score", "candidate", "Score", "probability_a"])
    func `a key column with the name of a column of the predictions is refused`(name: String) throws {
        let input = BadInput.brief(
            name,
            "name: t\ndata: {sources: {t: t.csv}, dataset: 'SELECT id AS \(name), x, c, y FROM t', label: y, key: [\(name)]}\n",
            .impossibleValue, "")
        let left = try input.run()
        #expect(left.result.status == 2)
        #expect(left.errors.first?["code"] == "impossible-value")
        #expect(left.result.firstError.contains("'\(name)'"))
    }

    @Test func `a sensitive column needs a sign-off`() throws {
        let place = try Workspace()
        try place.write("t.csv", BadInput.table())
        try place.write(
            "brief.yaml",
            "name: t\ndata: {sources: {t: t.csv}, label: y}\nsensitive: [c]\nsensitive_use: {c: because}\n")
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(result.status == 4)
        #expect(try result.json()["findings"]?.elements.first?["code"] == "sign-off-needed")
    }
}
