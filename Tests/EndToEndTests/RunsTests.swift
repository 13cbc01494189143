import Evidence
import Foundation
import TestSupport
import Testing

/// `associate runs list` and `runs show` read folders back.
@Suite struct RunsTests {
    private func customers() throws -> Workspace {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 200))
        try place.write("brief.yaml", SampleData.customersBrief)
        return place
    }

    /// A workspace with one complete run, and the run's id.
    private func oneRun() throws -> (place: Workspace, id: String) {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return (place, try #require(result.json()["run_id"]?.text))
    }

    @Test func `an empty store says which command fills it`() throws {
        let place = try Workspace()
        let result = try Binary.run(["runs", "list"], in: place.path)
        #expect(result.status == 0)
        #expect(result.output == "  No runs in runs yet. Start one: associate run brief.yaml\n")
        #expect(place.names(in: ".") == [])
    }

    @Test func `an empty store is an empty list as JSON`() throws {
        let place = try Workspace()
        #expect(try Binary.run(["runs", "list", "--json"], in: place.path).json() == ["runs": []])
    }

    @Test func `a complete run is listed with its verdict and its metric`() throws {
        let (place, id) = try oneRun()
        let list = try Binary.run(["runs", "list", "--json"], in: place.path).json()
        let run = try #require(list["runs"]?.elements.first)
        #expect(run["run_id"]?.text == id)
        #expect(run["status"] == "complete")
        #expect(run["chosen"] == "linear")
        #expect(run["primary"] == "roc_auc")
        #expect((run["value"]?.number ?? 0) > 0.5)
        #expect(run["directory"]?.text == "\(place.path)/runs/\(id)")
    }

    @Test func `runs that failed are listed among them, newest first`() throws {
        let (place, id) = try oneRun()
        try place.write("customers.csv", "id,churned\n1,true\n")
        #expect(try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path).status != 0)
        let runs = try Binary.run(["runs", "list", "--json"], in: place.path).json()["runs"]?.elements ?? []
        #expect(runs.count == 2)
        #expect(runs.contains { $0["run_id"]?.text == id })
        let failed = try #require(runs.first { $0["run_id"]?.text != id })
        #expect(["failed", "stopped"].contains(failed["status"]?.text))
        #expect(failed["directory"]?.text?.contains("/runs/failed/") == true)
        let list = try Binary.run(["runs", "list"], in: place.path).output
        #expect(list.contains(id))
        #expect(list.contains("  1 attempt ended early: associate runs list --all\n"))
        let whole = try Binary.run(["runs", "list", "--all"], in: place.path).output
        #expect(whole.contains(try #require(failed["status"]?.text)))
        #expect(!whole.contains("ended early"))
        let started = runs.compactMap { $0["started"]?.text }
        #expect(started == started.sorted(by: >))
    }

    @Test func `a run is shown by its id, by the beginning of it and by its folder`() throws {
        let (place, id) = try oneRun()
        for name in [id, String(id.dropLast(2)), "runs/\(id)"] {
            let shown = try Binary.run(["runs", "show", name, "--json"], in: place.path)
            #expect(shown.status == 0, "\(name): \(shown.errors)")
            #expect(try shown.json()["manifest"]?["run_id"]?.text == id)
        }
    }

    @Test func `a run is shown with what it depends on`() throws {
        let (place, id) = try oneRun()
        let shown = try Binary.run(["runs", "show", id], in: place.path)
        for words in [id, "complete", "fingerprint", "snapshot", "customers · 200 rows", "duckdb", "as written"] {
            #expect(shown.output.contains(words), "\(words)")
        }
    }

    @Test func `the same brief again is another run beside the first`() throws {
        let (place, id) = try oneRun()
        let again = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path).json()
        #expect(again["run_id"]?.text == id + "-2")
        #expect(place.names(in: "runs") == [id, id + "-2", "objects"])
    }

    @Test func `the beginning of two ids is refused, and both are named`() throws {
        let (place, id) = try oneRun()
        #expect(try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path).status == 0)
        let shown = try Binary.run(["runs", "show", String(id.dropLast())], in: place.path)
        #expect(shown.status == 2)
        #expect(shown.errors.contains(id + "-2"))
    }

    @Test(arguments: ["2020-01-01-nothing-0000", "../etc", "", "a b"]) func `an unknown run is an error with the cure`(
        name: String
    ) throws {
        let place = try Workspace()
        let shown = try Binary.run(["runs", "show", name], in: place.path)
        #expect(shown.status == 2)
        #expect(shown.errors.contains("associate runs list"))
    }

    @Test(arguments: ["report.html", "evaluation/metrics.json", "data/train.parquet", "brief.yaml"])
    func `a file that was changed is named`(file: String) throws {
        let (place, id) = try oneRun()
        let path = "\(place.path)/runs/\(id)/\(file)"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let shown = try Binary.run(["runs", "show", id, "--json"], in: place.path)
        #expect(shown.status == 2)
        let findings = try shown.json()["findings"]?.elements ?? []
        #expect(findings.count == 1)
        #expect(findings.first?["code"] == "file-changed")
        #expect(findings.first?["file"]?.text?.hasSuffix(file) == true)
        #expect(shown.errors.contains("\(file) is not the file that the run wrote"))
    }

    @Test func `a file that is missing is named, and the run is listed as damaged`() throws {
        let (place, id) = try oneRun()
        try FileManager.default.removeItem(atPath: "\(place.path)/runs/\(id)/evaluation/metrics.json")
        let shown = try Binary.run(["runs", "show", id], in: place.path)
        #expect(shown.status == 2)
        #expect((shown.output + shown.errors).contains("evaluation/metrics.json is missing"))
        let list = try Binary.run(["runs", "list", "--json"], in: place.path).json()
        #expect(list["runs"]?.elements.first?["status"] == "damaged")
    }

    @Test func `a file that the run did not write is named`() throws {
        let (place, id) = try oneRun()
        try place.write("runs/\(id)/model/extra.txt", "?")
        let shown = try Binary.run(["runs", "show", id], in: place.path)
        #expect(shown.status == 2)
        #expect((shown.output + shown.errors).contains("model/extra.txt"))
    }
}
