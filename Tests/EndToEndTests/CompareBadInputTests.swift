import Evidence
import Foundation
import TestSupport
import Testing

/// Runs that cannot be compared: what the person is told, and with which exit status.
@Suite struct CompareBadInputTests {
    private func refused(
        _ runs: [String], in place: Workspace, _ code: String, says: String
    ) throws {
        let result = try Binary.run(["runs", "compare"] + runs + ["--json"], in: place.path)
        #expect(result.status == 2)
        let findings = try result.json()["findings"]?.elements ?? []
        #expect(findings.first?["code"]?.text == code)
        #expect(findings.first?["message"]?.text?.contains(says) == true, "\(findings)")
        #expect(findings.first?["advice"]?.text?.isEmpty == false)
        #expect(result.errors.contains("associate explain \(code)"))
    }

    @Test func `an unknown run`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        try refused([run, "2020"], in: runs.place, "run-not-found", says: "there is no run '2020'")
        try refused(["2020", run], in: runs.place, "run-not-found", says: "there is no run '2020'")
    }

    @Test func `the beginning of several runs`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let other = try runs.run(CompareRuns.brief("seed: 8"))
        try refused(
            [run, String(other.dropLast(4))], in: runs.place, "argument-invalid", says: "fits 2 runs")
    }

    @Test func `one run alone, and none`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        try refused([run], in: runs.place, "argument-invalid", says: "one run alone cannot be compared")
        #expect(try Binary.run(["runs", "compare"], in: runs.place.path).status == 64)
    }

    @Test(arguments: [
        "evaluation/predictions.parquet", "evaluation/metrics.json", "evidence.json", "data/test.parquet",
        "report.html",
    ])
    func `a file that is not as it was written`(file: String) throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let other = try runs.run(CompareRuns.brief("owner: Ada"))
        let path = URL(fileURLWithPath: "\(runs.place.path)/runs/\(other)/\(file)")
        var bytes = try Data(contentsOf: path)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: path)
        try refused([run, other], in: runs.place, "file-changed", says: file)
        try FileManager.default.removeItem(at: path)
        try refused([other, run], in: runs.place, "run-damaged", says: "\(file) is missing")
    }

    @Test func `a manifest that cannot be read`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let other = try runs.run(CompareRuns.brief("owner: Ada"))
        try runs.place.write("runs/\(other)/manifest.json", "{}")
        try refused([run, other], in: runs.place, "run-damaged", says: "the manifest cannot be read")
    }

    @Test func `a run that failed`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        try runs.place.write("customers.csv", "id,churned\n1,true\n2,false\n")
        let failed = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: runs.place.path)
        #expect(failed.status == 3)
        let id = try #require(failed.json()["run_id"]?.text)
        try refused([run, id], in: runs.place, "run-incomplete", says: "was stopped by checks")
        try refused([id, run], in: runs.place, "run-incomplete", says: "was stopped by checks")
    }

    @Test func `runs of another label, task or positive class`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let label = try runs.run(CompareRuns.brief(label: "member"))
        try refused([run, label], in: runs.place, "runs-not-comparable", says: "'churned', of the other 'member'")
        let task = try runs.run(CompareRuns.brief(label: "visits"))
        try refused([run, task], in: runs.place, "runs-not-comparable", says: "the task of one is 'binary'")
        let positive = try runs.run(
            CompareRuns.brief().replacingOccurrences(of: "  label:", with: "  positive: false\n  label:"))
        try refused([run, run, positive], in: runs.place, "runs-not-comparable", says: "the positive class")
    }

    @Test func `a run of another version of the program`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let other = try runs.run(CompareRuns.brief("owner: Ada"))
        // The evidence without what is compared, under a manifest that agrees.
        guard case .object(var fields) = try runs.json("evidence.json", of: other) else {
            Issue.record("the evidence is no object")
            return
        }
        fields["canonical_brief"] = nil
        let bytes = try CanonicalJSON.encode(JSONValue.object(fields))
        try runs.place.write("runs/\(other)/evidence.json", bytes)
        let path = "runs/\(other)/manifest.json"
        var manifest = try CanonicalJSON.decode(
            RunRecord.self, from: Data(contentsOf: URL(fileURLWithPath: "\(runs.place.path)/\(path)")))
        manifest.files["evidence.json"] = ContentHash(of: bytes)
        try runs.place.write(path, CanonicalJSON.encode(manifest.sealed()))
        try refused([run, other], in: runs.place, "runs-not-comparable", says: "in another form")
    }

    @Test func `a page that cannot be written`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let result = try Binary.run(
            ["runs", "compare", run, run, "--html", "no/such/folder/page.html"], in: runs.place.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("the page cannot be written to no/such/folder/page.html"))
    }
}
