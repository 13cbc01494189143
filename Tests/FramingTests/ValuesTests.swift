import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefDurationTests {
    @Test(arguments: [
        ("2 days", 172_800), ("1 day", 86_400), ("1 hour", 3_600), ("30 minutes", 1_800), ("5m", 300), ("90s", 90),
        ("2 weeks", 1_209_600), ("1 day 12 hours", 129_600), ("1h30m", 5_400), ("0 hours", 0), ("10 Days", 864_000),
    ])
    func readsANumberAndAUnit(text: String, seconds: Int64) {
        #expect(BriefDuration(text)?.microseconds == seconds * 1_000_000)
    }

    @Test(arguments: [
        "", "5", "days", "-1 day", "1.5 days", "5 parsecs", "1 month", "2 days ago", "١ day",
        "99999999999999999999 days",
        "9999999 weeks",
    ])
    func refusesAnythingElse(text: String) {
        #expect(BriefDuration(text) == nil)
    }

    @Test(arguments: [
        "2 days", "1 hour", "10 days", "2 weeks", "1 day 12 hours", "1 hour 30 minutes", "0 seconds", "59 seconds",
    ])
    func writesWhatItReads(text: String) {
        #expect(BriefDuration(text)?.description == text)
    }
}

@Suite struct BriefMomentTests {
    /// Seconds since 1970 as `date -u -d TEXT +%s` gives them.
    @Test(arguments: [
        ("1970-01-01", 0), ("2013-09-01", 1_377_993_600), ("2000-02-29", 951_782_400), ("1969-12-31", -86_400),
        ("2013-09-01 06:30", 1_378_017_000), ("2013-09-01T06:30:15Z", 1_378_017_015),
        ("2013-09-01T06:30:00+05:45", 1_377_996_300), ("0001-01-01", -62_135_596_800),
        ("9999-12-31", 253_402_214_400),
    ])
    func readsDatesOfTheGregorianCalendar(text: String, seconds: Int64) {
        #expect(BriefMoment(text)?.microseconds == seconds * 1_000_000)
    }

    @Test(arguments: [
        "", "2013", "2013-9-1", "2013-13-01", "2013-02-29", "1900-02-29", "2013-00-10", "2013-04-31", "0000-01-01",
        "2013-09-01 25:00", "2013-09-01 10", "2013-09-01 10:60", "2013-09-01T10:00:00.1234567", "2013-09-01x",
        "01.09.2013", "2013/09/01", "２０１３-09-01",
    ])
    func refusesAnythingElse(text: String) {
        #expect(BriefMoment(text) == nil)
    }

    @Test func writesWhatItReadsOverFourCenturies() throws {
        for day in stride(from: Int64(-80_000), to: 80_000, by: 37) {
            let text = try #require(BriefMoment("1970-01-01")).moved(days: day)
            #expect(BriefMoment(text)?.description == text)
            #expect(BriefMoment(text)?.microseconds == day * 86_400_000_000)
        }
    }

    @Test(arguments: ["2013-09-01", "2013-09-01T06:30:00", "2013-09-01T06:30:00.000250", "1950-01-01T23:59:59"])
    func writesTheTimeOfDay(text: String) {
        #expect(BriefMoment(text)?.description == text)
    }
}

extension BriefMoment {
    /// The text of the day that is some days after 1970-01-01, counted one by one.
    fileprivate func moved(days: Int64) -> String {
        var (year, left) = (Int64(1970), days)
        func length(_ year: Int64) -> Int64 { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365 }
        while left < 0 {
            year -= 1
            left += length(year)
        }
        while left >= length(year) {
            left -= length(year)
            year += 1
        }
        var month = 0
        let months = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while left >= months[month] {
            left -= months[month]
            month += 1
        }
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(Int64(month) + 1))-\(padded(left + 1))"
    }
}

@Suite struct NumeralTests {
    @Test(arguments: [("15%", 0.15), ("0.15", 0.15), ("12.5 %", 0.125), ("0.1%", 0.001), ("7%", 0.07), ("29%", 0.29)])
    func aPercentageIsTheNearestDouble(text: String, value: Double) {
        #expect(Numeral.share(text) == value)
    }

    @Test(arguments: ["%", "a%", "1e1%", "015", "0x10", "inf", "nan", "1,5", "1_0", "", "-", "."])
    func refusesWhatIsNoNumber(text: String) {
        #expect(Numeral.share(text) == nil)
    }

    @Test(arguments: [0, 1, -0.1, 1.5, Double.nan])
    func aShareIsMoreThanNothingAndLessThanAll(value: Double) {
        #expect(Share(value) == nil)
    }

    @Test(arguments: [("0", 0), ("-7", -7), ("9223372036854775807", Int64.max)])
    func readsIntegers(text: String, value: Int64) {
        #expect(Numeral.integer(text) == value)
    }
}

@Suite struct GuardrailTests {
    @Test(arguments: [
        ("brier_score <= 0.20", MetricName.brierScore, Guardrail.Comparison.atMost, 0.2),
        ("roc_auc>0.6", .rocAUC, .over, 0.6), ("recall ≥ 80%", .recall, .atLeast, 0.8),
        (" f1 < 1 ", .f1, .under, 1),
    ])
    func readsMetricComparisonAndNumber(
        text: String, metric: MetricName, comparison: Guardrail.Comparison, value: Double
    )
        throws
    {
        let brief = try Workshop().read(
            "data: {sources: {f: data/flights.csv}, label: late}\nmetric: {guardrails: [\"\(text)\"]}")
        #expect(
            brief.metric.guardrails
                == [Guardrail(metric: metric, comparison: comparison, value: value, text: text)])
    }

    @Test func `a measure of fairness is bounded where the brief names sensitive columns`() throws {
        let text = "demographic_parity_ratio >= 80%"
        let brief = try Workshop().read(
            "data: {sources: {f: data/flights.csv}, label: late}\nsensitive: [sex]\nmetric: {guardrails: [\"\(text)\"]}"
        )
        #expect(
            brief.metric.guardrails == [
                Guardrail(measure: .fairness(.demographicParityRatio), comparison: .atLeast, value: 0.8, text: text)
            ])
        #expect(throws: (any Error).self) {
            try Workshop().read(
                "data: {sources: {f: data/flights.csv}, label: late}\nmetric: {guardrails: [\"\(text)\"]}")
        }
    }

    @Test func holdsByItsComparison() {
        let holds = Guardrail.Comparison.allCases.map { comparison in
            [0.1, 0.2, 0.3].map {
                Guardrail(metric: .f1, comparison: comparison, value: 0.2, text: "").holds(for: $0)
            }
        }
        #expect(holds == [[true, true, false], [false, true, true], [true, false, false], [false, false, true]])
    }
}
