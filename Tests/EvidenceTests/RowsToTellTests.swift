import Evidence
import Testing

struct RowsToTellTests {
    @Test func `an interval half as wide again as the gain needs that much squared, and twice for the odds`() throws {
        let told = try #require(
            RowsToTell(candidate: "linear", gain: 0.2, lower: -0.1, unit: .row, judged: 100))
        // (1.5 × 1.4294)² = 4.597.
        #expect(told.more == 360)
        #expect(told.sentence.hasPrefix("About 360 rows more to judge by would tell in four runs of five"))
        #expect(told.sentence.contains("the gain of linear"))
    }

    @Test func `a gain whose interval just reaches 0 needs as much again`() throws {
        let told = try #require(RowsToTell(candidate: "linear", gain: 0.2, lower: 0, unit: .day, judged: 30))
        #expect(told.more == 32)
        #expect(told.sentence.contains("About 32 days more"))
    }

    @Test(arguments: [(0.0, -0.1), (-0.1, -0.3), (0.2, 0.1), (0.01, -0.09), (0.1, -.infinity)])
    func `no gain, one that is told, and one that is next to none need nothing`(gain: Double, lower: Double) {
        #expect(RowsToTell(candidate: "linear", gain: gain, lower: lower, unit: .row, judged: 100) == nil)
    }

    @Test func `rows are never promised to fewer digits than are known`() throws {
        let told = try #require(RowsToTell(candidate: "a", gain: 0.1, lower: -0.5, unit: .row, judged: 12_345))
        #expect(told.more % 10_000 == 0)
        #expect(told.more > 73 * 12_345 - 12_345)
    }
}

struct PerfectAreaTests {
    @Test(arguments: [(1, 0.025), (10, 0.6915), (50, 0.9289), (300, 0.98778)])
    func `the bound is that of Clopper and Pearson for as many successes as trials`(pairs: Int, lower: Double) throws {
        let area = try #require(PerfectArea(pairs: pairs))
        #expect(abs(area.lower - lower) < 5e-5)
    }

    @Test func `without a pair there is no bound`() { #expect(PerfectArea(pairs: 0) == nil) }
}
