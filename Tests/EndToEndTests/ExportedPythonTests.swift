import Evidence
import Foundation
import TestSupport
import Testing

/// What is exported for Python, run by a Python that has the packages: `ASSOCIATE_PYTHON`, else `python3`.
@Suite(.timeLimit(.minutes(20))) struct ExportedPythonTests {
    /// Faults that a statement may have: what is written, and what stands in its place.
    private static let faults: [(name: String, from: String, to: String)] = [
        ("another threshold", ">= '0.5'::DOUBLE", ">= '0.55'::DOUBLE"),
        ("classes the wrong way round", "THEN 'true' ELSE 'false'", "THEN 'false' ELSE 'true'"),
        ("a score of single precision", "\"answer_0\" AS \"score\"", "CAST(\"answer_0\" AS REAL) AS \"score\""),
        ("a score without the link", "\"answer_0\" AS \"score\"", "\"answer_0\" * 2 AS \"score\""),
        ("rows in another order", "FROM \"answers\"", "FROM \"answers\" ORDER BY \"score\""),
        ("some of the rows", "FROM \"answers\"", "FROM \"answers\" LIMIT 10"),
        ("a level that is written in another way", "= 'Wien'", "= 'WIEN'"),
        ("no other texts", "\"city\" = 'Wien'", "\"city\" IS NOT NULL"),
        (
            "infinite numbers as they are", "CASE WHEN CAST(\"amount\" AS DOUBLE) BETWEEN",
            "CASE WHEN TRUE OR CAST(\"amount\" AS DOUBLE) BETWEEN"
        ),
        ("a column that is not read", "CAST(\"visits\" AS DOUBLE) END", "NULL::DOUBLE END"),
        ("another column", "THEN CAST(\"visits\" AS DOUBLE)", "THEN CAST(\"amount\" AS DOUBLE)"),
        ("a column of another name", "AS \"prediction\"", "AS \"predicted\""),
    ]

    @Test(.enabled(if: Python.has("duckdb, pytest"), "Python has no duckdb and pytest: exported tests were not run"))
    func `exported tests pass on the model and fail on each of twelve faults`() throws {
        let place = try Workspace()
        let folder = place.path + "/model_tests"
        let store = try ExportTests.store.get().path
        let written = try Binary.run(["export", "churn", "tests", "--output", folder], in: store)
        try #require(written.status == 0, "\(written.errors)")
        let passed = try Python.pytest(folder)
        #expect(passed.status == 0, "\(passed.output)")
        let statement = try String(contentsOfFile: folder + "/model.sql", encoding: .utf8)
        for fault in Self.faults {
            try #require(statement.contains(fault.from), "\(fault.name)")
            let path = try place.write("fault.sql", statement.replacing(fault.from, with: fault.to))
            let result = try Python.pytest(folder, environment: ["MODEL_SQL": path])
            #expect(result.status == 1, "\(fault.name): \(result.output.suffix(500))")
        }
    }

    @Test(
        .enabled(
            if: Python.fits, "\(Python.missing): the exported project was not run"))
    func `an exported project reaches the figures of the run`() throws {
        let place = try Workspace()
        let store = try ExportTests.store.get().path
        let written = try Binary.run(["export", "churn", "python", "--output", place.path + "/project"], in: store)
        try #require(written.status == 0, "\(written.errors)")
        let result = try Python.pytest(place.path + "/project")
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(.enabled(if: Python.fits, "\(Python.missing): the exported project was not run"))
    func `a forest that was fitted again on validation rows too is met, since rows teach in the same order`() throws {
        let place = try Workspace()
        try FileManager.default.copyItem(
            atPath: ExportTests.store.get().path + "/customers.csv", toPath: place.path + "/customers.csv")
        try place.write(
            "brief.yaml",
            """
            name: forest
            data: {sources: {customers: customers.csv}, key: [id], label: churned}
            split: {by: random}
            candidates: [random_forest]
            budget: {iterations: 20}
            refit: true
            """)
        let run = try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path)
        try #require(run.status == 0, "\(run.errors)")
        let written = try Binary.run(["export", "forest", "python", "--output", "project"], in: place.path)
        try #require(written.status == 0, "\(written.errors)")
        #expect(written.output.contains("/project/ (11 files, "), "\(written.output)")
        let result = try Python.pytest(place.path + "/project")
        #expect(result.status == 0, "\(result.output.suffix(3_000))")
    }

    @Test(
        .enabled(
            if: Python.opens,
            "Python has no nbclient, ipykernel, duckdb, pandas and pyarrow: the exported notebook was not run"))
    func `an exported notebook runs from its first cell to its last`() throws {
        let place = try Workspace()
        let path = place.path + "/model.ipynb"
        let written = try Binary.run(
            ["export", "churn", "notebook", "--output", path], in: ExportTests.store.get().path)
        try #require(written.status == 0, "\(written.errors)")
        let result = try Python.execute("model.ipynb", in: place.path)
        #expect(result.status == 0, "\(result.errors.suffix(2_000))")
    }
}
