import Evidence
import Testing

@testable import Pipeline

/// Which keys of two canonical briefs differ.
struct BriefDifferenceTests {
    private let brief: JSONValue = [
        "name": "late", "seed": 7, "slices": [],
        "data": ["label": "late", "sources": ["flights": ["path": ["f.csv"]]]],
        "metric": ["guardrails": [["brier_score", "<=", 0.2]]],
    ]

    private func changed(_ change: (inout [String: JSONValue]) -> Void) -> [RunDifference.Change] {
        guard case .object(var fields) = brief else { return [] }
        change(&fields)
        return BriefDifference.changes(
            from: .init(brief: brief), to: .init(brief: .object(fields)), excluding: ["seed"])
    }

    @Test func `the same brief differs in nothing`() {
        #expect(changed { _ in } == [])
    }

    @Test func `a nested key is named by its path, with what stood there and what stands there now`() {
        let changes = changed {
            $0["data"] = ["label": "delayed", "sources": ["flights": ["path": ["g.csv"]]]]
        }
        #expect(
            changes == [
                .init(key: "data.label", before: "late", after: "delayed"),
                .init(key: "data.sources.flights.path", before: ["f.csv"], after: ["g.csv"]),
            ])
    }

    @Test func `a key that one brief alone has was or is not given`() {
        #expect(changed { $0["owner"] = "Ada" } == [.init(key: "owner", before: nil, after: "Ada")])
        #expect(changed { $0["name"] = nil } == [.init(key: "name", before: "late", after: nil)])
    }

    @Test func `an empty list is the same as none`() {
        #expect(changed { $0["slices"] = nil } == [])
        #expect(changed { $0["slices"] = ["carrier"] } == [.init(key: "slices", before: nil, after: ["carrier"])])
    }

    @Test func `a list is compared as a whole`() {
        let changes = changed { $0["metric"] = ["guardrails": [["brier_score", "<=", 0.25]]] }
        #expect(changes.map(\.key) == ["metric.guardrails"])
    }

    @Test func `what one brief gives stands against what the other came to by itself`() {
        let open = BriefDifference.Side(brief: brief, settled: ["task": "binary", "metric.primary": "roc_auc"])
        func given(_ primary: JSONValue) -> BriefDifference.Side {
            guard case .object(var fields) = brief else { return open }
            fields["metric"] = ["primary": primary, "guardrails": [["brier_score", "<=", 0.2]]]
            fields["task"] = "binary"
            return .init(brief: .object(fields))
        }
        #expect(BriefDifference.changes(from: open, to: given("roc_auc")) == [])
        #expect(BriefDifference.changes(from: given("roc_auc"), to: open) == [])
        #expect(
            BriefDifference.changes(from: open, to: given("log_loss")) == [
                .init(key: "metric.primary", before: "roc_auc", after: "log_loss")
            ])
    }

    @Test func `what the data settled in another way is no change of the brief`() {
        let (one, other) = (
            BriefDifference.Side(brief: brief, settled: ["metric.primary": "roc_auc"]),
            BriefDifference.Side(brief: brief, settled: ["metric.primary": "average_precision"])
        )
        #expect(BriefDifference.changes(from: one, to: other) == [])
    }

    @Test func `additions are what one brief has and the other leaves open`() {
        #expect(BriefDifference.additions(of: ["a": 1, "b": ["c": 2, "d": []]], to: ["a": 3]) == ["b.c": 2])
        #expect(BriefDifference.additions(of: ["a": 1], to: ["a": 1]) == nil)
    }

    @Test func `what is looked at elsewhere is passed over`() {
        #expect(changed { $0["seed"] = 8 } == [])
    }
}
