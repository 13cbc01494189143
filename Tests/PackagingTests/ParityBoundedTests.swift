import Packaging
import Testing

@Suite("Bounded parity")
struct ParityBoundedTests {
    @Test(
        "the told difference is a power of ten that the true one does not exceed",
        arguments: [
            (0, 1e-12), (2.2e-16, 1e-12), (1e-12, 1e-12), (1.1e-12, 1e-11), (1e-9, 1e-9), (0.02, 0.1), (1, 1),
            (.infinity, .infinity),
        ] as [(Double, Double)])
    func bounded(worst: Double, told: Double) {
        let parity = Parity(rows: 1, worst: worst, labelsDiffer: 0, nearThreshold: 3)
        #expect(parity.bounded == Parity(rows: 1, worst: told, labelsDiffer: 0, nearThreshold: 3))
        #expect(parity.bounded.holds == parity.holds)
    }
}
