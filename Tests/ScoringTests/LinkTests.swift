import Scoring
import Testing

@Suite struct LinkTests {
    @Test func identityLeavesScoresAsTheyAre() {
        #expect(Link.identity.probabilities(ofScores: [-3, 1e300], outputs: 1) == [-3, 1e300])
    }

    @Test func logisticIsClampedWhereEnginesOverflow() {
        let probabilities = Link.logistic.probabilities(ofScores: [-1e300, -700, 0, 1e300], outputs: 1)
        #expect(probabilities[0] == probabilities[1])
        #expect(probabilities[0] > 0)
        #expect(probabilities[2] == 0.5)
        #expect(probabilities[3] == 1)
    }

    @Test func softmaxSumsToOneAtAnyScores() {
        let probabilities = Link.softmax.probabilities(ofScores: [1e300, -1e300, 0, 1, 2, 3], outputs: 3)
        #expect(probabilities.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(abs(probabilities[0..<3].reduce(0, +) - 1) <= 1e-15)
        #expect(abs(probabilities[3..<6].reduce(0, +) - 1) <= 1e-15)
    }
}
