import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// Probabilities that other rows set right, beside scikit-learn's (Tests/Oracles/recalibration.py).
struct RecalibrationTests {
    private struct Oracle: Decodable {
        let cases: [Case]

        static let all = Result { try JSONDecoder().decode(Oracle.self, from: Fixture.data("recalibration.json")) }
    }

    private struct Case: Decodable {
        let s: [Double]
        let y: String
        let w: [Double]?
        let isotonic: [[Double]]?
        let probes: [Double]?
        let sigmoid: [Double]?
        let temperature: Double

        var truth: [Double] { y.compactMap(\.wholeNumberValue).map(Double.init) }
        var width: Int { s.count / y.count }
        var predictions: Predictions { Predictions(width: width, values: s) }
        var target: Target {
            width == 1
                ? Target(task: .binary, classes: ["no", "yes"], values: truth, weights: w)
                : Target(task: .multiclass, classes: ["a", "b", "c"], values: truth, weights: w)
        }
    }

    @Test func `the rising table is scikit-learn's`() throws {
        let cases = try Oracle.all.get().cases.filter { $0.isotonic != nil }
        #expect(cases.count >= 20)
        for (index, example) in cases.enumerated() {
            let fitted = RecalibrationMethod.isotonic.fit(example.predictions, example.target)
            let table = try #require(fitted?.table)
            let expected = try #require(example.isotonic)
            #expect(table.scores == expected[0], "case \(index)")
            for (own, other) in zip(table.probabilities, expected[1]) { #expect(abs(own - other) <= 1e-12) }
            for (place, expected) in try #require(example.probes).enumerated() {
                let found = table(Double(place) / 32)
                #expect(abs(found - expected) <= 1e-12, "case \(index) at \(place): \(found), \(expected)")
            }
        }
    }

    @Test func `lines and temperatures are scikit-learn's, to where its solver stops`() throws {
        for (index, example) in try Oracle.all.get().cases.enumerated() {
            let fitted = RecalibrationMethod.temperature.fit(example.predictions, example.target)
            guard case .temperature(let temperature)? = fitted else {
                // Scores that put the wrong rows first are best left out, which is a temperature without end.
                #expect(example.temperature > 1_000, "case \(index) has a temperature: \(example.temperature)")
                continue
            }
            #expect(abs(temperature / example.temperature - 1) < 1e-5, "case \(index): \(temperature)")
            guard let sigmoid = example.sigmoid else { continue }
            guard let line = RecalibrationMethod.sigmoid.fit(example.predictions, example.target)?.line else {
                #expect(sigmoid[0] <= 1e-6, "case \(index) has a line: \(sigmoid)")
                continue
            }
            #expect(abs(line.slope - sigmoid[0]) < 1e-4 * max(1, abs(sigmoid[0])), "case \(index): \(line)")
            #expect(abs(line.intercept - sigmoid[1]) < 1e-4 * max(1, abs(sigmoid[1])), "case \(index): \(line)")
        }
    }

    /// Rows whose labels follow a chance, and scores of it that are bent.
    private func sample(rows: Int, seed: UInt64, bend: (Double) -> Double) -> (Predictions, Target) {
        var generator = SeededGenerator(seed: seed)
        var (scores, truth): ([Double], [Double]) = ([], [])
        for _ in 0..<rows {
            let logit = Double.random(in: -3...3, using: &generator)
            truth.append(Double.random(in: 0..<1, using: &generator) < Link.logistic(logit) ? 1 : 0)
            scores.append(Link.logistic(bend(logit)))
        }
        return (Predictions(width: 1, values: scores), .binary(truth))
    }

    private func choice(_ sample: (Predictions, Target)) throws -> RecalibrationChoice {
        let units = ResamplingUnits.rows(sample.1.rowCount)
        return try RecalibrationChoice(
            sample.0, target: sample.1, folds: RecalibrationChoice.folds(of: units, rows: sample.1.rowCount),
            resampling: Resampling(units: units, seed: 7, threads: 1))
    }

    @Test func `scores that are too sure are cooled, and lose less log loss`() throws {
        let sample = sample(rows: 2_000, seed: 1) { 3 * $0 }
        let choice = try choice(sample)
        #expect(choice.method == .temperature)
        guard case .temperature(let temperature)? = choice.recalibration else {
            Issue.record("there is no temperature")
            return
        }
        #expect(abs(temperature - 3) < 0.5)
        #expect(choice.gain > 0 && (choice.interval?.lowerBound ?? 0) > 0)
        let losses = try [sample.0, choice.predictions].map {
            try Metrics.evaluate(predictions: $0, target: sample.1, names: [.logLoss])[.logLoss]?.number ?? .nan
        }
        #expect(abs(losses[0] - losses[1] - choice.gain) < 1e-12)
    }

    @Test func `a share that moved is met by a line, and a bend by a table`() throws {
        #expect(try choice(sample(rows: 2_000, seed: 2) { 0.7 * $0 + 1.5 }).method == .sigmoid)
        #expect(try choice(sample(rows: 4_000, seed: 3) { $0 < 0 ? 0.05 * $0 : 4 * $0 }).method == .isotonic)
    }

    @Test(arguments: [(Limits.smallSampleRows - 1, false), (Limits.smallSampleRows, true)])
    func `a table is tried only where rows are enough to keep their order`(rows: Int, isTried: Bool) {
        #expect(RecalibrationMethod.all(width: 1, rows: rows).contains(.isotonic) == isTried)
        #expect(RecalibrationMethod.all(width: 3, rows: rows) == [.temperature])
    }

    @Test func `probabilities that are right stay as they are`() throws {
        let kept = try (10..<30).filter { try choice(sample(rows: 600, seed: $0) { $0 }).recalibration != nil }
        #expect(kept.count <= 2)
    }

    @Test func `few rows of a class teach nothing`() throws {
        let sample = sample(rows: 60, seed: 4) { 5 * $0 }
        let choice = try choice(sample)
        #expect(choice.recalibration == nil)
        #expect(choice.predictions == sample.0)
    }

    @Test func `equal scores and one class are met with an answer or none`() {
        let equal = Predictions(width: 1, values: [Double](repeating: 0.25, count: 8))
        let target = Target.binary([0, 0, 0, 1, 1, 1, 1, 1])
        #expect(RecalibrationMethod.isotonic.fit(equal, target)?.table?.probabilities == [0.625])
        #expect(RecalibrationMethod.sigmoid.fit(equal, .binary([0, 0, 0, 0, 0, 0, 0, 0])) == nil)
        let sure = Predictions(width: 1, values: [0, 0, 1, 1])
        #expect(RecalibrationMethod.temperature.fit(sure, .binary([0, 0, 1, 1])) == nil)
        #expect(RecalibrationMethod.sigmoid.fit(sure, .binary([0, 0, 1, 1])) != nil)
    }
}
