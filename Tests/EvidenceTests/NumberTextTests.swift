import Evidence
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (336_776, "336,776"), (-1_234_567, "−1,234,567")])
    func countsAreGroupedByThousands(value: Int, text: String) {
        #expect(NumberText.count(value) == text)
    }

    @Test func theSmallestIntegerIsWritten() {
        #expect(NumberText.count(.min) == "−9,223,372,036,854,775,808")
    }

    @Test(arguments: [
        (0.68949, "0.689"), (0.5, "0.500"), (0, "0"), (0.0452, "0.0452"), (0.000123, "0.000123"), (4.52e-6, "4.52e-6"),
        (1, "1.000"), (0.9999, "1.000"), (9.9996, "10.00"), (12.345, "12.35"), (1_234.4, "1,234"), (-0.25, "−0.250"),
        (0.09996, "0.100"), (1.2345e16, "1.234e16"),
    ])
    func metricsHaveThreeOrFourDigits(value: Double, text: String) {
        #expect(NumberText.metric(value) == text)
    }

    @Test func aMetricCarriesItsInterval() {
        let interval = Interval(lower: 0.684, upper: 0.695, method: .bootstrap)
        #expect(NumberText.metric(.value(0.69, interval)) == "0.690 [0.684, 0.695]")
    }

    @Test func anUndefinedMetricIsADash() {
        #expect(NumberText.metric(.undefined(reason: "one class")) == "–")
    }

    @Test(arguments: [
        (0.0043, "+0.004"), (-0.0043, "−0.004"), (0.00043, "+0.0004"), (0, "0"), (12.345, "+12.35"), (0.19, "+0.190"),
    ])
    func differencesHaveASign(value: Double, text: String) {
        #expect(NumberText.difference(value) == text)
    }

    @Test(arguments: [
        (0.234, "23.4 %"), (0, "0 %"), (1, "100 %"), (0.99999, ">99.9 %"), (0.00001, "<0.1 %"), (-0.05, "−5.0 %"),
    ])
    func sharesArePercentages(value: Double, text: String) {
        #expect(NumberText.percent(value) == text)
    }

    @Test(arguments: [
        (0.63, "0.6 s"), (0, "0.0 s"), (-1, "0.0 s"), (59.96, "1 min 00 s"), (125, "2 min 05 s"), (3_720, "1 h 02 min"),
    ])
    func durationsGrowTheirUnits(value: Double, text: String) {
        #expect(NumberText.seconds(value) == text)
    }

    @Test(arguments: [(512, "512 B"), (1_500, "1.5 kB"), (999_960, "1.0 MB"), (12_345_678, "12.3 MB")])
    func sizesHaveDecimalUnits(value: Int, text: String) {
        #expect(NumberText.bytes(value) == text)
    }

    @Test(arguments: [(0.5, "0.5"), (5, "5"), (0.1667, "0.167"), (1_000.5, "1,000"), (2.5, "2.5")])
    func settingsHaveNoZerosAtTheirEnd(value: Double, text: String) {
        #expect(NumberText.setting(value) == text)
    }

    @Test(arguments: [(0.25, 2, "0.25"), (-1_000, 0, "−1,000"), (-0.001, 2, "0.00"), (.infinity, 1, "infinity")])
    func axesHaveFixedDecimals(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test func nounsFollowTheirNumber() {
        #expect(NumberText.counted(1, "row") == "1 row")
        #expect(NumberText.counted(2_000, "row") == "2,000 rows")
        #expect(NumberText.counted(2, "class", "classes") == "2 classes")
    }
}
