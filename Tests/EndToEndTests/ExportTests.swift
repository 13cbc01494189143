import Evidence
import Foundation
import TestSupport
import Testing

/// `associate export`, called as a person would, on runs of the examples.
@Suite(.timeLimit(.minutes(10))) struct ExportTests {
    /// A binary task on numbers, texts and dates, run once for all tests.
    static let store: Result<Workspace, any Error> = Result {
        let place = try Workspace()
        var rows = ["id,amount,visits,city,since,member,churned"]
        var generator = SeededGenerator(seed: 5)
        for id in 0..<900 {
            let amount = Double.random(in: 0..<200, using: &generator)
            let visits = Int.random(in: 0..<12, using: &generator)
            let city = ["Graz", "Linz", "Wien", "St. Pölten", ""][Int.random(in: 0..<5, using: &generator)]
            let day = Int.random(in: 1...28, using: &generator)
            let member = Bool.random(using: &generator)
            let score =
                amount / 40 - Double(visits) + (city == "Wien" ? 2 : 0) + Double.random(in: -2..<2, using: &generator)
            rows.append(
                "\(id),\(id.isMultiple(of: 17) ? "" : String(amount)),\(visits),\(city),1968-0\(1 + day % 9)-\(day + 9 < 29 ? day + 9 : 10),"
                    + "\(member),\(score > 0)")
        }
        try place.write("customers.csv", rows.joined(separator: "\n") + "\n")
        try place.write(
            "brief.yaml",
            """
            name: churn
            data:
              sources: {customers: customers.csv}
              dataset: SELECT * FROM customers
              key: [id]
              label: churned
            split: {by: random}
            """)
        let result = try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path)
        guard result.status == 0 else { throw CocoaError(.executableLoad) }
        return place
    }

    private func export(_ arguments: String...) throws -> Binary.Result {
        try Binary.run(["export"] + arguments, in: Self.store.get().path)
    }

    private func output(_ name: String) throws -> String { try Self.store.get().path + "/" + name }

    @Test func `a verified statement is written, and the document says how far the engines agree`() throws {
        let result = try export("churn", "sql", "--verify", "--output", "verified.sql", "--json")
        #expect(result.status == 0)
        let document = try result.json()
        let schema = try JSONSchema(named: "export")
        #expect(schema.problems(with: document) == [])
        #expect(try String(contentsOfFile: output("verified.sql"), encoding: .utf8).contains("SELECT"))
        let engines = document["verification"]?.elements ?? []
        #expect(engines.map { $0["of"]?.text }.last == "other types", "SQLite refuses values of other types")
        #expect(engines.count == 7)
        #expect(engines.filter { $0["engine"] == "onnxruntime" }.count == 2)
        for engine in engines { #expect(engine["holds"] == .bool(true)) }
    }

    @Test func `a model is found by its run, the run's folder and its own folder`() throws {
        let first = try export("latest", "sql", "--output", "a.sql", "--json").json()
        let model = try #require(first["model"]?.text)
        _ = try export(model, "sql", "--output", "b.sql")
        _ = try export((model as NSString).deletingLastPathComponent, "sql", "--output", "c.sql")
        let texts = try ["a.sql", "b.sql", "c.sql"].map { try String(contentsOfFile: output($0), encoding: .utf8) }
        #expect(Set(texts).count == 1)
    }

    @Test func `what is there is not written over unless that is said`() throws {
        _ = try export("churn", "swift", "--output", "Once.swift")
        let again = try export("churn", "swift", "--output", "Once.swift")
        #expect(again.status == 2)
        #expect(again.errors.contains("--force"))
        #expect(try export("churn", "swift", "--output", "Once.swift", "--force").status == 0)
    }

    @Test(arguments: [
        (["churn", "sql", "--dialect", "postgres"], "did you mean 'postgresql'?"),
        (["churn", "swfit"], "did you mean 'swift'?"), (["churn"], "--verify"), (["nothing", "sql"], "runs list"),
    ]) func `a word that is wrong is said with what was meant`(arguments: [String], hint: String) throws {
        let result = try Binary.run(["export"] + arguments, in: Self.store.get().path)
        #expect(result.status == 2)
        #expect(result.errors.contains(hint))
    }

    @Test func `a model that was changed, and one of a later version, are refused`() throws {
        let place = try Workspace()
        let model = try #require(try export("latest", "sql", "--output", "d.sql", "--json").json()["model"]?.text)
        let run = (model as NSString).deletingLastPathComponent
        let copy = place.path + "/" + (run as NSString).lastPathComponent
        try FileManager.default.copyItem(atPath: run, toPath: copy)
        let file = copy + "/model/associate.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing(/"version": ?[12]/, with: #""version": 3"#)
            .write(toFile: file, atomically: true, encoding: .utf8)
        let changed = try export(copy, "sql", "--output", "e.sql")
        #expect(changed.status == 2)
        #expect(changed.errors.contains("SHA-256"))
        let alone = place.path + "/alone"
        try FileManager.default.copyItem(atPath: copy + "/model", toPath: alone)
        let future = try export(alone, "sql", "--output", "e.sql")
        #expect(future.status == 2)
        #expect(future.errors.contains("version 3 is not known here"))
        #expect(try !FileManager.default.fileExists(atPath: output("e.sql")))
    }

    @Test func `where nothing can be written, nothing half is left`() throws {
        let result = try export("churn", "tests", "--output", "/proc/model_tests")
        #expect(result.status == 1)
        #expect(result.errors.contains("cannot be"))
    }
}
