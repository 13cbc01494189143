import Evidence
import Scoring
import Testing

@testable import Evaluation

struct ThresholdChoiceTests {
    private func choice(
        _ scores: [Double], _ truth: [Double], costs: BriefSummary.Costs?, weights: [Double]? = nil
    ) throws -> ThresholdChoice {
        try ThresholdChoice(
            validation: Predictions(scores), target: .binary(truth, weights: weights), costs: costs)
    }

    @Test func `without costs the threshold is 0.5, said`() throws {
        let choice = try choice([0.1, 0.9], [0, 1], costs: nil)
        #expect(choice.threshold == 0.5)
        #expect(choice.reason == "no costs are given, so a row is positive where its score is at least 0.5")
        #expect(choice.curve.isEmpty)
    }

    @Test func `the cheapest of all cuts is found`() throws {
        var chance = Chance(2)
        for _ in 0..<50 {
            let scores = (0..<30).map { _ in (chance.unit() * 12).rounded() / 12 }
            let truth = scores.map { $0 > chance.unit() ? 1.0 : 0 }
            let costs = BriefSummary.Costs(
                falsePositive: 1 + chance.unit() * 3, falseNegative: 1 + chance.unit() * 3)
            let choice = try choice(scores, truth, costs: costs)
            func cost(_ threshold: Double) -> Double {
                zip(scores, truth).reduce(0.0) { sum, row in
                    let isPositive = row.0 >= threshold
                    return sum + (isPositive && row.1 == 0 ? costs.falsePositive : 0)
                        + (!isPositive && row.1 == 1 ? costs.falseNegative : 0)
                } / 30
            }
            let threshold = try #require(choice.threshold)
            let lowest = (scores + [1.1]).map(cost).min() ?? 0
            #expect(abs(cost(threshold) - lowest) < 1e-12)
            #expect(abs((choice.expectedCost ?? -1) - lowest) < 1e-12)
            #expect(choice.curve.allSatisfy { abs($0.cost - cost($0.threshold)) < 1e-12 })
            #expect(choice.curve.count == 101)
        }
    }

    @Test func `of equally cheap cuts the one nearest to 0.5 is taken`() throws {
        // Both cuts cost one false negative or one false positive.
        let choice = try choice(
            [0.9, 0.8, 0.4, 0.1], [1, 0, 1, 0], costs: .init(falsePositive: 1, falseNegative: 1))
        #expect(choice.threshold == 0.25)
    }

    @Test func `a cut stands halfway between its scores`() throws {
        let choice = try choice([0.75, 0.25], [1, 0], costs: .init(falsePositive: 1, falseNegative: 1))
        #expect(choice.threshold == 0.5)
    }

    @Test func `where missing costs much all rows are positive`() throws {
        let choice = try choice([0.2, 0.6], [1, 0], costs: .init(falsePositive: 1, falseNegative: 100))
        #expect(choice.threshold == 0)
    }

    @Test func `where alarms cost much no row is positive, even at a score of 1`() throws {
        let choice = try choice([1, 0.5], [0, 1], costs: .init(falsePositive: 100, falseNegative: 1))
        let threshold = try #require(choice.threshold)
        #expect(threshold > 1)
    }

    @Test func `weights count in the cost`() throws {
        let choice = try choice(
            [0.8, 0.2], [0, 1], costs: .init(falsePositive: 1, falseNegative: 1), weights: [1, 9])
        #expect(choice.threshold == 0)
    }

    @Test func `a regression has no threshold`() throws {
        let choice = try ThresholdChoice(validation: Predictions([3]), target: .regression([3]), costs: nil)
        #expect(choice.threshold == nil)
    }

    @Test func `confusion counts rows by true and predicted class`() {
        let matrix = ConfusionMatrix(
            counting: Predictions([0.5, 0.4, 0.9, 0.1]), target: .binary([1, 1, 0, 0]), threshold: 0.5)
        #expect(matrix?.counts == [[1, 1], [1, 1]])
    }
}
