import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// scikit-learn's figures of the metrics that are asked for (Tests/Oracles/more_metrics.py).
struct MoreMetricsOracleTests {
    private struct Oracle: Decodable {
        /// Metric names by kind, in the order of the figures.
        let names: [String: [String]]
        let cases: [[Double?]]
    }

    @Test func `a thousand cases agree with scikit-learn to 1e-12, or have no value alike`() throws {
        try compare(JSONDecoder().decode(Oracle.self, from: Fixture.data("more_metrics.json")), atLeast: 1_000)
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil),
        .enabled(if: OraclePython.isThere, Comment(rawValue: OraclePython.absence)))
    func `twenty thousand cases agree with the scikit-learn that is there`() throws {
        let document = try OraclePython.document(
            of: "more_metrics.py", about: FileManager.default.temporaryDirectory.path)
        let oracle = try JSONDecoder().decode(Oracle.self, from: JSONEncoder().encode(document))
        try compare(oracle, atLeast: 20_000)
    }

    @Test func `the script asks for every metric that is not among the usual ones`() throws {
        let oracle = try JSONDecoder().decode(Oracle.self, from: Fixture.data("more_metrics.json"))
        let asked = Set(oracle.names.values.joined())
        for task in LearningTask.allCases {
            let rest = Set(MetricName.all(for: task)).subtracting(MetricName.usual(for: task))
            #expect(rest.allSatisfy { asked.contains($0.rawValue) || Self.byHand.contains($0) })
        }
    }

    /// What scikit-learn has no function for.
    private static let byHand: Set<MetricName> = [.intervalCoverage, .meanIntervalWidth]

    @Test func `coverage is the weight of labels within their intervals, ends included`() throws {
        let predictions = Predictions(
            width: 1, values: [1, 2, 3], bounds: .init(lower: [0, 2, 4], upper: [1, 2, 6]))
        let target = Target(task: .regression, classes: [], values: [1, 2, 3], weights: [1, 2, 3])
        let names: [MetricName] = [.intervalCoverage, .meanIntervalWidth]
        let values = try Metrics.evaluate(predictions: predictions, target: target, names: names)
        #expect(values[.intervalCoverage]?.number == 0.5)
        #expect(abs((values[.meanIntervalWidth]?.number ?? 0) - 7.0 / 6) < 1e-15)
        let none = try Metrics.evaluate(
            predictions: Predictions(width: 1, values: [1, 2, 3]), target: target, names: names)
        #expect(none[.intervalCoverage]?.reason == "no interval is predicted")
    }

    private func compare(_ oracle: Oracle, atLeast: Int) throws {
        #expect(oracle.cases.count >= atLeast)
        var (compared, absent) = (0, 0)
        for (number, figures) in oracle.cases.enumerated() {
            let example = GeneratedCase(number)
            let names = try #require(oracle.names[example.kind]).map { try #require(MetricName(rawValue: $0)) }
            let values = try Metrics.evaluate(
                predictions: example.predictions, target: example.target, positiveThreshold: example.threshold,
                names: names, settings: example.settings)
            for (name, expected) in zip(names, figures) {
                let value = try #require(values[name])
                guard let expected else {
                    absent += 1
                    #expect(value.number == nil, "case \(number) \(name): \(value), scikit-learn has none")
                    continue
                }
                compared += 1
                let slack = max(1e-12 * abs(expected), rounding(name, expected, example))
                #expect(
                    abs((value.number ?? .nan) - expected) <= slack,
                    "case \(number) \(name): \(value), scikit-learn \(expected)")
            }
        }
        #expect(compared > 8 * atLeast && absent > atLeast)
    }

    /// How far two correct computations may lie apart beyond 1e-12 of the figure, for what they subtract: a few units
    /// in the last place of what is subtracted.
    private func rounding(_ name: MetricName, _ expected: Double, _ example: GeneratedCase) -> Double {
        let sizes = zip(example.target.values, example.predictions.values).map { max(abs($0), abs($1)) }
        let largest = sizes.max() ?? 0
        let smallest =
            zip(example.target.values, example.predictions.values).map { min(abs($0), abs($1)) }
            .filter { $0 > 0 }.min() ?? 1
        let ulp = 4 * Double.ulpOfOne
        switch name {
        case .cohenKappa, .cohenKappaLinear, .cohenKappaQuadratic, .d2BrierScore, .d2LogLoss, .d2AbsoluteError,
            .d2Pinball:
            return ulp * (1 + abs(expected))
        case .meanPoissonDeviance: return 4 * ulp * largest * max(1, log(largest / smallest))
        case .meanGammaDeviance: return 4 * ulp * max(1, largest / smallest)
        case .meanTweedieDeviance:
            let exponent = 2 - example.settings.power
            return 32 * ulp * max(pow(largest, exponent), largest * pow(smallest, exponent - 1))
        case .meanSquaredLogError, .rootMeanSquaredLogError: return ulp
        case .d2Tweedie: return 1e-11 * (1 + abs(expected))
        default: return 0
        }
    }
}
