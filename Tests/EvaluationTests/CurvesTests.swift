import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct CurvesTests {
    private func binary(_ scores: [Double], _ truth: [Double], weights: [Double]? = nil) throws -> CurvesDocument {
        try Curves.document(
            candidate: "linear", predictions: Predictions(width: 1, values: scores),
            target: Target(task: .binary, classes: ["no", "yes"], values: truth, weights: weights))
    }

    private func regression(_ values: [Double], _ truth: [Double], weights: [Double]? = nil) throws -> CurvesDocument {
        try Curves.document(
            candidate: "linear", predictions: Predictions(width: 1, values: values),
            target: Target(task: .regression, classes: [], values: truth, weights: weights))
    }

    @Test func `few scores give every step of both curves`() throws {
        let curves = try binary([0.9, 0.8, 0.8, 0.1], [1, 1, 0, 0])
        #expect(curves.roc.map(\.threshold) == [nil, 0.9, 0.8, 0.1])
        #expect(curves.roc.map(\.falsePositiveRate) == [0, 0, 0.5, 1])
        #expect(curves.roc.map(\.truePositiveRate) == [0, 0.5, 1, 1])
        #expect(curves.precisionRecall.map(\.precision) == [1, 2.0 / 3, 0.5])
        #expect(curves.precisionRecall.map(\.recall) == [0.5, 1, 1])
    }

    @Test func `many scores are thinned between exact ends`() throws {
        let scores = (0..<5_000).map { Double($0) / 5_000 }
        let truth = (0..<5_000).map { $0 * 7_919 % 5_000 < $0 ? 1.0 : 0 }
        let curves = try binary(scores, truth)
        #expect(curves.roc.count <= Limits.curvePoints && curves.roc.count > 150)
        #expect(curves.precisionRecall.count <= Limits.curvePoints && curves.precisionRecall.count > 150)
        #expect(curves.roc.first == .init(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0))
        #expect(curves.roc.last == .init(threshold: 0, falsePositiveRate: 1, truePositiveRate: 1))
        let share = truth.reduce(0, +) / 5_000
        #expect(curves.precisionRecall.last == .init(threshold: 0, precision: share, recall: 1))
        #expect(curves.precisionRecall.first?.threshold == 4_999.0 / 5_000)
        for (one, next) in zip(curves.roc, curves.roc.dropFirst()) {
            #expect(next.falsePositiveRate >= one.falsePositiveRate && next.truePositiveRate >= one.truePositiveRate)
        }
    }

    @Test func `the shares of each class sum to one`() throws {
        let curves = try binary([0.9, 0.8, 0.35, 0.1, 0.1], [1, 1, 0, 0, 1], weights: [1, 2, 1, 3, 0.5])
        #expect(abs(curves.scores.map(\.positive).reduce(0, +) - 1) < 1e-12)
        #expect(abs(curves.scores.map(\.negative).reduce(0, +) - 1) < 1e-12)
        #expect(curves.scores.first?.lower == 0.1 && curves.scores.last?.upper == 0.9)
        #expect(abs((curves.scoreOverlap ?? 0) - 0.5 / 3.5) < 1e-12)
    }

    @Test func `one class has no curve`() throws {
        let curves = try binary([0.9, 0.8], [0, 0])
        #expect(curves.roc.isEmpty && curves.precisionRecall.isEmpty && curves.scores.isEmpty)
        #expect(curves.scoreOverlap == nil)
    }

    @Test func `equal scores share one bin of the whole range`() throws {
        let curves = try binary([0.25, 0.25], [0, 1])
        #expect(curves.scores.count { $0.positive > 0 } == 1)
        #expect(curves.scoreOverlap == 1)
        #expect(curves.scores.last?.upper == 1)
    }

    @Test func `every row is in a bin of errors or beyond them`() throws {
        let truth = (0..<1_000).map { Double($0 % 37) }
        let values = truth.enumerated().map { $1 + Double($0 * 31 % 101 - 50) / 10 + ($0 == 0 ? 1_000 : 0) }
        let curves = try regression(values, truth)
        let inside = curves.residuals.map(\.rows).reduce(0, +)
        #expect(inside + (curves.residualsBeyond ?? 0) == 1_000)
        #expect((1...10).contains(curves.residualsBeyond ?? 0))
        #expect(curves.residuals.count == 20 && curves.residuals[10].lower == 0)
        #expect(curves.agreement.map(\.rows).reduce(0, +) == 1_000)
    }

    @Test func `bins of predictions hold means and the middle of the labels`() throws {
        let values = (0..<100).map { Double($0 / 10) }
        let truth = (0..<100).map { Double($0 % 10) }
        let curves = try regression(values, truth)
        #expect(curves.agreement.map(\.rows) == [Int](repeating: 10, count: 10))
        for (bin, agreement) in curves.agreement.enumerated() {
            #expect(abs(agreement.predicted - Double(bin)) < 1e-12)
            #expect(abs(agreement.observed - 4.5) < 1e-12)
            #expect(agreement.lower == 0 && agreement.upper == 8)
        }
    }

    @Test func `perfect predictions have no errors to show`() throws {
        #expect(try regression([1, 2, 3], [1, 2, 3]).residuals.isEmpty)
    }

    @Test func `errors beyond the range of numbers are not drawn`() throws {
        #expect(try regression([1e308, -1e308], [-1e308, 1e308]).residuals.isEmpty)
    }

    @Test func `rows of weight 0 are passed over`() throws {
        let with = try regression([1, 2, 3, 900], [1.5, 2, 2, 0], weights: [1, 1, 1, 0])
        #expect(with == (try regression([1, 2, 3], [1.5, 2, 2])))
    }

    @Test func `the document fits its schema`() throws {
        let schema = try JSONSchema(named: "curves")
        for document in [
            try binary([0.9, 0.8, 0.8, 0.1], [1, 1, 0, 0]), try binary([0.9], [0]), try regression([1, 2], [3, 4]),
        ] {
            #expect(schema.problems(with: try CanonicalJSON.jsonValue(of: document)).isEmpty)
        }
    }

    @Test func `a learning curve keeps the first, the chosen and the last step`() throws {
        let steps = (1...1_999).map { (iteration: $0, value: Double($0)) }
        let curve = try #require(
            Curves.learning(candidate: "boosted_trees", metric: "roc_auc", chosen: 1_234, steps: steps))
        #expect(curve.points.count <= Limits.curvePoints && curve.points.count > 100)
        #expect(curve.points.first?.iteration == 1 && curve.points.last?.iteration == 1_999)
        #expect(curve.points.contains { $0.iteration == 1_234 })
        #expect(Curves.learning(candidate: "x", metric: "y", chosen: 1, steps: []) == nil)
        let few = Curves.learning(candidate: "x", metric: "y", chosen: 2, steps: [(1, 0.5), (2, 0.6)])
        #expect(few?.points == [.init(iteration: 1, value: 0.5), .init(iteration: 2, value: 0.6)])
    }
}
