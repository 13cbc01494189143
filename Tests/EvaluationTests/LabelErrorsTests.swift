import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// Suspected label errors, beside what cleanlab says of the same probabilities (Tests/Oracles/label_errors.py).
struct LabelErrorsTests {
    private struct Oracle: Decodable {
        let cases: [Case]

        static let all = Result { try JSONDecoder().decode(Oracle.self, from: Fixture.data("label_errors.json")) }
    }

    private struct Case: Decodable {
        let name: String
        let labels: [Int]
        let flipped: [Int]
        let probabilities: [[Double]]
        let thresholds: [Double]
        let quality: [Double]
        let suspected: [Int]
        let precision: Double

        var found: LabelErrors {
            let width = probabilities[0].count
            let values = width == 2 ? probabilities.map { $0[1] } : probabilities.flatMap(\.self)
            return LabelErrors(
                predictions: Predictions(width: width == 2 ? 1 : width, values: values),
                target: Target(
                    task: width == 2 ? .binary : .multiclass, classes: (0..<width).map { "\($0)" },
                    values: labels.map(Double.init)))
        }
    }

    private func oracle(_ name: String) throws -> Case {
        try #require(try Oracle.all.get().cases.first { $0.name == name })
    }

    private static let names = ["breast_cancer", "digits", "wine"]

    @Test(arguments: names) func `thresholds, margins and suspects are those of cleanlab`(name: String) throws {
        let oracle = try oracle(name)
        let found = oracle.found
        for (own, theirs) in zip(found.thresholds, oracle.thresholds) { #expect(abs((own ?? 0) - theirs) < 1e-12) }
        #expect(found.quality.count == oracle.quality.count)
        for (own, theirs) in zip(found.quality, oracle.quality) { #expect(abs(own - theirs) < 1e-8) }
        let suspected = found.isSuspected.indices.filter { found.isSuspected[$0] }
        #expect(suspected == oracle.suspected.sorted())
    }

    @Test(arguments: names) func `of the rows of lowest quality, three in five are planted`(name: String) throws {
        let oracle = try oracle(name)
        let flipped = Set(oracle.flipped)
        let first = oracle.found.doubtful.prefix(flipped.count)
        let precision = Double(first.count(where: flipped.contains)) / Double(flipped.count)
        #expect(precision >= 0.6)
        #expect(precision >= oracle.precision - 1e-9)
    }

    @Test func `a row is suspected where another class is reached and its own is not the likeliest`() {
        // Thresholds are the means 0.6 of "no" and 0.65 of "yes".
        let found = LabelErrors(
            predictions: Predictions([0.1, 0.2, 0.9, 0.9, 0.8, 0.2, 0.6]), target: .binary([0, 0, 0, 1, 1, 1, 1]))
        #expect(found.thresholds.map { $0 ?? 0 }.map { ($0 * 1_000).rounded() } == [600, 625])
        #expect(found.isSuspected == [false, false, true, false, false, true, false])
        #expect(found.suggested == [0, 0, 1, 1, 1, 0, 1])
        #expect(found.doubtful == [2, 5])
    }

    @Test(arguments: names) func `labels that were changed in tables that are else clear look wrong`(name: String)
        throws
    {
        let oracle = try oracle(name)
        let found = oracle.found
        #expect(found.reading == .wrong)
        let far = found.isFar.indices.filter { found.isFar[$0] }
        let flipped = Set(oracle.flipped)
        #expect(Double(far.count(where: flipped.contains)) >= 0.8 * Double(far.count))
        let finding = try #require(found.finding(label: "y") { _ in nil })
        #expect(finding.code == .labelsSuspected)
    }

    /// Labels drawn from the probabilities themselves: no label is wrong, and none can be told better.
    @Test(arguments: [0.5, 1.0, 1.5]) func `labels that follow their probabilities are noisy`(slope: Double) throws {
        var generator = SeededGenerator(seed: 11)
        func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        let scores = (0..<2_000).map { _ in 1 / (1 + exp(-slope * (4 * uniform() - 2))) }
        let labels = scores.map { uniform() < $0 ? 1.0 : 0 }
        let found = LabelErrors(predictions: Predictions(scores), target: .binary(labels))
        #expect(found.reading == .noisy)
        let finding = try #require(found.finding(label: "y") { _ in nil })
        #expect(finding.code == .labelNoisy)
        #expect(finding.message.hasPrefix("the label 'y' is noisy: "))
        #expect(finding.count == found.isSuspected.count(where: \.self))
    }

    @Test func `where no label is suspected, nothing is said`() {
        let found = LabelErrors(predictions: Predictions([0.1, 0.2, 0.9, 0.8]), target: .binary([0, 0, 1, 1]))
        #expect(found.reading == nil)
        #expect(found.finding(label: "y") { _ in nil } == nil)
    }

    @Test func `several models are asked for their mean`() {
        let mean = Predictions.mean(of: [Predictions([0.25, 1]), Predictions([0.75, 0.5])])
        #expect(mean == Predictions([0.5, 0.75]))
    }

    @Test func `counts are those of the rows`() {
        let found = LabelErrors(
            predictions: Predictions([0.1, 0.2, 0.9, 0.9, 0.8, 0.2, 0.6]), target: .binary([0, 0, 0, 1, 1, 1, 1]))
        let document = found.document(candidates: ["linear"])
        #expect(document.rows == 7 && document.suspected == 2)
        #expect(document.classes.map(\.rows) == [3, 4])
        #expect(document.classes.map(\.suspected) == [1, 1])
        #expect(
            document.pairs == [
                .init(given: "no", suggested: "yes", rows: 1), .init(given: "yes", suggested: "no", rows: 1),
            ])
    }

    @Test func `a class without rows suspects nobody, and nobody is suspected where nothing is reached`() throws {
        let target = Target(task: .multiclass, classes: ["a", "b", "c"], values: [0, 0, 1, 1])
        let found = LabelErrors(
            predictions: Predictions(
                width: 3, values: [0.2, 0.1, 0.7, 0.6, 0.2, 0.2, 0.1, 0.8, 0.1, 0.3, 0.4, 0.3]), target: target)
        #expect(found.thresholds[2] == nil)
        #expect(found.isSuspected == [false, false, false, false])
        #expect(found.doubtful == [0])
        let document = found.document(candidates: ["linear"])
        #expect(document.pairs.isEmpty)
        let problems = try JSONSchema(named: "label_errors").problems(withJSON: CanonicalJSON.encode(document))
        #expect(problems == [])
    }
}
