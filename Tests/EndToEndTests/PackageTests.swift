import Evidence
import Foundation
import TestSupport
import Testing

/// Stock MLflow, onnx and ONNX Runtime open what a run leaves, and predict what the run predicted.
@Suite(.enabled(if: OraclePython.isThere, Comment(rawValue: OraclePython.absence)))
struct PackageTests {
    /// Holds a run's package to its own predictions, in every form in which pandas has the rows.
    private func check(runAt directory: String) throws {
        let found = try OraclePython.document(of: "package_of_run.py", about: directory)
        guard case .object(let forms)? = found["forms"] else {
            Issue.record("no forms: \(found)")
            return
        }
        #expect(forms.count == 4)
        for (form, difference) in forms {
            let worst = try #require(difference["worst"]?.number)
            #expect(worst <= 1e-9, "\(form)")
            #expect(difference["labels_differ"] == 0, "\(form)")
        }
    }

    @Test(arguments: [ExampleRun.flights, .temperature])
    func `the package of an example predicts what evaluation predicted`(example: ExampleRun) throws {
        try check(runAt: example.finished().directory)
    }

    @Test(arguments: ["churned", "region", "amount"])
    func `so does one of boosted trees, for two classes, for many, and for a number`(label: String) throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 1_500))
        try place.write(
            "brief.yaml",
            """
            data:
              sources: {customers: customers.csv}
              key: [id]
              label: \(label)
            split: {by: random}
            candidates: [boosted_trees]

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        try check(runAt: try #require(try result.json()["directory"]?.text))
    }
}
