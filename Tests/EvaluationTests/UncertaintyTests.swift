import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

struct UncertaintyTests {
    private struct Sample {
        var scores: [Double] = []
        var truth: [Double] = []

        init(rows: Int, seed: UInt64) {
            var chance = Chance(seed)
            for _ in 0..<rows {
                scores.append(chance.unit())
                truth.append(chance.unit() < scores[scores.count - 1] ? 1 : 0)
            }
        }

        func uncertainty(
            _ names: [MetricName] = [.rocAUC, .logLoss], units: ResamplingUnits? = nil, seed: Int64 = 7,
            threads: Int = 1, bootstrapRows: Int = Limits.bootstrapRows, scores other: [Double]? = nil
        ) throws -> Uncertainty {
            let candidates = [("own", Predictions(scores))] + (other.map { [("other", Predictions($0))] } ?? [])
            return try Uncertainty(
                candidates: candidates, target: .binary(truth), positiveThreshold: nil, names: names,
                compared: names.first, units: units ?? .rows(truth.count), seed: seed, threads: threads,
                bootstrapRows: bootstrapRows)
        }
    }

    @Test func `threads change no bit`() throws {
        let sample = Sample(rows: 300, seed: 1)
        let intervals = try [1, 2, 3, 8].map { threads in
            let uncertainty = try sample.uncertainty(threads: threads)
            return uncertainty.interval(of: "own", .rocAUC, around: 0.8)
        }
        #expect(intervals[0] != nil)
        #expect(Set(intervals.map { $0?.lower.bitPattern }).count == 1)
        #expect(Set(intervals.map { $0?.upper.bitPattern }).count == 1)
    }

    @Test func `another seed draws other resamples`() throws {
        let sample = Sample(rows: 300, seed: 1)
        let first = try sample.uncertainty(seed: 7).interval(of: "own", .rocAUC, around: 0.8)
        #expect(try sample.uncertainty(seed: 8).interval(of: "own", .rocAUC, around: 0.8) != first)
    }

    @Test func `the method is named`() throws {
        let sample = Sample(rows: 100, seed: 2)
        let days = ResamplingUnits(kind: .day, labels: (0..<100).map { $0 / 2 })
        #expect(try sample.uncertainty().interval(of: "own", .rocAUC, around: 0.8)?.method == .bootstrap)
        #expect(
            try sample.uncertainty(units: days).interval(of: "own", .rocAUC, around: 0.8)?.method == .clusterBootstrap)
        #expect(
            try sample.uncertainty(bootstrapRows: 99).interval(of: "own", .rocAUC, around: 0.8)?.method == .influence)
        #expect(
            try sample.uncertainty(bootstrapRows: 100).interval(of: "own", .rocAUC, around: 0.8)?.method == .bootstrap)
    }

    @Test func `one unit says nothing of chance`() throws {
        let sample = Sample(rows: 60, seed: 3)
        let day = ResamplingUnits(kind: .day, labels: [Int](repeating: 0, count: 60))
        let uncertainty = try sample.uncertainty(units: day)
        #expect(!uncertainty.isKnown)
        #expect(uncertainty.interval(of: "own", .rocAUC, around: 0.8) == nil)
    }

    @Test(arguments: [(Limits.fewUnits - 1, true), (Limits.fewUnits, false), (1, true)])
    func `few days or groups are said`(count: Int, isSaid: Bool) throws {
        let sample = Sample(rows: 80, seed: 3)
        let units = ResamplingUnits(kind: .day, labels: (0..<80).map { $0 % count })
        let uncertainty = try sample.uncertainty(units: units)
        #expect(uncertainty.findings.map(\.code) == (isSaid ? [.fewUnits] : []))
        #expect(uncertainty.findings.first?.count == (isSaid ? count : nil))
        #expect(uncertainty.resampling == (count > 1 ? .init(unit: .day, count: count) : nil))
    }

    @Test func `of few rows the verdict speaks, and no finding`() throws {
        #expect(try Sample(rows: Limits.fewUnits - 1, seed: 3).uncertainty().findings.isEmpty)
    }

    @Test func `a figure that cannot vary has no interval`() throws {
        var sample = Sample(rows: 60, seed: 3)
        sample.scores = [Double](repeating: 0.4, count: 60)
        for limit in [10, 1_000] {
            #expect(try sample.uncertainty(bootstrapRows: limit).interval(of: "own", .rocAUC, around: 0.5) == nil)
        }
    }

    @Test func `the largest error has no interval`() throws {
        let truth = (0..<50).map(Double.init)
        let uncertainty = try Uncertainty(
            candidates: [("own", Predictions(truth.map { $0 + ($0 / 10).rounded() }))], target: .regression(truth),
            positiveThreshold: nil, names: MetricName.usual(for: .regression), compared: .r2, units: .rows(50), seed: 7,
            threads: 1)
        #expect(uncertainty.interval(of: "own", .maxError, around: 5) == nil)
        #expect(uncertainty.interval(of: "own", .meanAbsoluteError, around: 2) != nil)
    }

    @Test func `an interval holds its value and stays within the metric's range`() throws {
        let sample = Sample(rows: 45, seed: 4)
        let names = MetricName.usual(for: .binary)
        let figures = try Metrics.evaluate(
            predictions: Predictions(sample.scores), target: .binary(sample.truth), names: names)
        let uncertainty = try sample.uncertainty(names)
        for (name, value) in uncertainty.adding(to: figures, of: "own") {
            guard case .value(let number, let interval?) = value else { continue }
            #expect(interval.lower <= number && number <= interval.upper, "\(name)")
            #expect(interval.lower >= name.range.lowerBound && interval.upper <= name.range.upperBound, "\(name)")
        }
    }

    @Test func `a metric that most resamples lack has no interval`() throws {
        // One positive row of 40 is in 64 % of the resamples.
        var sample = Sample(rows: 40, seed: 4)
        sample.truth = (0..<40).map { $0 == 11 ? 1 : 0 }
        #expect(try sample.uncertainty().interval(of: "own", .rocAUC, around: 0.8) == nil)
        #expect(try sample.uncertainty().interval(of: "own", .logLoss, around: 0.8) != nil)
    }

    @Test(arguments: [100, 10_000]) func `a paired interval is narrower than the figures'`(bootstrapRows: Int) throws {
        let sample = Sample(rows: 400, seed: 6)
        var chance = Chance(9)
        let other = sample.scores.map { min(1, max(0, $0 + 0.05 * (chance.unit() - 0.5))) }
        let uncertainty = try sample.uncertainty(bootstrapRows: bootstrapRows, scores: other)
        let own = try #require(uncertainty.interval(of: "own", .rocAUC, around: 0.83))
        let gain = try #require(uncertainty.gain(of: "own", over: "other", metric: .rocAUC, seen: 0.001, level: 0.95))
        #expect(gain.upperBound - gain.lowerBound < (own.upper - own.lower) / 3)
        #expect(gain.contains(0.001))
    }

    @Test func `a higher level is a wider interval`() throws {
        let sample = Sample(rows: 400, seed: 6)
        let uncertainty = try sample.uncertainty(scores: sample.scores.map { $0 * $0 })
        let widths = try [0.9, 0.95, 0.99].map { level in
            let gain = try #require(
                uncertainty.gain(of: "own", over: "other", metric: .rocAUC, seen: 0, level: level))
            return gain.upperBound - gain.lowerBound
        }
        #expect(widths[0] <= widths[1] && widths[1] <= widths[2])
    }
}

