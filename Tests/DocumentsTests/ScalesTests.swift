import Testing

@testable import Documents

@Suite struct ScalesTests {
    @Test(arguments: [
        ([0.5, 0.689], ["0.50", "0.55", "0.60", "0.65", "0.70"]), ([4.31, 9.6], ["4", "6", "8", "10"]),
        ([0, 1], ["0.0", "0.5", "1.0"]), ([-1, 1], ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        ([1_000, 25_000], ["0", "10,000", "20,000", "30,000"]),
    ])
    func ticksAreRoundAndCoverTheValues(values: [Double], labels: [String]) {
        let scale = LinearScale(over: values, from: 0, to: 100)
        #expect(scale.ticks.map(\.label) == labels)
        for value in values { #expect((0...100).contains(scale.position(value))) }
    }

    @Test func labelsThatWouldTouchAreLeftOut() {
        let wide = LinearScale(over: [40_000, 120_000], from: 118, to: 316)
        #expect(wide.ticks.map(\.label) == ["40,000", "60,000", "80,000", "100,000", "120,000"])
        #expect(wide.ticks.labelled.map(\.label) == ["40,000", "80,000", "120,000"])
        let narrow = LinearScale(over: [0.5, 0.689], from: 118, to: 316)
        #expect(narrow.ticks.labelled == narrow.ticks)
    }

    @Test(arguments: [[], [0.5], [1e300, -1e300], [.nan, .infinity], [0, 0], [1e-300, 2e-300]])
    func strangeValuesStillGiveAScale(values: [Double]) {
        let scale = LinearScale(over: values, from: 0, to: 100)
        #expect(scale.ticks.count >= 2)
        #expect(scale.upper > scale.lower)
        #expect(LogScale(over: values, from: 0, to: 100).ticks.count >= 2)
    }

    @Test(arguments: [
        ([0.003, 40], ["0.001", "0.01", "0.1", "1", "10", "100"]), ([2, 7], ["1", "2", "5", "10"]),
        ([1e-9, 1e9], ["1.00e-9", "1.00e-6", "0.001", "1", "1,000", "1,000,000", "1,000,000,000"]),
    ])
    func logTicksArePowersOfTen(values: [Double], labels: [String]) {
        #expect(LogScale(over: values, from: 0, to: 100).ticks.map(\.label) == labels)
    }

    @Test func equalRatiosAreEquallyFarOnALogScale() {
        let scale = LogScale(over: [1, 1_000], from: 300, to: 0)
        #expect(abs(scale.position(10) - 200) < 1e-9)
        #expect(abs(scale.position(100) - 100) < 1e-9)
        #expect(scale.position(0) == 300)
        #expect(scale.position(.nan) == 300)
    }

    @Test func bandsDivideTheRoom() {
        let scale = BandScale(count: 4, from: 20, to: 100)
        #expect((0..<4).map(scale.start) == [20, 40, 60, 80])
        #expect(scale.centre(0) == 30)
        #expect(BandScale(count: 0, from: 0, to: 1).width == 0)
    }

    @Test func longNamesAreCutToTheirRoom() {
        #expect(LabelText.fit("carrier", width: 100) == "carrier")
        let cut = LabelText.fit("a name that is much too long for a label", width: 100)
        #expect(cut == "a name that …")
        #expect(LabelText.fit("", width: 10).isEmpty)
        #expect(LabelText.fit("x", width: 1) == "…")
    }

    @Test(arguments: [1, 2, 5, 40]) func periodsStandWithinTheFrameAndFourAreNamed(count: Int) {
        let scale = PeriodScale(names: (0..<count).map { "2013-10-\($0)" }, from: 50, to: 350)
        #expect(scale.ticks.count <= 4 && scale.ticks.first?.label == "2013-10-0")
        for index in 0..<count { #expect((50.0...350).contains(scale.position(Double(index)))) }
        #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0.position < $1.position })
    }
}
