import Testing

@testable import Scoring

@Suite struct LinkTests {
    private func applied(_ link: Link, to scores: [Double], width: Int = 1) -> [Double] {
        var scores = scores
        scores.withUnsafeMutableBufferPointer { link.apply(to: $0, width: width, nil) }
        return scores
    }

    @Test("identity leaves scores as they are") func identity() {
        #expect(applied(.identity, to: [-3, 1e300]) == [-3, 1e300])
    }

    @Test("logistic is clamped where engines overflow") func logistic() {
        let probabilities = applied(.logistic, to: [-1e300, -700, 0, 1e300])
        #expect(probabilities[0] == probabilities[1])
        #expect(probabilities[0] > 0)
        #expect(probabilities[2] == 0.5)
        #expect(probabilities[3] == 1)
    }

    @Test("softmax sums to one at any scores") func softmax() {
        let probabilities = applied(.softmax, to: [1e300, -1e300, 0, 1, 2, 3], width: 3)
        #expect(probabilities.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(abs(probabilities[0..<3].reduce(0, +) - 1) <= 1e-15)
        #expect(abs(probabilities[3..<6].reduce(0, +) - 1) <= 1e-15)
    }
}