struct ResamplingUnitsTests {
    @Test func `days are those of the time's calendar, also before 1970`() throws {
        let hour = 3_600_000_000
        let times = Column.times([0, 23 * hour, 24 * hour, -1, nil])
        let units = try #require(ResamplingUnits.days(of: times, rows: [2, 0, 1, 3, 4]))
        #expect(units.ids == [2, 1, 1, 0, 3])
        #expect(units.count == 4)
    }

    @Test func `other columns have no days`() {
        #expect(ResamplingUnits.days(of: .integers([1, 2]), rows: [0]) == nil)
    }

    @Test func `groups are equal cells, null is one of them`() {
        let column = Column.text(TextValues(["b", nil, "a", "b", nil]))
        let units = ResamplingUnits.groups(of: column, rows: [0, 1, 2, 3, 4])
        #expect(units.ids == [0, 1, 2, 0, 1])
        #expect(units.count == 3)
    }

    @Test func `units without a row are gone from a selection`() {
        let units = ResamplingUnits(kind: .group, labels: ["a", "b", "b", "c"]).selecting([3, 1, 2])
        #expect(units.ids == [0, 1, 1])
        #expect(units.count == 2)
    }
}

struct BootstrapTests {
    /// Hands each resample's weights on as figures.
    private struct Drawn: ResampledFigures {
        let names: [MetricName]
        func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
            for row in 0..<weights.count { figures[row] = weights[row] }
        }
        func derivatives(of name: MetricName, weights: [Double]) -> [Double]? { nil }
    }

    private func drawn(_ units: ResamplingUnits, weights: [Double], replicates: Int = 200) -> [[Double]] {
        let bootstrap = Bootstrap(units: units, weights: weights, seed: 3, replicates: replicates, threads: 2)
        return bootstrap.figures(of: [Drawn(names: Array(MetricName.allCases.prefix(weights.count)))])[0]
    }

    @Test func `a resample draws as many rows as there are, each as often as any other`() {
        let counts = drawn(.rows(10), weights: [Double](repeating: 1, count: 10), replicates: 2_000)
        for replicate in 0..<2_000 { #expect(counts.reduce(0) { $0 + $1[replicate] } == 10) }
        for row in counts {
            let mean = row.reduce(0, +) / 2_000
            let variance = row.reduce(0) { $0 + ($1 - 1) * ($1 - 1) } / 2_000
            #expect(abs(mean - 1) < 0.1)
            #expect(abs(variance - 0.9) < 0.15, "binomial")
        }
    }

    @Test func `rows of a unit are drawn together, by their weights`() {
        let weights = drawn(ResamplingUnits(kind: .day, labels: [1, 1, 2]), weights: [1, 2, 1])
        for replicate in 0..<200 { #expect(weights[1][replicate] == 2 * weights[0][replicate]) }
    }

    @Test func `a replicate does not depend on how many there are`() {
        let few = drawn(.rows(8), weights: [Double](repeating: 1, count: 8), replicates: 15)
        let many = drawn(.rows(8), weights: [Double](repeating: 1, count: 8), replicates: 40)
        #expect(few == many.map { Array($0.prefix(15)) })
    }
}
