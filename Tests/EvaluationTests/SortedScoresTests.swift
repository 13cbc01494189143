import Testing

@testable import Evaluation

struct SortedScoresTests {
    @Test func `the radix order is the stable order of the values`() {
        var chance = Chance(1)
        let values =
            (0..<3000).map { _ in ((chance.unit() - 0.5) * 20).rounded() * 1e-3 }
            + [
                0.0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e308,
                .greatestFiniteMagnitude, 0.0,
            ]
        let ascending = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        let descending = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
        #expect(RadixOrder.ascending(values).map(Int.init) == ascending)
        #expect(RadixOrder.descending(values).map(Int.init) == descending)
    }

    @Test func `equal scores form one group`() {
        let sorted = SortedScores([0.5, 0.0, 0.7, 0.5, -0.0])
        #expect(sorted.rows == [2, 0, 3, 1, 4])
        #expect(sorted.groupEnds == [1, 3, 5])
        #expect(sorted.scores == [0.7, 0.5, 0])
    }

    @Test func `a resample's counts give the figures of the rows that it drew`() {
        let scores = [0.9, 0.8, 0.8, 0.1]
        let positives = [true, false, true, false]
        let drawn = [0, 0, 1, 3]
        let counts = [2.0, 1, 0, 1]
        let fromCounts = SortedScores(scores).ranked(positives: positives, weights: counts)
        let fromRows = SortedScores(drawn.map { scores[$0] })
            .ranked(positives: drawn.map { positives[$0] }, weights: nil)
        #expect(fromCounts.rocAUC == fromRows.rocAUC)
        #expect(fromCounts.averagePrecision == fromRows.averagePrecision)
    }

    @Test func `calibration bins hold equal weight and keep equal scores together`() {
        let scores = (0..<1000).map { Double($0 / 2) / 500 }
        let bins = SortedScores(scores).ranked(positives: scores.map { $0 > 0.5 }, weights: nil)
            .calibrationBins(count: 10)
        #expect(bins.map(\.weight) == [Double](repeating: 100, count: 10))
        #expect(bins.map(\.observed) == [0, 0, 0, 0, 0, 0.98, 1, 1, 1, 1])
    }

    @Test func `a constant score has one calibration bin`() {
        let bins = SortedScores([0.25, 0.25, 0.25, 0.25])
            .ranked(positives: [true, true, false, false], weights: nil).calibrationBins(count: 10)
        #expect(bins.count == 1)
        #expect(bins.expectedCalibrationError == 0.25)
    }
}

struct CompensatedSumTests {
    @Test func `what an addition rounds away comes back`() {
        #expect(CompensatedSum.of([1, 1e100, 1, -1e100]) == 2)
    }

    @Test func `a sum that leaves the range of doubles is infinite`() {
        #expect(CompensatedSum.of([1e308, 1e308]) == .infinity)
    }
}
