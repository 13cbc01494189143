import Evidence
import Foundation
import TestSupport
import Testing

/// Runs of small briefs in one store, and what `associate runs compare` says of them.
struct CompareRuns {
    let place: Workspace

    init() throws {
        place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 400))
    }

    /// A brief for `customers.csv`; `more` are further lines.
    static func brief(
        _ more: String = "", candidates: String = "[prior, linear]", split: String = "{by: random}",
        source: String = "customers.csv", key: String? = "id", label: String = "churned"
    ) -> String {
        """
        name: customers
        data:
          sources: {customers: \(source)}
          \(key.map { "key: [\($0)]" } ?? "key: []")
          label: \(label)
        split: \(split)
        candidates: \(candidates)
        \(more)

        """
    }

    /// Runs a brief and gives the run's id.
    func run(_ brief: String, arguments: [String] = []) throws -> String {
        try place.write("brief.yaml", brief)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"] + arguments, in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return try #require(result.json()["run_id"]?.text)
    }

    /// The document that `runs compare --json` prints, held to its schema.
    func compare(_ runs: [String], arguments: [String] = []) throws -> JSONValue {
        let result = try Binary.run(["runs", "compare"] + runs + ["--json"] + arguments, in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect(try JSONSchema(named: "compare").problems(with: document) == [])
        return document
    }

    /// What changed from one run to another.
    func difference(_ before: String, _ after: String) throws -> JSONValue {
        try #require(compare([before, after])["comparisons"]?.elements.first)
    }

    /// A JSON file of a run.
    func json(_ file: String, of run: String) throws -> JSONValue {
        try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: "\(place.path)/runs/\(run)/\(file)")))
    }

    /// A text file of a run.
    func text(_ file: String, of run: String) throws -> String {
        try String(contentsOfFile: "\(place.path)/runs/\(run)/\(file)", encoding: .utf8)
    }
}

extension JSONValue {
    /// The difference in one metric.
    func metric(_ name: String) -> JSONValue? {
        self["metrics"]?.elements.first { $0["metric"]?.text == name }
    }

    /// The texts of a list.
    var texts: [String] { elements.compactMap(\.text) }
}
