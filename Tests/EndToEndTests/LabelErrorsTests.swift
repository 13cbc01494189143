import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// Labels that were changed at random in three known tables (Tests/Oracles/label_errors.py), through the built binary.
@Suite struct LabelErrorsTests {
    private struct Planted: Decodable {
        let cases: [Case]

        struct Case: Decodable {
            let name: String
            let flipped: [Int64]
        }
    }

    /// The rows whose labels were changed.
    private func flipped(_ name: String) throws -> Set<Int64> {
        let path = "Tests/EvaluationTests/Fixtures/label_errors.json"
        let bytes = try Data(contentsOf: Binary.root.appendingPathComponent(path))
        let planted = try JSONDecoder().decode(Planted.self, from: bytes).cases.first { $0.name == name }
        return Set(try #require(planted).flipped)
    }

    private func run(_ name: String) throws -> (place: Workspace, outcome: JSONValue) {
        let place = try Workspace()
        let table = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/LabelErrors/\(name).csv")
        try place.write("\(name).csv", Data(contentsOf: table))
        try place.write(
            "brief.yaml", "data: {sources: {t: \(name).csv}, key: [id], label: class}\n")
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return (place, try result.json())
    }

    private func table(_ name: String, of outcome: JSONValue) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        let run = try #require(outcome["directory"]?.text)
        return try Parquet.read(run + "/evaluation/\(name).parquet", engine.connect())
    }

    private func file(_ name: String, of outcome: JSONValue) throws -> JSONValue {
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        return try CanonicalJSON.decode(JSONValue.self, from: bytes)
    }

    private static let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil
    private static let tables = ["wine", "breast_cancer"] + (isNightly ? ["digits"] : [])

    @Test(arguments: tables) func `changed labels stand first among the doubtful`(name: String) throws {
        let (place, outcome) = try run(name)
        defer { _ = place }
        let flipped = try flipped(name)
        let doubtful = try table("label_errors", of: outcome)
        #expect(doubtful.names == ["id", "label", "fold", "suggested", "quality", "suspected"])
        guard case .integer(let ids)? = doubtful["id"], case .double(let quality)? = doubtful["quality"],
            case .boolean(let suspected)? = doubtful["suspected"]
        else {
            Issue.record("columns of other types")
            return
        }
        let first = ids.values.prefix(flipped.count)
        let precision = Double(first.count(where: flipped.contains)) / Double(flipped.count)
        #expect(precision >= 0.6, "\(name): \(precision)")
        #expect(quality.values == quality.values.sorted())
        let document = try file("evaluation/label_errors.json", of: outcome)
        #expect(try JSONSchema(named: "label_errors").problems(withJSON: CanonicalJSON.encode(document)) == [])
        let count = suspected.values.count(where: \.self)
        #expect(document["candidates"] == ["linear", "boosted_trees"])
        #expect(document["suspected"] == .integer(Int64(count)))
        let finding = outcome["findings"]?.elements.first { $0["code"] == "labels-suspected" }
        #expect(finding?["severity"] == "note")
        #expect(finding?["count"] == .integer(Int64(count)))
        #expect(
            finding?["keys"]?.elements.first?.text == zip(ids.values, suspected.values).first { $1 }.map { "\($0.0)" })
    }

    @Test func `where the classes say nothing new, no label is doubted`() throws {
        let place = try Workspace()
        var generator = SeededGenerator(seed: 5)
        let rows = (0..<200).map { "\($0),\(generator.next() % 100),\(generator.next() % 2 == 0)\n" }
        try place.write("t.csv", "id,x,y\n" + rows.joined())
        try place.write("brief.yaml", "data: {sources: {t: t.csv}, key: [id], label: y}\ncandidates: [prior, linear]\n")
        let outcome = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path).json()
        #expect(outcome["chosen"] == "prior")
        #expect(outcome["findings"]?.elements.contains { $0["code"] == "labels-suspected" } == false)
        let folder = try #require(outcome["directory"]?.text)
        #expect(!FileManager.default.fileExists(atPath: folder + "/evaluation/label_errors.json"))
    }
}
