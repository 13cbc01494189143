import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// scipy's and DeLong's figures (Tests/Oracles/intervals.py).
struct IntervalsOracleTests {
    private struct Oracle: Decodable {
        struct Resampled: Decodable {
            let task: LearningTask
            let y: [Double]
            let s: [Double]
            /// Lower, upper; where the lower and the upper bound of 4,000 resamples may lie, by the chance of both.
            let intervals: [String: [Double]]
        }

        struct Area: Decodable {
            let y: [Double]
            let s: [Double]
            let other: [Double]
            let area: Double
            let variance: Double
            let difference_variance: Double
        }

        struct Quantile: Decodable {
            let level: Double
            let degrees: Int?
            let quantile: Double
        }

        let bootstrap: [Resampled]
        let delong: [Area]
        let student: [Quantile]

        static func load() throws -> Oracle {
            try JSONDecoder().decode(Oracle.self, from: Fixture.data("intervals.json"))
        }
    }

    @Test func `resamples have scipy's percentiles within chance`() throws {
        var compared = 0
        for example in try Oracle.load().bootstrap {
            let names = try example.intervals.keys.sorted().map { try #require(MetricName(rawValue: $0)) }
            let figures: any ResampledFigures =
                example.task == .binary
                ? BinaryFigures(scores: example.s, truth: example.y, threshold: 0.5, names: names)
                : RegressionFigures(predictions: example.s, truth: example.y, names: names)
            let weights = [Double](repeating: 1, count: example.y.count)
            let bootstrap = Bootstrap(
                units: .rows(weights.count), weights: weights, seed: 7, replicates: 4_000, threads: 2)
            for (name, drawn) in zip(names, bootstrap.figures(of: [figures])[0]) {
                let expected = try #require(example.intervals[name.rawValue])
                let bounds = IntervalBounds.percentiles(try #require(IntervalBounds.defined(drawn)), level: 0.95)
                #expect((expected[2]...expected[3]).contains(bounds.lower), "\(name) \(bounds), scipy \(expected)")
                #expect((expected[4]...expected[5]).contains(bounds.upper), "\(name) \(bounds), scipy \(expected)")
                compared += 1
            }
        }
        #expect(compared == 22)
    }

    @Test func `the influence on an area is DeLong's`() throws {
        for example in try Oracle.load().delong {
            let weights = [Double](repeating: 1, count: example.y.count)
            func components(_ scores: [Double]) throws -> [Double] {
                let figures = BinaryFigures(scores: scores, truth: example.y, threshold: 0.5, names: [.rocAUC])
                #expect(scores != example.s || abs(figures.figures(weights)[0] - example.area) < 1e-12)
                return try #require(figures.derivatives(of: .rocAUC, weights: weights))
            }
            // DeLong divides by one less than the rows of each class.
            func variance(_ derivatives: [Double]) -> Double {
                [0.0, 1.0].reduce(0) { sum, label in
                    let own = derivatives.indices.filter { example.y[$0] == label }.map { derivatives[$0] }
                    let count = Double(own.count)
                    return sum + own.reduce(0) { $0 + $1 * $1 } * count / (count - 1)
                }
            }
            let (own, other) = (try components(example.s), try components(example.other))
            #expect(abs(variance(own) / example.variance - 1) < 1e-10)
            #expect(abs(variance(zip(own, other).map { $0 - $1 }) / example.difference_variance - 1) < 1e-10)
        }
    }

    @Test func `quantiles are scipy's`() throws {
        for example in try Oracle.load().student {
            let found =
                example.degrees.map { StudentT.central(example.level, degrees: $0) }
                ?? StudentT.normalCentral(example.level)
            #expect(abs(found / example.quantile - 1) < 1e-9, "\(example): \(found)")
        }
    }
}
