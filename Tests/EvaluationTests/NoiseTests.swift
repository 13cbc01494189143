import Evidence
import Scoring
import Testing

@testable import Evaluation

/// Where there is nothing to learn, nothing is shipped.
struct NoiseTests {
    private static let seeds: Range<UInt64> = 0..<220
    /// Seeds whose intervals come from resamples; those of the others come from influence, which is quicker.
    private static let resampledSeeds: UInt64 = 25

    /// Features, labels and days of a problem without a signal.
    private struct Problem {
        var features: [[Double]] = []
        var labels: [Double] = []
        var days: [Int] = []

        /// Labels that have lost their rows.
        static func shuffled(_ seed: UInt64, rows: Int = 400) -> Problem {
            var chance = Chance(seed)
            var problem = Problem()
            for row in 0..<rows {
                problem.features.append((0..<8).map { _ in chance.normal() })
                problem.labels.append(problem.features[row][0] + chance.normal() > 0.5 ? 1 : 0)
                problem.days.append(row)
            }
            problem.labels.shuffle(using: &chance)
            return problem
        }

        /// Returns of six stocks on 80 days with a common part and quiet and wild days; features are their past.
        static func returns(_ seed: UInt64) -> Problem {
            var chance = Chance(seed)
            var problem = Problem()
            var past = [[Double]](repeating: [0, 0, 0], count: 6)
            for day in 0..<80 {
                let wildness = chance.unit() < 0.1 ? 3.0 : 1.0
                let market = chance.normal()
                for stock in 0..<6 {
                    let value = wildness * (market + chance.normal())
                    problem.features.append(past[stock])
                    problem.labels.append(value)
                    problem.days.append(day)
                    past[stock] = [value] + past[stock].prefix(2)
                }
            }
            return problem
        }
    }

    /// The prior, a straight line, and a line through many curves of the features, fitted on training rows.
    private func predictions(_ problem: Problem, task: LearningTask, train: Range<Int>) -> [(String, [Double])] {
        let mean = problem.labels[train].reduce(0, +) / Double(train.count)
        func fitted(_ columns: [[Double]]) -> [Double] {
            let weights = LeastSquares.weights(train.map { columns[$0] }, train.map { problem.labels[$0] - mean })
            return columns.map { row in
                let score = mean + zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
                return task == .binary ? min(0.99, max(0.01, score)) : score
            }
        }
        let curves = problem.features.map { $0 + $0.map { $0 * $0 - 1 } + $0.map { $0 > 0 ? 1.0 : -1.0 } }
        return [
            ("prior", problem.labels.map { _ in mean }), ("linear", fitted(problem.features)),
            ("boosted_trees", fitted(curves)),
        ]
    }

    private func recommendation(_ problem: Problem, _ task: LearningTask, _ metric: MetricName, seed: UInt64) throws
        -> Recommendation
    {
        let count = problem.labels.count
        let (train, validation, test) = (0..<count / 2, count / 2..<count * 3 / 4, count * 3 / 4..<count)
        let candidates = predictions(problem, task: task, train: train)
        func compared(_ rows: Range<Int>) throws -> ([MetricsDocument.CandidateMetrics], PairedComparisons, Uncertainty)
        {
            let target = Target(task: task, classes: ["no", "yes"], values: Array(problem.labels[rows]))
            let parts = candidates.map { ($0.0, Predictions(Array($0.1[rows]))) }
            let uncertainty = try Uncertainty(
                candidates: parts, target: target, positiveThreshold: nil, names: [metric], compared: metric,
                units: ResamplingUnits(kind: .day, labels: Array(problem.days[rows])), seed: Int64(seed), threads: 2,
                bootstrapRows: seed < Self.resampledSeeds ? rows.count : 0)
            let figures = try parts.map { name, predictions in
                MetricsDocument.CandidateMetrics(
                    name: name, split: .test, rows: rows.count,
                    metrics: try Metrics.evaluate(predictions: predictions, target: target, names: [metric]))
            }
            let pairs = PairedComparisons(contenders(figures, metric), metric: metric, uncertainty: uncertainty)
            return (figures, pairs, uncertainty)
        }
        let (figures, _, uncertainty) = try compared(validation)
        let found = Choice.choose(contenders(figures, metric), metric: metric) { first, second, gain, level in
            uncertainty.gain(of: first, over: second, metric: metric, seen: gain, level: level)
        }
        let chosen = try #require(found)
        // The prior is never better than itself, whatever the test part says.
        if chosen == "prior" { return .hold }
        let (judged, judgement, _) = try compared(test)
        let maker = VerdictMaker(
            primary: metric, guardrails: [], findings: [], testClassRows: [],
            testUnits: Set(problem.days[test]).count, converged: true)
        return maker.verdict(chosen: chosen, candidates: judged, gain: { judgement.interval($0, "prior") })
            .recommendation
    }

    private func contenders(_ figures: [MetricsDocument.CandidateMetrics], _ metric: MetricName) -> [Choice.Contender] {
        figures.map { .init(name: $0.name, value: $0.metrics[metric] ?? .undefined(reason: "none")) }
    }

    @Test(arguments: [MetricName.rocAUC, .logLoss])
    func `shuffled labels are never shipped`(metric: MetricName) throws {
        for seed in Self.seeds {
            let recommendation = try recommendation(.shuffled(seed), .binary, metric, seed: seed)
            #expect(recommendation != .ship, "seed \(seed)")
        }
    }

    @Test func `daily returns are never shipped`() throws {
        for seed in Self.seeds {
            let recommendation = try recommendation(.returns(seed), .regression, .rootMeanSquaredError, seed: seed)
            #expect(recommendation != .ship, "seed \(seed)")
        }
    }

    @Test func `a signal is shipped`() throws {
        var chance = Chance(1)
        var problem = Problem.shuffled(1, rows: 1_200)
        problem.labels = problem.features.map { $0[0] + chance.normal() > 0 ? 1 : 0 }
        #expect(try recommendation(problem, .binary, .rocAUC, seed: 1) == .ship)
    }
}

/// Weights of least squares by the normal equations, with a little ridge.
private enum LeastSquares {
    static func weights(_ rows: [[Double]], _ labels: [Double]) -> [Double] {
        let count = rows[0].count
        var system = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
        for (row, label) in zip(rows, labels) {
            for first in 0..<count {
                for second in 0..<count { system[first][second] += row[first] * row[second] }
                system[first][count] += row[first] * label
            }
        }
        for pivot in 0..<count {
            system[pivot][pivot] += 1
            for other in 0..<count where other != pivot {
                let factor = system[other][pivot] / system[pivot][pivot]
                for column in pivot...count { system[other][column] -= factor * system[pivot][column] }
            }
        }
        return (0..<count).map { system[$0][count] / system[$0][$0] }
    }
}
