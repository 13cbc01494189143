import Evidence
import Foundation
import TestSupport
import Testing

/// Decisions by costs of pairs of classes, and columns left out in turn, from the brief to the report.
@Suite struct CostsAndAblationTests {
    /// Three classes along one number, 600 rows; what `b` says too, `x_twice` says again.
    private static let table: Data = {
        var state: UInt64 = 11
        func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        let lines = (0..<600).map { row -> String in
            let place = unit() * 3
            let truth = min(2, max(0, Int(place + 0.7 * (unit() - 0.5))))
            return "\(row),\(place),\(place * 2 + 0.1 * unit()),\(unit()),\(["a", "b", "c"][truth])"
        }
        return Data((["id,x,x_twice,idle,y"] + lines).map { $0 + "\n" }.joined().utf8)
    }()

    private func run(_ more: String) throws -> BadInput.Left {
        let brief = "name: t\ndata: {sources: {t: t.csv}, label: y, key: [id]}\ncandidates: [prior, linear]\n"
        return try BadInput(
            name: "costs", files: ["t.csv": Self.table, "brief.yaml": Data((brief + more).utf8)],
            arguments: ["brief.yaml"], status: 0, code: .internalError, firstLine: ""
        ).run()
    }

    private func file(_ name: String, of left: BadInput.Left) throws -> Data {
        let folder = try #require(left.outcome["directory"]?.text, "\(left.result.errors)")
        return try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }

    private func json(_ name: String, of left: BadInput.Left) throws -> JSONValue {
        try CanonicalJSON.decode(JSONValue.self, from: file(name, of: left))
    }

    @Test(arguments: ["", "split: {by: random, test: 30%}\n"])
    func `costs of pairs decide, on every engine, and cost less than the likeliest class`(split: String) throws {
        let left = try run("metric: {costs: {a: {b: 20}, b: {a: 0.5}}}\n" + split)
        #expect(left.result.status == 0, "\(left.result.errors)")
        let bytes = try file("evaluation/thresholds.json", of: left)
        #expect(try JSONSchema(named: "thresholds").problems(withJSON: bytes) == [])
        let thresholds = try CanonicalJSON.decode(JSONValue.self, from: bytes)
        let costs = thresholds["class_costs"]?.elements.map { $0.elements.map { $0.number ?? -1 } }
        #expect(costs == [[0, 20, 1], [0.5, 0, 1], [1, 1, 0]])
        let decision = try #require(thresholds["decision"])
        let (cost, other) = (decision["cost"]?["value"]?.number, decision["likeliest_cost"]?["value"]?.number)
        #expect(try #require(cost) < #require(other))
        #expect(try #require(decision["changed"]?.number) > 0)
        // Who is taken for whom is counted over the decisions that are taken.
        let confusion = try #require(thresholds["confusion"]?.elements).map { $0.elements.compactMap(\.number) }
        let pairs = try #require(try json("evaluation/errors.json", of: left)["confusions"]?.elements)
        #expect(!pairs.isEmpty)
        for pair in pairs {
            let (truth, decided) = (pair["truth"]?.text ?? "", pair["predicted"]?.text ?? "")
            let places = ["a", "b", "c"]
            let (row, column) = (
                try #require(places.firstIndex(of: truth)), try #require(places.firstIndex(of: decided))
            )
            #expect(pair["rows"]?.number == confusion[row][column])
        }
        let told = try Binary.run(["run", "brief.yaml"], in: left.place.path)
        #expect((told.output + told.errors).contains("decisions cost "))
        let model = try file("model/associate.json", of: left)
        #expect(try JSONSchema(named: "associate").problems(withJSON: model) == [])
        let engines = try #require(try json("model/parity.json", of: left)["engines"])
        for engine in ["duckdb", "onnxruntime"] { #expect(engines[engine]?["labels_differ"] == 0, "\(engine)") }
        #expect(String(decoding: try file("report.html", of: left), as: UTF8.self).contains("Decisions by cost"))
    }

    @Test(arguments: ["", "split: {by: random, test: 30%}\n"])
    func `columns are left out in turn, as many as the budget says`(split: String) throws {
        let left = try run("budget: {ablation: 3}\n" + split)
        #expect(left.result.status == 0, "\(left.result.errors)")
        let bytes = try file("evaluation/ablation.json", of: left)
        #expect(try JSONSchema(named: "ablation").problems(withJSON: bytes) == [])
        let ablation = try CanonicalJSON.decode(JSONValue.self, from: bytes)
        let groups = try #require(ablation["groups"]?.elements)
        #expect(groups.count == 3 && ablation["not_tried"] == 1)
        // Both columns that tell the class are worth more than either, whose like stays.
        #expect(groups[0]["columns"] == ["x", "x_twice"] && groups[0]["kind"] == "family")
        #expect(try #require(groups[0]["lower"]?.number) > 0)
        for group in groups.dropFirst() {
            #expect(try #require(group["worth"]?.number) < #require(groups[0]["worth"]?.number))
        }
        #expect(String(decoding: try file("model_card.md", of: left), as: UTF8.self).contains("x and its kin"))
    }

    @Test func `a class that is none is refused with its place`() throws {
        let left = try BadInput(
            name: "costs",
            files: [
                "t.csv": Self.table,
                "brief.yaml": Data(
                    "name: t\ndata: {sources: {t: t.csv}, label: y}\nmetric: {costs: {a: {d: 2}}}\n".utf8),
            ], arguments: ["brief.yaml"], status: 2, code: .impossibleValue, firstLine: ""
        ).run()
        #expect(left.result.status == 2, "\(left.result.errors)")
        #expect(left.result.errors.contains("'d' is no class of the label"))
    }
}
