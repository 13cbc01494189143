import Packaging
import Scoring
import Testing

@Suite("Parity")
struct ParityTests {
    @Test("a difference is relative to the larger of 1 and the expected score")
    func relative() {
        let large = Parity(
            of: Predictions(width: 1, values: [1e9 + 1, 0.5]), against: Predictions(width: 1, values: [1e9, 0.5]))
        #expect(large.worst == 1e-9)
        #expect(large.holds)
        let small = Parity(of: Predictions(width: 1, values: [0.5 + 2e-9]), against: .init(width: 1, values: [0.5]))
        #expect(!small.holds)
    }

    @Test("a score that is not a number agrees with none")
    func notANumber() {
        let parity = Parity(of: .init(width: 1, values: [.nan]), against: .init(width: 1, values: [0.5]))
        #expect(parity.worst == .infinity)
    }

    @Test("a label may differ only within the tolerance of the threshold")
    func labels() {
        let expected = Predictions(width: 1, values: [0.5 - 1e-10, 0.4, 0.6])
        let parity = Parity(of: expected, against: expected, classIndices: [1, 0, 0], threshold: 0.5)
        #expect(parity.nearThreshold == 1)
        #expect(parity.labelsDiffer == 1)
    }

    @Test("of many classes the two most probable decide what is near")
    func classes() {
        let expected = Predictions(width: 3, values: [0.4, 0.4, 0.2, 0.6, 0.3, 0.1])
        let parity = Parity(of: expected, against: expected, classIndices: [1, 0])
        #expect(parity == Parity(rows: 2, worst: 0, labelsDiffer: 0, nearThreshold: 1))
    }
}
