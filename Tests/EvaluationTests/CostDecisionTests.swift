import Evidence
import Scoring
import Testing

@testable import Evaluation

struct CostDecisionTests {
    private static let costs: [[Double]] = [[0, 10, 1], [1, 0, 1], [1, 1, 0]]

    /// Of probabilities 0.2, 0.7, 0.1, deciding the likeliest class costs 0.2 · 10 + 0.1, and the first 0.7 + 0.1.
    @Test func `the class of the lowest expected cost is decided, of equal ones the first`() {
        let predictions = Predictions(width: 3, values: [0.2, 0.7, 0.1, 0.01, 0.98, 0.01, 0.5, 0.5, 0])
        let expected = predictions.expectedCosts(Self.costs)
        for (own, other) in zip(expected, [0.8, 2.1, 0.9, 0.99, 0.11, 0.99, 0.5, 5, 1]) {
            #expect(abs(own - other) < 1e-12)
        }
        #expect(predictions.classIndices(costs: Self.costs) == [0, 1, 0])
        #expect(predictions.classIndices() == [1, 1, 0])
        #expect(
            Predictions(width: 3, values: [0.3, 0.3, 0.4]).classIndices(costs: [[0, 0, 0], [0, 0, 0], [0, 0, 0]]) == [0]
        )
    }

    @Test func `its cost stands beside that of the likeliest class`() throws {
        let predictions = Predictions(width: 3, values: [0.2, 0.7, 0.1, 0.01, 0.98, 0.01, 0.2, 0.7, 0.1, 0, 0, 1])
        let target = Target(task: .multiclass, classes: ["a", "b", "c"], values: [0, 1, 1, 2])
        let document = try #require(
            CostDecision.document(of: predictions, target: target, costs: Self.costs, units: .rows(4)))
        #expect(document.rows == 4 && document.changed == 2)
        #expect(document.cost.value == 0.25 && document.likeliestCost.value == 2.5 && document.saved.value == 2.25)
        #expect(document.cost.lower == 0)
        #expect(
            DecidedRows(
                predictions, target: target, costs: Self.costs,
                resampling: .init(units: .rows(4), seed: 7, threads: 1)
            ).confusion == [
                [1, 0, 0], [1, 1, 0], [0, 0, 1],
            ])
    }
}
