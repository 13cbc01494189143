import Evidence
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct AblationTests {
    @Test func `sources come first, then kin, then columns by importance`() {
        let groups = AblationGroups(
            columns: ["temp", "hour", "temp_yesterday", "origin"],
            sources: [
                ("weather", ["temp", "temp_yesterday", "origin"]), ("flights", ["hour", "origin", "late"]),
                ("planes", ["seats"]),
            ]
        ).groups
        #expect(
            groups == [
                .init(name: "weather", kind: .source, columns: ["temp", "temp_yesterday"]),
                .init(name: "flights", kind: .source, columns: ["hour"]),
                .init(name: "temp", kind: .column, columns: ["temp"]),
                .init(name: "temp_yesterday", kind: .column, columns: ["temp_yesterday"]),
                .init(name: "origin", kind: .column, columns: ["origin"]),
            ])
    }

    @Test func `a group of all columns is none`() {
        #expect(AblationGroups(columns: ["x"], sources: [("t", ["x"])]).groups.isEmpty)
    }

    /// A fit that loses nothing by a group is worth nothing, with an interval around it.
    @Test func `worth is the paired difference on the rows that judge`() throws {
        let truth = (0..<200).map { Double($0 % 2) }
        let target = Target.binary(truth)
        func scores(_ gap: Double) -> Predictions {
            Predictions(truth.enumerated().map { 0.5 + ($1 - 0.5) * gap + 0.002 * Double($0 % 7) })
        }
        let fits = [
            (Ablation.whole, scores(0.8)), (Ablation.name(of: 0), scores(0.8)), (Ablation.name(of: 1), scores(0.2)),
        ]
        let uncertainty = try Uncertainty(
            candidates: fits.map { (name: $0.0, predictions: $0.1) }, target: target, positiveThreshold: nil,
            names: [.logLoss], compared: .logLoss, units: .rows(200), seed: 7, threads: 1)
        let values = try fits.map { fit in
            try #require(Metrics.evaluate(predictions: fit.1, target: target, names: [.logLoss])[.logLoss])
        }
        let groups = [
            AblationGroups.Group(name: "idle", kind: .column, columns: ["idle"]),
            AblationGroups.Group(name: "strong", kind: .column, columns: ["strong"]),
        ]
        let document = Ablation.document(
            candidate: "linear", metric: .logLoss, rows: 200, value: values[0],
            groups: [(groups[0], values[1]), (groups[1], values[2])], uncertainty: uncertainty, notTried: 4)
        #expect(document.groups.map(\.name) == ["strong", "idle"] && document.notTried == 4)
        #expect(document.groups[1].worth == 0 && document.groups[1].lower == 0 && document.groups[1].upper == 0)
        let (one, other) = (try #require(values[2].number), try #require(values[0].number))
        #expect(document.groups[0].worth == one - other)
        #expect(try #require(document.groups[0].lower) > 0)
        #expect(try JSONSchema(named: "ablation").problems(withJSON: CanonicalJSON.encode(document)) == [])
    }
}
