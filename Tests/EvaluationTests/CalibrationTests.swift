import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct CalibrationTests {
    /// scipy's, scikit-learn's and numpy's figures (Tests/Oracles/calibration.py).
    private struct Oracle: Decodable {
        struct Case: Decodable {
            let s: [Double]
            let y: String
            let w: [Double]?
            let brier: [String: Double]
            let debiased: Double
            /// Each with its standard deviation for one draw.
            let mean: [Double]
            let lower: [Double]
            let upper: [Double]

            var target: Target { .binary(y.compactMap(\.wholeNumberValue).map(Double.init), weights: w) }
            var binned: BinnedScores { BinnedScores(scores: s, target: target) }
        }

        /// Share, count, lower, upper.
        let wilson: [[Double]]
        /// Mean, spread, mean of the size.
        let folded: [[Double]]
        let cases: [Case]
        let draws: Double

        static func load() throws -> Oracle {
            try JSONDecoder().decode(Oracle.self, from: Fixture.data("calibration.json"))
        }
    }

    @Test func `intervals of a share are scipy's`() throws {
        for example in try Oracle.load().wilson {
            let found = Wilson.interval(
                share: example[0], count: example[1], quantile: StudentT.normalCentral(0.95))
            #expect(abs(found.lower - example[2]) < 1e-9 && abs(found.upper - example[3]) < 1e-9, "\(example)")
        }
    }

    @Test func `sizes of normal numbers have scipy's mean`() throws {
        for example in try Oracle.load().folded {
            #expect(abs(FoldedNormal.mean(example[0], example[1]) / example[2] - 1) < 1e-12, "\(example)")
        }
    }

    @Test func `the parts of the Brier score are those of their definitions, and add up`() throws {
        for example in try Oracle.load().cases {
            let parts = example.binned.brierParts
            #expect(abs(parts.score - (example.brier["score"] ?? .nan)) < 1e-14)
            #expect(abs(parts.reliability - (example.brier["reliability"] ?? .nan)) < 1e-14)
            #expect(abs(parts.resolution - (example.brier["resolution"] ?? .nan)) < 1e-14)
            #expect(abs(parts.uncertainty - (example.brier["uncertainty"] ?? .nan)) < 1e-14)
            #expect(abs(parts.withinBins - (example.brier["within_bins"] ?? .nan)) < 1e-14)
            let sum = parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins
            #expect(abs(sum - parts.score) < 1e-15)
            let metric = try Metrics.evaluate(
                predictions: Predictions(example.s), target: example.target, names: [.brierScore])
            #expect(abs((metric[.brierScore]?.number ?? .nan) - parts.score) < 1e-15)
        }
    }

    @Test func `the debiased error is that of the folded normal distribution`() throws {
        for example in try Oracle.load().cases {
            #expect(abs(example.binned.debiasedError - example.debiased) < 1e-12)
        }
    }

    /// Ours are 1,000 draws and numpy's 20,000: five standard errors of their difference.
    @Test func `the band of perfect calibration is numpy's within chance`() throws {
        let oracle = try Oracle.load()
        let error = (1 / Double(Limits.calibrationDraws) + 1 / oracle.draws).squareRoot()
        for example in oracle.cases {
            let found = PerfectCalibration.errors(of: example.binned, seed: 7, threads: 2)
            #expect(abs(found.mean - example.mean[0]) < 5 * error * example.mean[1])
            #expect(abs(found.lower - example.lower[0]) < 5 * error * example.lower[1])
            #expect(abs(found.upper - example.upper[0]) < 5 * error * example.upper[1])
        }
    }

    /// From 10,000 rows a bin on the sum of a bin's labels is as good as normal.
    @Test func `above the limit of rows the band is drawn from the normal distribution`() {
        var chance = Chance(5)
        func band(_ rows: Int) -> CalibrationDocument.Perfect {
            let scores = (0..<rows).map { _ in chance.unit() }
            return PerfectCalibration.errors(
                of: BinnedScores(scores: scores, target: .binary(scores.map { chance.unit() < $0 ? 1 : 0 })), seed: 7,
                threads: 2)
        }
        let (below, above) = (band(Limits.bootstrapRows), band(Limits.bootstrapRows + 1))
        // The mean of 1,000 draws has a standard error of a hundredth of itself, a percentile of some more.
        #expect(abs(above.mean / below.mean - 1) < 0.04)
        #expect(abs(above.upper / below.upper - 1) < 0.1)
    }

    @Test func `the band does not depend on threads`() throws {
        let binned = try #require(Oracle.load().cases.first).binned
        #expect(
            PerfectCalibration.errors(of: binned, seed: 3, threads: 1)
                == PerfectCalibration.errors(of: binned, seed: 3, threads: 3))
    }

    /// Of scores that are the chances, 95 of 100 errors lie in the band; 400 samples know that to ±1.1 %.
    @Test func `calibrated scores lie in their band in 95 of 100 samples, and shifted ones above it`() {
        var (inside, above) = (0, 0)
        var (plain, debiased) = (0.0, 0.0)
        for seed in 0..<400 {
            let sample = Population.binary.sample(rows: 500, units: 500, shared: 0, seed: UInt64(seed) * 97 + 1)
            let binned = BinnedScores(scores: sample.scores, target: .binary(sample.truth))
            let band = PerfectCalibration.errors(of: binned, seed: Int64(seed), threads: 2)
            let error = binned.bins.expectedCalibrationError
            inside += (band.lower...band.upper).contains(error) ? 1 : 0
            plain += error / 400
            debiased += binned.debiasedError / 400
            let shifted = BinnedScores(
                scores: sample.scores.map { 0.7 * $0 }, target: .binary(sample.truth))
            above +=
                shifted.bins.expectedCalibrationError
                    > PerfectCalibration.errors(of: shifted, seed: Int64(seed), threads: 2).upper ? 1 : 0
        }
        #expect((0.95 - 0.033...0.95 + 0.033).contains(Double(inside) / 400), "\(inside)")
        #expect(above == 400)
        // Where there is no gap, √2 − 1 of what chance adds is taken away.
        #expect(abs(debiased / plain - (2 - 2.0.squareRoot())) < 0.03, "\(debiased) of \(plain)")
    }

    @Test func `a gap far beyond chance loses nothing to the correction`() {
        let scores = [Double](repeating: 0.2, count: 1_000)
        let binned = BinnedScores(scores: scores, target: .binary(scores.indices.map { $0 % 2 == 0 ? 1 : 0 }))
        #expect(abs(binned.debiasedError - 0.3) < 1e-12)
    }

    @Test func `bins say what was predicted and what was seen`() throws {
        let scores = (0..<100).map { $0 < 50 ? 0.2 : 0.8 }
        let document = try Calibration.document(
            predictions: Predictions(scores), target: .binary((0..<100).map { $0 % 5 == 0 ? 1 : 0 }))
        #expect(document.bins.map(\.rows) == [50, 50])
        #expect(document.bins.map(\.observed) == [0.2, 0.2])
        #expect(abs((document.expectedCalibrationError.number ?? 0) - 0.3) < 1e-12)
        let bounds = Wilson.interval(share: 0.2, count: 50, quantile: StudentT.normalCentral(0.95))
        #expect(document.bins.allSatisfy { $0.lower == bounds.lower && $0.upper == bounds.upper })
    }

    @Test func `rows of one day that move together widen a bin's interval, and one day alone has none`() throws {
        // In each of 20 days all ten rows have the same label.
        let truth = (0..<200).map { $0 / 10 % 4 == 0 ? 1.0 : 0 }
        func width(_ units: ResamplingUnits) throws -> Double? {
            let document = try Calibration.document(
                predictions: Predictions([Double](repeating: 0.25, count: 200)), target: .binary(truth),
                resampling: Resampling(units: units, seed: 7, threads: 1))
            return document.bins[0].lower.flatMap { lower in document.bins[0].upper.map { $0 - lower } }
        }
        let rows = try #require(try width(.rows(200)))
        let days = try #require(try width(ResamplingUnits(kind: .day, labels: (0..<200).map { $0 / 10 })))
        // Ten rows say what one says: √10 times as wide, and some more for 20 days.
        #expect(days / rows > 2.6 && days / rows < 3.8, "\(days) \(rows)")
        #expect(try width(ResamplingUnits(kind: .day, labels: [Int](repeating: 1, count: 200))) == nil)
    }

    @Test func `a bin of days that all say the same is as sure as its days, not as its rows`() throws {
        let document = try Calibration.document(
            predictions: Predictions([Double](repeating: 0.1, count: 200)),
            target: .binary([Double](repeating: 0, count: 200)),
            resampling: Resampling(
                units: ResamplingUnits(kind: .day, labels: (0..<200).map { $0 / 10 }), seed: 7, threads: 1))
        let expected = Wilson.interval(share: 0, count: 20, quantile: StudentT.central(0.95, degrees: 19))
        #expect(document.bins[0].upper == expected.upper)
    }

    @Test func `rows of weight 0 count as absent`() throws {
        let document = try Calibration.document(
            predictions: Predictions([0.1, 0.9, 0.5]), target: .binary([0, 1, 1], weights: [1, 1, 0]))
        #expect(document.bins.map(\.rows) == [1, 1])
        #expect(document.brier?.score == 0.01 || abs((document.brier?.score ?? 1) - 0.01) < 1e-15)
    }

    @Test(arguments: [LearningTask.regression, .multiclass]) func `other tasks have no bins`(task: LearningTask) throws
    {
        let width = task == .multiclass ? 2 : 1
        let document = try Calibration.document(
            predictions: Predictions(width: width, values: [Double](repeating: 0.5, count: width)),
            target: Target(task: task, classes: task == .multiclass ? ["a", "b"] : [], values: [1]))
        #expect(document.bins.isEmpty && document.brier == nil && document.perfect == nil)
        #expect(document.expectedCalibrationError.number == nil)
    }

    @Test func `no rows have no bins`() throws {
        let document = try Calibration.document(predictions: Predictions([]), target: .binary([]))
        #expect(document.bins.isEmpty)
    }
}
