import Scoring
import Testing

@testable import Pipeline

/// Real scores as numbers from 0 to 1.
struct ScoreRanksTests {
    @Test func `the order stays, equals stay equal, and the threshold is at one half`() {
        let ranks = ScoreRanks.ranks([-3, 7, 0, 7, 2.5, -0.0], positiveFrom: 2.5).values
        #expect(ranks == [0, 0.75, 0.25, 0.75, 0.5, 0.25])
    }

    @Test(arguments: [-10.0, 10.0]) func `all rows may stand on one side`(threshold: Double) {
        let ranks = ScoreRanks.ranks([1, 2, 3], positiveFrom: threshold).values
        #expect(ranks == ranks.sorted())
        #expect(Set(ranks).count == 3)
        #expect(ranks.allSatisfy { ($0 >= 0.5) == (threshold < 0) && $0 >= 0 && $0 <= 1 })
    }
}
