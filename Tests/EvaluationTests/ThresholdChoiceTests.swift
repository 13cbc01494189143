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

    @Test func `without costs the threshold is 0.5, said, and the curve has no costs`() throws {
        let choice = try choice([0.1, 0.9], [0, 1], costs: nil)
        #expect(choice.threshold == 0.5)
        #expect(choice.reason == "no costs are given, so a row is positive where its score is at least 0.5")
        #expect(choice.curve.map(\.threshold) == [0, 0.5, 0.95])
        #expect(choice.curve.map(\.cost) == [nil, nil, nil])
        #expect(choice.curve.map(\.precision) == [0.5, 1, nil])
        #expect(choice.curve.map(\.recall) == [1, 1, 0])
        #expect(choice.curve.map(\.flagged) == [1, 0.5, 0])
    }

    @Test func `a precision is reached by the most rows, a recall by the fewest`() throws {
        let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]
        let truth: [Double] = [1, 1, 0, 1, 0, 1, 0, 0]
        func threshold(_ rule: ThresholdRule) throws -> ThresholdChoice {
            try ThresholdChoice(
                validation: Predictions(scores), target: .binary(truth), rule: rule, resampling: nil)
        }
        // 3 of the first 4 are positive, and so are 4 of the first 6; then it is a half and less.
        #expect(abs((try threshold(.precision(0.75)).threshold ?? 0) - 0.55) < 1e-12)
        #expect(abs((try threshold(.precision(0.6)).threshold ?? 0) - 0.35) < 1e-12)
        let recall = try threshold(.recall(0.5))
        #expect(abs((recall.threshold ?? 0) - 0.75) < 1e-12)
        #expect(recall.reason == "the fewest rows on validation that hold at least 0.5 of the positive ones")
        let capacity = try threshold(.capacity(rows: 2, periods: 2, each: "1 day"))
        #expect(abs((capacity.threshold ?? 0) - 0.55) < 1e-12)
        #expect(try threshold(.given(0.125)).threshold == 0.125)
    }

    @Test func `a precision that no cut reaches is said, and the most precise cut stands`() throws {
        let choice = try ThresholdChoice(
            validation: Predictions([0.9, 0.8, 0.7, 0.6]), target: .binary([0, 1, 1, 0]), rule: .precision(0.95),
            resampling: nil)
        #expect(abs((choice.threshold ?? 0) - 0.65) < 1e-12)
        #expect(choice.reason.hasPrefix("no threshold has a precision of 0.95 on validation"))
    }

    @Test func `the optimum and its cost have intervals that hold them and narrow with rows`() throws {
        let costs = BriefSummary.Costs(falsePositive: 1, falseNegative: 4)
        var widths: [Double] = []
        for rows in [200, 3_200] {
            var chance = Chance(5)
            let scores = (0..<rows).map { _ in chance.unit() }
            let truth = scores.map { chance.unit() < $0 ? 1.0 : 0 }
            let choice = try ThresholdChoice(
                validation: Predictions(scores), target: .binary(truth), rule: .costs(costs),
                resampling: Resampling(units: .rows(rows), seed: 7, threads: 2))
            let (threshold, cost) = (try #require(choice.threshold), try #require(choice.expectedCost))
            let (interval, costInterval) = (try #require(choice.interval), try #require(choice.costInterval))
            #expect(interval.lower <= threshold && threshold <= interval.upper)
            #expect(costInterval.lower < cost && cost < costInterval.upper)
            // Scores are chances, so a row is positive where four misses weigh more than one alarm: from 0.2 on.
            #expect(interval.lower <= 0.2 && 0.2 <= interval.upper)
            widths.append(costInterval.upper - costInterval.lower)
        }
        #expect(widths[1] < 0.5 * widths[0])
    }

    @Test func `one threshold for all threads`() throws {
        var chance = Chance(9)
        let scores = (0..<300).map { _ in chance.unit() }
        let truth = scores.map { chance.unit() < $0 ? 1.0 : 0 }
        let choices = try [1, 3].map { threads in
            try ThresholdChoice(
                validation: Predictions(scores), target: .binary(truth), rule: .recall(0.8),
                resampling: Resampling(units: .rows(300), seed: 7, threads: threads))
        }
        #expect(choices[0] == choices[1])
        #expect(choices[0].costInterval == nil && choices[0].interval != nil)
    }

    /// Rows with ties and weights, and costs that may be 0 or extreme.
    private struct Rows {
        var scores: [Double] = []
        var truth: [Double] = []
        var weights: [Double]?
        var costs: BriefSummary.Costs

        init(_ chance: inout Chance, number: Int) {
            let count = 1 + number % 40
            for _ in 0..<count {
                let score = number % 3 == 0 ? chance.unit() : (chance.unit() * 12).rounded() / 12
                scores.append(number % 7 == 0 ? score * 1e-6 : score)
                truth.append(chance.unit() < (number % 5 == 0 ? 0.05 : score) ? 1 : 0)
            }
            if number % 2 == 0 { weights = (0..<count).map { _ in (chance.unit() * 8).rounded() / 4 + 0.25 } }
            let extremes: [(Double, Double)] = [
                (0, 1), (1, 0), (0, 0), (1, 1), (1, 1e9), (1e9, 1), (1e308, 1e308), (1e-300, 3e-300), (1.5, 4.25),
            ]
            let (alarm, miss) = extremes[number % extremes.count]
            costs = BriefSummary.Costs(falsePositive: alarm, falseNegative: miss)
        }

        /// The cost a row in units of the larger cost, the share flagged, and the share found.
        func outcome(_ threshold: Double) -> (cost: Double, flagged: Double, found: Double) {
            let largest = max(costs.falsePositive, costs.falseNegative, .leastNonzeroMagnitude)
            var (cost, flagged, found, positive, total) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for row in scores.indices {
                let weight = weights?[row] ?? 1
                let isPositive = scores[row] >= threshold
                total += weight
                positive += truth[row] * weight
                if isPositive { flagged += weight }
                if isPositive, truth[row] == 1 { found += weight }
                if isPositive, truth[row] == 0 { cost += weight * (costs.falsePositive / largest) }
                if !isPositive, truth[row] == 1 { cost += weight * (costs.falseNegative / largest) }
            }
            return (cost / total, flagged / total, found / max(positive, 1e-300))
        }
    }

    @Test func `the cheapest of all cuts is found, with ties, weights and costs of 0 or extreme`() throws {
        var chance = Chance(2)
        for number in 0..<400 {
            let rows = Rows(&chance, number: number)
            let choice = try choice(rows.scores, rows.truth, costs: rows.costs, weights: rows.weights)
            let largest = max(rows.costs.falsePositive, rows.costs.falseNegative, .leastNonzeroMagnitude)
            let threshold = try #require(choice.threshold)
            let lowest = (rows.scores + [1.1]).map { rows.outcome($0).cost }.min() ?? 0
            #expect(abs(rows.outcome(threshold).cost - lowest) < 1e-12, "case \(number)")
            #expect(abs((choice.expectedCost ?? -1) / largest - lowest) < 1e-12, "case \(number)")
            #expect(choice.curve.contains { $0.threshold == threshold && $0.cost == choice.expectedCost })
            #expect(choice.curve.contains { $0.threshold == 0.5 })
            for point in choice.curve {
                let outcome = rows.outcome(point.threshold)
                #expect(abs((point.cost ?? -1) / largest - outcome.cost) < 1e-12)
                #expect(abs(point.flagged - outcome.flagged) < 1e-12)
                #expect(abs((point.recall ?? outcome.found) - outcome.found) < 1e-12)
            }
            #expect(choice.curve.map(\.threshold) == choice.curve.map(\.threshold).sorted())
        }
    }

    @Test(arguments: [Limits.thresholdPoints - 3, Limits.thresholdPoints - 2, 5_000])
    func `the curve has at most its points, from all to none, and the chosen one among them`(rows: Int) throws {
        var chance = Chance(4)
        // All scores are small, as those of a rare class are.
        let scores = (0..<rows).map { _ in chance.unit() * 0.01 }
        let choice = try choice(
            scores, scores.map { chance.unit() < 50 * $0 ? 1 : 0 }, costs: .init(falsePositive: 1, falseNegative: 3))
        #expect(choice.curve.count <= Limits.thresholdPoints)
        #expect(choice.curve.count > Limits.thresholdPoints * 9 / 10)
        #expect(choice.curve.first?.flagged == 1)
        #expect(choice.curve.last?.flagged == 0)
        #expect(choice.curve.contains { $0.threshold == choice.threshold && $0.cost == choice.expectedCost })
        let lowest = choice.curve.compactMap(\.cost).min()
        #expect(lowest == choice.expectedCost)
        let steps = zip(choice.curve, choice.curve.dropFirst()).map { $0.flagged - $1.flagged }
        #expect(steps.allSatisfy { $0 >= 0 && $0 < 0.02 })
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
