import Evidence
import Foundation
import TestSupport
import Testing

/// A machine without ONNX Runtime: models that were fitted here do without it, those from outside cannot.
@Suite struct MissingRuntimeTests {
    private static let fixtures = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/foreign")

    @Test func `a run, its verification and its scores do without, and say so`() throws {
        let place = try Workspace()
        let environment = try Libraries.all(but: "onnxruntime", in: place)
        try place.write("customers.csv", SampleData.customers(rows: 600))
        try place.write("brief.yaml", SampleData.customersBrief)
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path, environment: environment)
        try #require(run.status == 0, "\(run.errors)")
        let directory = try #require(try run.json()["directory"]?.text)
        let parity = try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: directory + "/model/parity.json")))
        #expect(parity["engines"]?["onnxruntime"] == nil)
        #expect(parity["engines"]?["duckdb"] != nil)
        let verified = try Binary.run(
            ["export", directory, "--verify", "--json"], in: place.path, environment: environment)
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(try verified.json()["not_asked"]?["onnxruntime"]?.text?.contains("ONNX Runtime") == true)
        let scored = try Binary.run(
            ["score", directory, "--input", "customers.csv", "--output", "s.csv"], in: place.path,
            environment: environment)
        #expect(scored.status == 0, "\(scored.errors)")
    }

    @Test func `a model from outside is refused with what installs it, and nothing is left`() throws {
        let place = try Workspace()
        try place.write("customers.csv", Data(contentsOf: Self.fixtures.appendingPathComponent("customers.csv")))
        try place.write("m.onnx", Data(contentsOf: Self.fixtures.appendingPathComponent("sklearn_columns.onnx")))
        try place.write(
            "brief.yaml",
            """
            name: customers
            data: {sources: {customers: customers.csv}, key: [id], label: churned}
            exclude: {level: another label, spend: another label}
            candidates: {onnx: m.onnx}

            """)
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        try #require(run.status == 0, "\(run.errors)")
        let directory = try #require(try run.json()["directory"]?.text)
        let environment = try Libraries.all(but: "onnxruntime", in: place)
        let before = place.names(in: ".")
        let complete = place.names(in: "runs").filter { $0.hasPrefix("2") }
        for arguments in [
            ["run", "brief.yaml"], ["score", directory, "--input", "customers.csv", "--output", "s.csv"],
            ["evaluate", "customers.csv", "--label", "churned", "--model", "m.onnx"],
        ] {
            let result = try Binary.run(arguments, in: place.path, environment: environment)
            #expect(result.status == 1, "\(arguments[0]): \(result.errors)")
            #expect(result.errors.contains("ONNX Runtime"), "\(arguments[0]): \(result.errors)")
            #expect(result.errors.contains("scripts/bootstrap"), "\(arguments[0]): \(result.errors)")
        }
        #expect(place.names(in: ".") == before)
        #expect(place.names(in: "runs").filter { $0.hasPrefix("2") } == complete)
    }
}
