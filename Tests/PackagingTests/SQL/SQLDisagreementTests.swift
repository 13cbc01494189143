import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Testing
import Warehouse

@Suite("Probe rows")
struct SQLDisagreementTests {
    /// Two numbers, trees over them; a binary task.
    private func document(_ change: (inout FlatTrees) -> Void = { _ in }) -> ModelDocument {
        let number = NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: true)
        var trees = FlatTrees(
            roots: [0, ~3],
            nodes: [
                .init(threshold: 0.1, feature: 0, left: 1, right: ~2, decision: [.nanIsMissing, .missingLeft]),
                .init(threshold: -0.3, feature: 1, left: ~0, right: ~1, decision: [.zeroIsMissing]),
            ], leafValues: [-0.5, 0.25, 0.75, 0.125])
        change(&trees)
        return ModelDocument(
            task: .binary, classes: ["no", "yes"], key: [], excluded: [:], threshold: 0.5,
            plan: FeaturePlan(
                features: ["a", "b"].map { Feature(name: $0, source: $0, kind: .number, treatment: .number(number)) }),
            model: .trees(TreeModel(link: .logistic, outputs: 1, trees: trees)), seen: [:])
    }

    /// What a changed model answers to the rows of the model itself.
    private func parity(_ change: (inout FlatTrees) -> Void) throws -> Parity {
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: NSTemporaryDirectory()).connect()
        let table = ProbeRows.table(for: document())
        try connection.ingest(table, into: Identifier("probe"))
        let expected = try document().predict(table)
        let answer = try connection.query(
            ScoringStatement(document(change), of: "\(Identifier("probe"))", keeping: []).sql())
        guard case .double(let scores)? = answer["score"] else { throw CancellationError() }
        return Parity(of: Predictions(width: 1, values: scores.values), against: expected)
    }

    @Test("find no difference where there is none")
    func same() throws { #expect(try parity { _ in }.holds) }

    @Test("find out a threshold that is one unit in the last place off")
    func threshold() throws {
        #expect(try !parity { $0.nodes[0].threshold = 0.1.nextUp }.holds)
        #expect(try !parity { $0.nodes[0].threshold = 0.1.nextDown }.holds)
    }

    @Test("find out another side for what is missing, and for zero")
    func missing() throws {
        #expect(try !parity { $0.nodes[0].decision = [.nanIsMissing] }.holds)
        #expect(try !parity { $0.nodes[1].decision = [.nanIsMissing, .missingLeft] }.holds)
        #expect(try !parity { $0.nodes[1].decision = [.zeroIsMissing, .missingLeft] }.holds)
    }

    @Test("find out a leaf of another value")
    func leaf() throws { #expect(try !parity { $0.leafValues[2] += 1e-6 }.holds) }
}
