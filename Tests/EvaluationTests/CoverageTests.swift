import Evidence
import Foundation
import Scoring
import Testing

@testable import Evaluation

/// How often 95 % intervals hold the population's own figure, over many samples.
struct CoverageTests {
    private static let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

    private struct Design: Sendable {
        let population: Population
        var rows = 500
        let units: Int
        let shared: Double

        static let all = [
            Design(population: .binary, units: 500, shared: 0), Design(population: .regression, units: 500, shared: 0),
            Design(population: .binary, rows: 600, units: 40, shared: 0.2),
            Design(population: .regression, rows: 600, units: 40, shared: 0.2),
        ]
    }

    /// The share of samples whose interval holds the truth, by metric; half widths of both ways where both are asked.
    private func coverage(
        _ design: Design, samples: Int, replicates: Int?, names: [MetricName], firstSeed: UInt64 = 1
    ) -> [MetricName: Double] {
        let truth = design.population.figures
        let names = names.filter { truth[$0] != nil }
        var held: [MetricName: Int] = [:]
        for number in 0..<samples {
            let sample = design.population.sample(
                rows: design.rows, units: design.units, shared: design.shared, seed: firstSeed + UInt64(number) * 7_919)
            let figures = design.population.figures(sample, names)
            let weights = [Double](repeating: 1, count: design.rows)
            let bounds = bounds(figures, weights, sample.units, replicates, seed: Int64(number))
            for (name, bound) in zip(names, bounds) {
                guard let value = truth[name], bound.contains(value) else { continue }
                held[name, default: 0] += 1
            }
        }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, Double(held[$0] ?? 0) / Double(samples)) })
    }

    /// The intervals as ``Uncertainty`` makes them, by resamples or by influence.
    private func bounds(
        _ figures: any ResampledFigures, _ weights: [Double], _ units: ResamplingUnits, _ replicates: Int?, seed: Int64
    ) -> [ClosedRange<Double>] {
        let values = figures.figures(weights)
        guard let replicates else {
            let quantile = StudentT.central(0.95, degrees: units.count - 1)
            return zip(figures.names, values).map { name, value in
                let derivatives = figures.derivatives(of: name, weights: weights) ?? []
                let half = quantile * IntervalBounds.standardError(derivatives, units: units)
                return half.isFinite ? (value - half)...(value + half) : -Double.infinity...Double.infinity
            }
        }
        let bootstrap = Bootstrap(units: units, weights: weights, seed: seed, replicates: replicates, threads: 2)
        return zip(zip(figures.names, values), bootstrap.figures(of: [figures])[0]).map { pair, drawn in
            let (name, value) = pair
            let sorted = IntervalBounds.defined(drawn) ?? []
            let range = IntervalBounds.interval(
                sorted, around: value, level: 0.95, units: units.count, of: name,
                noise: figures.noise(in: name, weights: weights, units: units))
            return min(range.0, value)...max(range.1, value)
        }
    }

    /// 400 samples know a coverage of 95 % to ±1.1 %; the band is 93 to 97 % and one of that.
    @Test(arguments: Design.all.indices)
    func `intervals by influence hold the truth in 95 of 100 samples`(design: Int) {
        let found = coverage(Design.all[design], samples: 400, replicates: nil, names: Population.smooth)
        #expect(!found.isEmpty)
        for (name, share) in found { #expect((0.93 - 0.01...0.97 + 0.01).contains(share), "\(name): \(share)") }
    }

    /// 400 samples know a coverage of 95 % to ±1.1 %, as above; at night there are 2,000.
    @Test(arguments: Design.all.indices)
    func `intervals by resamples hold the truth in 95 of 100 samples`(design: Int) {
        let found = coverage(
            Design.all[design], samples: 400, replicates: 400,
            names: [.rocAUC, .logLoss, .rootMeanSquaredError, .r2])
        #expect(!found.isEmpty)
        for (name, share) in found { #expect((0.93 - 0.01...0.97 + 0.01).contains(share), "\(name): \(share)") }
    }

    @Test(.enabled(if: isNightly), arguments: Design.all.indices)
    func `nightly, all smooth metrics have intervals that hold the truth in 93 to 97 of 100 samples`(design: Int) {
        for replicates in [nil, 1_000] {
            let found = coverage(
                Design.all[design], samples: 2_000, replicates: replicates, names: Population.smooth, firstSeed: 99)
            for (name, share) in found {
                #expect((0.93...0.97).contains(share), "\(name), \(replicates ?? 0) replicates: \(share)")
            }
        }
    }

    /// Rows of one day move together: taken for independent, they seem to say more than they do.
    @Test func `rows taken for independent although they are not have intervals that are too narrow`() {
        let design = Design(population: .regression, rows: 600, units: 40, shared: 0.5)
        var held = 0
        for number in 0..<200 {
            let sample = design.population.sample(rows: 600, units: 40, shared: 0.5, seed: UInt64(number) * 31 + 5)
            let figures = design.population.figures(sample, [.rootMeanSquaredError])
            let weights = [Double](repeating: 1, count: 600)
            held += bounds(figures, weights, .rows(600), nil, seed: 1)[0].contains(1) ? 1 : 0
        }
        #expect(Double(held) / 200 < 0.85)
    }

    /// Above ``Limits/bootstrapRows`` influence takes the place of resamples: they have to agree.
    @Test(arguments: Design.all.indices)
    func `influence and resamples are as wide`(design: Int) {
        let design = Design.all[design]
        let areIndependent = design.units == design.rows
        let rows = areIndependent ? 1_000 : 1_200
        let sample = design.population.sample(
            rows: rows, units: areIndependent ? rows : 120, shared: design.shared, seed: 3)
        let median: [MetricName] = design.population == .regression ? [.medianAbsoluteError] : []
        let names = Population.smooth.filter { design.population.figures[$0] != nil } + median
        let figures = design.population.figures(sample, names)
        let weights = [Double](repeating: 1, count: rows)
        let influence = bounds(figures, weights, sample.units, nil, seed: 1)
        let resampled = bounds(figures, weights, sample.units, 1_000, seed: 1)
        for (name, (one, other)) in zip(names, zip(influence, resampled)) {
            let ratio = (one.upperBound - one.lowerBound) / (other.upperBound - other.lowerBound)
            // A density takes more rows than the tails of 1,000 resamples.
            let tolerance = name == .medianAbsoluteError ? 0.35 : 0.12
            #expect(abs(ratio - 1) < tolerance, "\(name): \(ratio)")
        }
    }
}
