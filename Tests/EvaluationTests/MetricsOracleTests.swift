import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// scikit-learn's figures for 2,400 cases (Tests/Oracles/metrics_cases.py).
struct MetricsOracleTests {
    private struct Oracle: Decodable {
        /// Metric names by task, in the order of the figures.
        let names: [String: [String]]
        let cases: [Case]
        let refused: [Case]

        static let all = Result { try JSONDecoder().decode(Oracle.self, from: Fixture.data("metrics.json")) }
    }

    private struct Case: Decodable {
        let task: LearningTask
        let classes: Int
        let truth: [Double]
        let scores: [Double]
        let weights: [Double]?
        let threshold: Double?
        let figures: [Double?]

        private enum CodingKeys: String, CodingKey {
            case t, y, s, w, c, at, m
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let letter = try fields.decode(String.self, forKey: .t)
            task = LearningTask.allCases.first { $0.rawValue.hasPrefix(letter) } ?? .binary
            truth =
                task == .regression
                ? try fields.decode([Double].self, forKey: .y)
                : try fields.decode(String.self, forKey: .y).compactMap(\.wholeNumberValue).map(Double.init)
            scores = try fields.decode([Lenient].self, forKey: .s).map(\.value)
            weights = try fields.decodeIfPresent([Lenient].self, forKey: .w)?.map(\.value)
            classes = try fields.decodeIfPresent(Int.self, forKey: .c) ?? 3
            threshold = try fields.decodeIfPresent(Double.self, forKey: .at)
            figures = try fields.decodeIfPresent([Double?].self, forKey: .m) ?? []
        }

        var target: Target {
            let names = task == .multiclass ? (0..<classes).map { "\($0)" } : ["no", "yes"]
            return Target(task: task, classes: task == .regression ? [] : names, values: truth, weights: weights)
        }

        var predictions: Predictions { Predictions(width: task == .multiclass ? classes : 1, values: scores) }
    }

    /// A number, or a text for what JSON has no number for.
    private struct Lenient: Decodable {
        let value: Double

        init(from decoder: any Decoder) throws {
            let field = try decoder.singleValueContainer()
            if let number = try? field.decode(Double.self) {
                value = number
            } else {
                value = Double(try field.decode(String.self)) ?? .nan
            }
        }
    }

    /// How far two correct computations of a metric may lie apart beyond 1e-12 of it, for what they subtract.
    private func rounding(_ name: MetricName, _ expected: Double) -> Double {
        switch name {
        // A difference of numbers that are about 1, each rounded to half of 2.2e-16 in a few steps.
        case .matthewsCorrelation, .gini, .ks, .expectedCalibrationError, .r2, .explainedVariance: 1e-15
        // scikit-learn takes the distance from 1 less the score, too, whose rounding of 1.1e-16 is squared with it.
        case .brierScore: 2.3e-16 * expected.squareRoot() + 1.3e-32
        default: 0
        }
    }

    @Test(arguments: LearningTask.allCases)
    func `every metric is scikit-learn's to 1e-12, and undefined where scikit-learn warns`(task: LearningTask) throws {
        let oracle = try Oracle.all.get()
        #expect(oracle.cases.count >= 2_000)
        let names = try #require(oracle.names[task.rawValue]).map { try #require(MetricName(rawValue: $0)) }
        #expect(Set(names) == Set(MetricName.usual(for: task)))
        var compared = 0
        for (index, example) in oracle.cases.enumerated() where example.task == task {
            let values = try Metrics.evaluate(
                predictions: example.predictions, target: example.target, positiveThreshold: example.threshold,
                names: names)
            for (name, expected) in zip(names, example.figures) {
                let value = try #require(values[name])
                guard let expected else {
                    #expect(value.number == nil, "case \(index) \(name): \(value), scikit-learn has none")
                    continue
                }
                compared += 1
                let isNear =
                    abs((value.number ?? .nan) - expected) <= max(1e-12 * abs(expected), rounding(name, expected))
                #expect(isNear, "case \(index) \(name): \(value), scikit-learn \(expected)")
            }
        }
        #expect(compared > 3_000)
    }

    /// Resamples and slices use other code for the same figures: with weights of 1 or of counts they have to agree.
    @Test(arguments: LearningTask.allCases)
    func `resampled figures are the metrics, to 1e-9`(task: LearningTask) throws {
        let names = MetricName.usual(for: task).filter { $0 != .maxError }
        for (index, example) in try Oracle.all.get().cases.enumerated() where example.task == task {
            let target = example.target
            let figures: any ResampledFigures =
                switch task {
                case .binary:
                    BinaryFigures(
                        scores: example.scores, truth: example.truth, threshold: example.threshold ?? 0.5, names: names)
                case .multiclass:
                    MulticlassFigures(predictions: example.predictions, truth: example.truth, names: names)
                case .regression: RegressionFigures(predictions: example.scores, truth: example.truth, names: names)
                }
            let weights = example.weights.map(Metrics.balanced) ?? [Double](repeating: 1, count: example.truth.count)
            let values = try Metrics.evaluate(
                predictions: example.predictions, target: target, positiveThreshold: example.threshold, names: names)
            for (name, figure) in zip(names, figures.figures(weights)) {
                // Where a metric is undefined for all rows there is no interval to draw.
                guard let value = values[name]?.number, figure.isFinite else { continue }
                #expect(
                    abs(figure - value) <= 1e-9 * max(1, abs(value)), "case \(index) \(name): \(figure), not \(value)")
            }
        }
    }

    @Test func `what scikit-learn raises for is refused with what is wrong`() throws {
        let refused = try Oracle.all.get().refused
        #expect(refused.count >= 100)
        for (index, example) in refused.enumerated() {
            let error = error {
                _ = try Metrics.evaluate(
                    predictions: example.predictions, target: example.target, names: MetricName.usual(for: example.task)
                )
            }
            let code = try #require(error?.findings.first?.code, "case \(index) is taken")
            #expect(code == (example.weights == nil ? .predictionUnfit : .weightUnfit))
            #expect(error?.exitStatus == .inputWrong)
        }
    }
}
