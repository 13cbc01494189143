import Evidence
import Scoring
import Testing

@testable import Evaluation

/// The corrected resampled t.
struct ResampledFoldsTests {
    /// Five folds of 20 rows; each is predicted off by a number of its own.
    private static func folds(_ errors: [[Double]]) -> (folds: [HeldOut], target: Target) {
        let truth = (0..<100).map { Double($0 % 7) }
        let folds = (0..<5).map { fold in
            let rows = Array(fold * 20..<(fold + 1) * 20)
            return HeldOut(
                repetition: 0, rows: rows, trainingRows: 80,
                predictions: errors.enumerated().map { place, errors in
                    ("c\(place)", Predictions(width: 1, values: rows.map { truth[$0] + errors[fold] }))
                })
        }
        return (folds, Target(task: .regression, classes: [], values: truth))
    }

    private static func uncertainty(_ errors: [[Double]]) throws -> Uncertainty {
        let (folds, target) = folds(errors)
        let names: [MetricName] = [.meanAbsoluteError, .maxError]
        let figures = try FoldFigures(folds, target: target, positiveThreshold: nil, names: names)
        return Uncertainty(figures, names: names, units: .rows(100))
    }

    /// Mean absolute errors 1 to 5: s² = 2.5, so that the half is t₄(0.975) √((1/5 + 20/80) 2.5), and t₄(0.975) is
    /// 2.776445105 by any table.
    @Test func `an interval is the corrected one of the folds' figures`() throws {
        let uncertainty = try Self.uncertainty([[1, 2, 3, 4, 5]])
        let interval = try #require(uncertainty.interval(of: "c0", .meanAbsoluteError, around: 3))
        let half = 2.776445105 * (0.45 * 2.5).squareRoot()
        #expect(abs(interval.upper - (3 + half)) < 1e-8)
        #expect(abs(interval.lower - (3 - half)) < 1e-8)
        #expect(interval.method == .resampledT)
    }

    /// Differences 1, 1, 1, 1, 6 in favour of the first: s² = 5.
    @Test func `a gain is paired by fold`() throws {
        let uncertainty = try Self.uncertainty([[1, 2, 3, 4, 5], [2, 3, 4, 5, 11]])
        let gain = try #require(
            uncertainty.gain(of: "c0", over: "c1", metric: .meanAbsoluteError, seen: 2, level: 0.95))
        let half = 2.776445105 * (0.45 * 5.0).squareRoot()
        #expect(abs(gain.lowerBound - (2 - half)) < 1e-8)
        #expect(abs(gain.upperBound - (2 + half)) < 1e-8)
    }

    @Test func `a figure is the mean of the folds, and the largest error the largest`() throws {
        let (folds, target) = Self.folds([[1, 2, 3, 4, 5]])
        let figures = try FoldFigures(
            folds, target: target, positiveThreshold: nil, names: [.meanAbsoluteError, .maxError])
        let means = figures.means(of: "c0")
        #expect(try abs(#require(means[.meanAbsoluteError]?.number) - 3) < 1e-12)
        #expect(try abs(#require(means[.maxError]?.number) - 5) < 1e-12)
    }

    @Test func `a figure that more than a fifth of the folds lack is undefined`() throws {
        let (folds, _) = Self.folds([[0, 0, 0, 0, 0]])
        let scores = folds.map { fold in
            HeldOut(
                repetition: 0, rows: fold.rows, trainingRows: 80,
                predictions: [("c0", Predictions(width: 1, values: fold.rows.map { Double($0) / 100 }))])
        }
        let names: [MetricName] = [.rocAUC, .logLoss]
        for (positives, isDefined) in [(Set([0, 20, 40, 60]), true), (Set([0, 20, 40]), false)] {
            let figures = try FoldFigures(
                scores, target: .binary((0..<100).map { positives.contains($0) ? 1 : 0 }), positiveThreshold: nil,
                names: names)
            #expect((figures.means(of: "c0")[.rocAUC]?.number != nil) == isDefined)
            #expect(figures.means(of: "c0")[.logLoss]?.number != nil)
        }
    }

    @Test func `the largest error has no interval`() throws {
        #expect(try Self.uncertainty([[1, 2, 3, 4, 5]]).interval(of: "c0", .maxError, around: 5) == nil)
    }

    @Test func `folds that all say the same show no spread`() throws {
        #expect(try Self.uncertainty([[1, 1, 1, 1, 1]]).interval(of: "c0", .meanAbsoluteError, around: 1) == nil)
    }

    @Test func `what was drawn is folds`() throws {
        #expect(try Self.uncertainty([[1, 2, 3, 4, 5]]).resampling == .init(unit: .fold, count: 5))
    }
}
