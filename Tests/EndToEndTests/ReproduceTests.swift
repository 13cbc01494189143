import Evidence
import Foundation
import TestSupport
import Testing

/// `associate reproduce`: a run done again gives the same bytes, and what does not is named.
@Suite struct ReproduceTests {
    private static let brief =
        "name: customers\ndata: {sources: {customers: customers.csv}, key: [id], label: churned}\n"

    /// A finished run of customers: the working folder, and the run's.
    private func customers(_ more: String = "", rows: Int = 300) throws -> (place: Workspace, run: String) {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: rows))
        try place.write("brief.yaml", Self.brief + more)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return (place, try #require(try result.json()["directory"]?.text))
    }

    private func reproduce(
        _ run: String, _ more: [String] = [], in place: Workspace, environment: [String: String] = [:]
    ) throws -> (status: Int32, document: JSONValue) {
        let result = try Binary.run(
            ["reproduce", run, "--json", "--quiet"] + more, in: place.path, environment: environment)
        return (result.status, try result.json())
    }

    private func states(_ document: JSONValue, but state: String = "same") -> [String] {
        (document["files"]?.elements ?? []).filter { $0["state"] != .string(state) }.compactMap { $0["path"]?.text }
    }

    @Test(arguments: ExampleRun.allCases, ["1", "3"])
    func `an example comes out the same on other threads, in another zone and language`(
        example: ExampleRun, threads: String
    ) throws {
        // The largest is done again on one number of threads; ASSOCIATE_NIGHTLY does it on all.
        let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil
        guard isNightly || example != .flights || threads == "3" else { return }
        let finished = try example.finished()
        let place = try Workspace()
        let surroundings = ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"]
        for threads in isNightly && threads == "1" ? ["1", "2", "8"] : [threads] {
            let (status, document) = try reproduce(
                finished.directory, ["--threads", threads], in: place, environment: surroundings)
            #expect(status == 0)
            #expect(document["verdict"] == "reproduced")
            #expect(states(document) == [])
        }
    }

    @Test func `a run's folder alone is enough, without its store, its brief and its sources`() throws {
        // Rows without a label stand in no part, and are part of the snapshot all the same.
        let place = try Workspace()
        let rows = (0..<120).map { "\($0),\($0 * 7 % 31),\(["yes", "no", "no", ""][$0 * 11 % 4])" }
        try place.write("t.csv", (["id,x,won"] + rows).joined(separator: "\n"))
        try place.write("t.sql", "SELECT id, x, x * x AS square, won FROM t\n")
        try place.write("suite.yaml", "expectations:\n  - expect_column_values_to_not_be_null: {column: x}\n")
        try place.write(
            "brief.yaml", "data: {sources: {t: t.csv}, dataset: t.sql, key: [id], label: won}\nchecks: suite.yaml\n")
        let made = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(made.status == 0, "\(made.errors)")
        let folder = try #require(try made.json()["directory"]?.text)
        let elsewhere = try Workspace()
        try FileManager.default.copyItem(atPath: folder, toPath: elsewhere.path + "/copy")
        try FileManager.default.removeItem(atPath: place.path)
        let (status, document) = try reproduce("./copy", in: elsewhere)
        #expect(status == 0, "\(document)")
        #expect(states(document) == [])
    }

    @Test func `a changed figure is found and named by its pointer`() throws {
        let (place, run) = try customers()
        let path = run + "/evaluation/metrics.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let range = try #require(text.range(of: "\"rows\": 300"))
        try text.replacingCharacters(in: range, with: "\"rows\": 301").write(
            toFile: path, atomically: false, encoding: .utf8)
        let (status, document) = try reproduce("latest", in: place)
        #expect(status == 3)
        #expect(document["verdict"] == "tampered")
        let file = document["files"]?.elements.first { $0["state"] == "tampered" }
        #expect(file?["path"] == "evaluation/metrics.json")
        #expect(file?["place"] == "/candidates/0/rows")
        #expect(file?["was"] == "301" && file?["is"] == "300")
    }

    @Test func `one byte of a table, and a file too many, are found`() throws {
        let (place, run) = try customers()
        let path = run + "/evaluation/predictions.parquet"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        try Data("x".utf8).write(to: URL(fileURLWithPath: run + "/extra.txt"))
        let (status, document) = try reproduce(run, in: place)
        #expect(status == 3)
        #expect(states(document) == ["evaluation/predictions.parquet", "extra.txt"])
    }

    @Test func `from sources that changed, the first value that differs is named`() throws {
        let (place, run) = try customers()
        #expect(try reproduce(run, ["--from-sources"], in: place).status == 0)
        try place.write("customers.csv", SampleData.customers(rows: 301))
        let (status, document) = try reproduce(run, ["--from-sources"], in: place)
        #expect(status == 3)
        #expect(document["verdict"] == "differs")
        let snapshot = document["files"]?.elements.first { $0["path"] == "data/snapshot.json" }
        #expect(snapshot?["place"] == "/bytes")
        let train = document["files"]?.elements.first { $0["path"] == "data/train.parquet" }
        #expect(train?["place"]?.text?.hasPrefix("rows") == true)
    }

    @Test func `a run with an audit and a time limit is repeated by its recorded work`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        try place.write("brief.yaml", Self.brief + "budget: {time_limit: 20s}\n")
        let made = try Binary.run(["run", "brief.yaml", "--audit", "--json", "--quiet"], in: place.path)
        #expect(made.status == 0, "\(made.errors)")
        let whole = try reproduce("latest", in: place)
        #expect(whole.status == 0, "\(whole.document)")
        #expect(states(whole.document) == [], "the sources are there, so the audit is made again")
        try FileManager.default.removeItem(atPath: place.path + "/customers.csv")
        let (status, document) = try reproduce("latest", in: place)
        #expect(status == 0, "\(document)")
        #expect(states(document) == ["data/leakage.json"], "taken over, since it was read of sources that are gone")
        #expect(states(document, but: "taken").count == (document["files"]?.elements.count ?? 0) - 1)
    }

    @Test func `the attestation lists the run's files, and stands in the store`() throws {
        let (place, run) = try customers()
        let id = URL(fileURLWithPath: run).lastPathComponent
        #expect(try reproduce(run, in: place).status == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: place.path + "/runs/attestations/\(id).json"))
        let statement = try CanonicalJSON.decode(JSONValue.self, from: bytes)
        #expect(statement["_type"] == "https://in-toto.io/Statement/v1")
        #expect(statement["predicate"]?["verdict"] == "reproduced")
        let hashes = try Workspace.hashes(under: run)
        let subjects = statement["subject"]?.elements ?? []
        #expect(subjects.count == hashes.count - 1)
        for subject in subjects {
            let name = subject["name"]?.text?.dropFirst(id.count + 1) ?? ""
            #expect(subject["digest"]?["sha256"]?.text == hashes[String(name)])
        }
        #expect(try Binary.run(["runs", "list"], in: place.path).status == 0)
    }

    @Test func `what cannot be done again says why`() throws {
        let place = try Workspace()
        try place.write("t.csv", (["x,won"] + (0..<60).map { "\($0),yes" }).joined(separator: "\n"))
        #expect(try Binary.run(["run", "t.csv", "--label", "won"], in: place.path).status == 3)
        let failed = try #require(
            try FileManager.default.contentsOfDirectory(atPath: place.path + "/runs/failed").first)
        let stopped = try reproduce("runs/failed/" + failed, in: place)
        #expect(stopped.status == 2)
        #expect(stopped.document["findings"]?.elements.first?["code"] == "run-incomplete")
        let unknown = try reproduce("nothing-like-it", in: place)
        #expect(unknown.status == 2)
        #expect(unknown.document["findings"]?.elements.first?["code"] == "run-not-found")
        let (customers, run) = try customers()
        try customers.write("key.pem", "no key\n")
        let key = try reproduce(run, ["--key", "key.pem"], in: customers)
        #expect(key.status == 2)
        #expect(key.document["findings"]?.elements.first?["code"] == "argument-invalid")
    }
}
