import Evidence
import Foundation
import Pipeline
import TestSupport
import Testing

/// What `--json` prints.
struct RunOutcomeTests {
    @Test func `every key is written, and what is absent is null`() throws {
        let outcome = RunOutcome(status: .failed, findings: [Finding(.error, .noRows, "no row")])
        let value = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(outcome))
        #expect(try JSONSchema(named: "outcome").problems(with: value) == [])
        for key in ["run_id", "directory", "recommendation", "chosen", "metrics"] { #expect(value[key] == .null) }
    }

    @Test(arguments: [
        ("/a/b", "runs/x"), ("/a/b/", "runs/x"), ("/a", "b/runs/x"), ("/", "a/b/runs/x"), ("/c", "/a/b/runs/x"),
        ("/a/bb", "/a/b/runs/x"),
    ]) func `the folder is named from the working directory where it stands below it`(
        working: String, shown: String
    ) {
        let outcome = RunOutcome(directory: "/a/b/runs/x", status: .complete, findings: [])
        #expect(outcome.directory(from: working) == shown)
    }

    @Test(arguments: ["metrics", "finding"]) func `its schema says of metrics and findings what their own schemas say`(
        name: String
    ) throws {
        func read(_ name: String) throws -> JSONValue {
            try CanonicalJSON.decode(
                JSONValue.self,
                from: .init(contentsOf: Fixture.packageRoot.appendingPathComponent("docs/schemas/\(name).schema.json")))
        }
        guard case .object(var own) = try read(name) else { return }
        for key in ["$schema", "title", "$defs"] { own[key] = nil }
        #expect(try read("outcome")["$defs"]?[name] == .object(own))
    }
}
