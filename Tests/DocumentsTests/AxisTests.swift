@testable import Documents
import Testing

@Suite struct AxisTests {
    @Test(arguments: [
        ([0.5, 0.689], ["0.50", "0.55", "0.60", "0.65", "0.70"]), ([4.31, 9.6], ["4", "6", "8", "10"]),
        ([0, 1], ["0.0", "0.5", "1.0"]), ([-1, 1], ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        ([1_000, 25_000], ["0", "10,000", "20,000", "30,000"]),
    ])
    func ticksAreRoundAndCoverTheValues(values: [Double], labels: [String]) {
        let axis = Axis(over: values, from: 0, to: 100)
        #expect(axis.ticks.map(axis.text) == labels)
        for value in values { #expect((0...100).contains(axis.position(value))) }
    }

    @Test(arguments: [[], [0.5], [1e300, -1e300], [.nan, .infinity], [0, 0], [1e-300, 2e-300]])
    func strangeValuesStillGiveAScale(values: [Double]) {
        let axis = Axis(over: values, from: 0, to: 100)
        #expect(axis.ticks.count >= 2)
        #expect(axis.upper > axis.lower)
    }
}
