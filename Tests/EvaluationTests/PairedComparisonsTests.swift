import Evidence
import Testing

@testable import Evaluation

struct PairedComparisonsTests {
    private let contenders = [("prior", 0.5), ("linear", 0.6), ("boosted_trees", 0.61)].map {
        Choice.Contender(name: $0.0, value: .value($0.1, nil))
    }

    @Test func `levels loosen as pairs are told apart`() {
        // Half widths that grow with the level: pairs with the prior are apart at 98.3 %, the last is left alone at 95 %.
        let pairs = PairedComparisons(contenders, metric: .rocAUC) { _, _, gain, level in
            (gain - level * 0.05)...(gain + level * 0.05)
        }
        let strict = (1 - 0.05 / 3) * 0.05
        let prior = pairs.interval("linear", "prior")
        #expect(abs((prior?.lowerBound ?? 0) - (0.1 - strict)) < 1e-12)
        let last = pairs.interval("boosted_trees", "linear")
        #expect(abs((last?.upperBound ?? 0) - (0.01 + 0.95 * 0.05)) < 1e-12)
    }

    @Test func `where none is told apart all have the strictest level`() {
        let pairs = PairedComparisons(contenders, metric: .rocAUC) { _, _, gain, level in
            (gain - level)...(gain + level)
        }
        let level = 1 - 0.05 / 3
        for (first, second, gain) in [("linear", "prior", 0.1), ("boosted_trees", "linear", 0.01)] {
            #expect(abs((pairs.interval(first, second)?.upperBound ?? 0) - (gain + level)) < 1e-12)
        }
    }

    @Test func `an interval turns with the pair`() {
        let pairs = PairedComparisons(contenders, metric: .rocAUC) { _, _, gain, _ in (gain - 0.1)...(gain + 0.3) }
        let one = pairs.interval("linear", "boosted_trees")
        let other = pairs.interval("boosted_trees", "linear")
        #expect(one?.lowerBound == other.map { -$0.upperBound })
        #expect(one?.upperBound == other.map { -$0.lowerBound })
    }

    @Test func `a pair without an interval is left without`() {
        let pairs = PairedComparisons(contenders, metric: .rocAUC) { first, second, gain, _ in
            second == "boosted_trees" ? nil : gain...gain
        }
        #expect(pairs.interval("boosted_trees", "prior") == nil)
        #expect(pairs.interval("prior", "linear") != nil)
    }

    @Test func `comparisons carry the bounds of the better over the worse`() {
        let pairs = PairedComparisons(contenders, metric: .logLoss) { _, _, gain, _ in (gain - 0.01)...(gain + 0.02) }
        let comparison = Choice.comparisons(contenders, metric: .logLoss, interval: pairs.interval)[0]
        #expect(comparison.better == "prior")
        #expect(abs((comparison.lower ?? 0) - (comparison.difference - 0.01)) < 1e-12)
        #expect(abs((comparison.upper ?? 0) - (comparison.difference + 0.02)) < 1e-12)
    }
}
