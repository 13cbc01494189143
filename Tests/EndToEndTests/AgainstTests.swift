import Evidence
import Foundation
import TestSupport
import Testing

/// Release notes compare with the run that `--against` names, or the last one; and what documents lack is counted.
@Suite struct AgainstTests {
    /// The hashes of all files but the manifest.
    private func hashes(_ run: String, in runs: CompareRuns) throws -> [String: String] {
        var hashes = try Workspace.hashes(under: "\(runs.place.path)/runs/\(run)")
        hashes["manifest.json"] = nil
        return hashes
    }

    @Test func `a changed brief is compared with the last run of its name`() throws {
        let runs = try CompareRuns()
        let first = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        let second = try runs.run(CompareRuns.brief("owner: Ada"))
        let notes = try runs.text("release_notes.md", of: second)
        let fingerprint = try #require(runs.json("manifest.json", of: first)["fingerprint"]?.text)
        #expect(notes.contains("- Before: run `\(fingerprint)`"))
        #expect(notes.contains("| `owner` | not given | Ada |"))
        #expect(notes.contains("Predictions become better"))
        let comparison = try runs.json("comparison.json", of: second)
        #expect(try JSONSchema(named: "comparison").problems(with: comparison) == [])
        #expect(comparison == (try runs.difference(first, second)))
        let manifest = try runs.json("manifest.json", of: second)
        #expect(manifest["against"] == ["run_id": .string(first), "fingerprint": .string(fingerprint), "named": false])
        #expect(try JSONSchema(named: "manifest").problems(with: manifest) == [])
        for name in try hashes(second, in: runs).keys.sorted() {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(runs.place.path)/runs/\(second)/\(name)"))
            for words in [first, runs.place.path] { #expect(bytes.range(of: Data(words.utf8)) == nil, "\(name)") }
        }
        #expect(try runs.text("release_notes.md", of: first).contains("compared with no earlier one"))
        #expect(try hashes(first, in: runs)["comparison.json"] == nil)
    }

    /// A, B, A again, B again: what was run in between changes no byte.
    @Test func `the same work again gives the same bytes, whatever was run in between`() throws {
        let runs = try CompareRuns()
        let briefs = [
            CompareRuns.brief(candidates: "[prior]"), CompareRuns.brief(), CompareRuns.brief("seed: 11"),
        ]
        let first = try briefs.map { try runs.run($0) }
        let second = try briefs.reversed().map { try runs.run($0) }
        for (one, other) in zip(first, second.reversed()) {
            #expect(try hashes(one, in: runs) == hashes(other, in: runs))
        }
    }

    @Test func `the run that is named is compared with, and only its notes tell`() throws {
        let runs = try CompareRuns()
        let first = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        _ = try runs.run(CompareRuns.brief("owner: Ada"))
        let brief = CompareRuns.brief("owner: Bo")
        let usual = try runs.run(brief)
        let named = try runs.run(brief, arguments: ["--against", first])
        #expect(try runs.json("manifest.json", of: named)["against"]?["run_id"]?.text == first)
        #expect(try runs.json("manifest.json", of: named)["against"]?["named"] == true)
        let (one, other) = (try hashes(usual, in: runs), try hashes(named, in: runs))
        let differing = Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
        #expect(differing == ["comparison.json", "release_notes.md"])
        // The next one takes no notice of it.
        #expect(try hashes(runs.run(brief), in: runs) == one)
    }

    @Test func `a run of another name or another label is no predecessor`() throws {
        let runs = try CompareRuns()
        _ = try runs.run(CompareRuns.brief(label: "member"))
        _ = try runs.run(CompareRuns.brief().replacingOccurrences(of: "name: customers", with: "name: others"))
        let run = try runs.run(CompareRuns.brief())
        #expect(try runs.json("manifest.json", of: run)["against"] == nil)
    }

    @Test func `a predecessor that was damaged is said, and compared with none`() throws {
        let runs = try CompareRuns()
        let first = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        try runs.place.write("runs/\(first)/model_card.md", "better")
        try runs.place.write("brief.yaml", CompareRuns.brief())
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: runs.place.path)
        #expect(result.status == 0)
        let findings = try result.json()["findings"]?.elements ?? []
        #expect(findings.contains { $0["code"] == "run-damaged" && $0["severity"] == "warning" })
    }

    @Test func `what --against names wrongly is said before anything runs`() throws {
        let runs = try CompareRuns()
        let label = try runs.run(CompareRuns.brief(label: "member"))
        try runs.place.write("brief.yaml", CompareRuns.brief())
        let cases = [("2020", "run-not-found", Int32(2)), (label, "runs-not-comparable", 2), ("", "run-not-found", 2)]
        for (name, code, status) in cases {
            let result = try Binary.run(
                ["run", "brief.yaml", "--json", "--quiet", "--against", name], in: runs.place.path)
            #expect(result.status == status, "\(name)")
            #expect(try result.json()["findings"]?.elements.first?["code"]?.text == code)
        }
        #expect(runs.place.names(in: "runs") == [label, "objects"])
        #expect(runs.place.names(in: "runs").allSatisfy { !$0.hasPrefix(".partial") })
    }

    @Test func `another task than that of the named run stops before anything is fitted`() throws {
        let runs = try CompareRuns()
        func level(_ task: String) -> String {
            CompareRuns.brief("task: \(task)", label: "level").replacingOccurrences(
                of: "  label:", with: "  dataset: SELECT *, visits % 3 AS level FROM customers\n  label:")
        }
        let numbers = try runs.run(level("regression"))
        try runs.place.write("brief.yaml", level("multiclass"))
        let result = try Binary.run(
            ["run", "brief.yaml", "--json", "--quiet", "--against", numbers], in: runs.place.path)
        #expect(result.status == 2)
        #expect(try result.json()["findings"]?.elements.first?["code"] == "runs-not-comparable")
    }

    @Test func `a person sees what changed, and what the documents lack`() throws {
        let runs = try CompareRuns()
        let first = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        try runs.place.write("brief.yaml", CompareRuns.brief("owner: Ada\npurpose: planning"))
        let shown = try Binary.run(["run", "brief.yaml"], in: runs.place.path).output
        #expect(shown.contains("  Against \(first) · brief differs · roc_auc +0."))
        #expect(
            shown.contains("  Fields  2 of 5 required fields filled; the owner adds problem, user_facing, approvers"))
        let id = try #require(runs.place.names(in: "runs").first { $0 != first && $0 != "objects" })
        let manifest = try runs.json("manifest.json", of: id)
        #expect(manifest["completeness"]?["score"] == 0.4)
        let again = try Binary.run(["runs", "show", id], in: runs.place.path).output
        #expect(again.contains("completeness   2 of 5 required fields filled"))
        #expect(again.contains("against        \(first), the last one"))
    }
}
