import Evidence
import Foundation
import TestSupport
import Testing

/// A run whose rows are ranked by query: `data.query` of a brief.
@Suite struct RankedQueriesTests {
    /// 150 searches of 12 documents; what is relevant follows from one column.
    private static let table: Data = {
        var state: UInt64 = 3
        func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        let lines = (0..<1_800).map { row -> String in
            let match = unit()
            return "s\(row / 12),\(row % 12),\(match),\(unit()),\(match + 0.6 * unit() > 1 ? 1 : 0)"
        }
        return Data((["search,document,match,idle,relevant"] + lines).map { $0 + "\n" }.joined().utf8)
    }()

    private func run(_ more: String, label: String = "relevant", status: Int32 = 0) throws -> BadInput.Left {
        let brief = """
            name: t
            data: {sources: {t: t.csv}, label: \(label), key: [search, document], query: search}
            candidates: [prior, linear]
            \(more)

            """
        return try BadInput(
            name: "queries", files: ["t.csv": Self.table, "brief.yaml": Data(brief.utf8)],
            arguments: ["brief.yaml"], status: status, code: .impossibleValue, firstLine: ""
        ).run()
    }

    private func json(_ name: String, of left: BadInput.Left) throws -> JSONValue {
        let folder = try #require(left.outcome["directory"]?.text, "\(left.result.errors)")
        return try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    @Test(arguments: ["", "split: {test: 25%, validation: 20%}"])
    func `the order within queries is judged, and queries stay together`(split: String) throws {
        let left = try run("metric: {primary: ndcg}\n" + split)
        try #require(left.result.status == 0, "\(left.result.errors)")
        let metrics = try json("evaluation/metrics.json", of: left)
        #expect(metrics["primary"] == "ndcg" && metrics["chosen"] == "linear")
        let own = try #require(metrics["candidates"]?.elements.last?["metrics"])
        for name in MetricName.ranking { #expect(own[name.rawValue]?["value"]?.number != nil, "\(name.rawValue)") }
        let evidence = try json("evidence.json", of: left)
        #expect(evidence["split"]?["by"] == "group")
        #expect(evidence["settled_brief"]?["split.group"] == "search")
        let excluded = evidence["brief"]?["excluded"]?.elements.compactMap { $0["column"]?.text } ?? []
        #expect(excluded.contains("search"))
        guard !split.isEmpty else { return }
        // The run's predictions, judged by themselves, say the same.
        let folder = try #require(left.outcome["directory"]?.text)
        let call = ["evaluate", folder + "/evaluation/predictions.parquet", "--label", "label", "--score", "score"]
        let again = try Binary.run(call + ["--query", "search", "--json"], in: left.place.path).json()
        for name in MetricName.ranking {
            let (first, second) = (
                own[name.rawValue]?["value"]?.number, again["metrics"]?[name.rawValue]?["value"]?.number
            )
            #expect(abs(try #require(first) - (try #require(second))) < 1e-12, "\(name.rawValue)")
        }
    }

    @Test func `a query of the label, or of a column that is not there, is refused`() throws {
        let same = try run("", label: "search", status: 2)
        #expect(same.result.status == 2 && same.result.errors.contains("cannot be both label and query"))
    }
}
