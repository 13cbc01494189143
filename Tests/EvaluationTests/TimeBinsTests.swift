import Columns
import Evidence
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct TimeBinsTests {
    private static let day: Int64 = 86_400_000_000

    private func column(days: [Int64?]) -> Column {
        .timestamp(Values(days.map { ($0 ?? 0) * Self.day }, validity: Validity(days.map { $0 != nil })), .date)
    }

    private func made(
        _ days: [Int64?], _ scores: [Double], _ truth: [Double], weights: [Double]? = nil,
        task: LearningTask = .binary, units: ResamplingUnits? = nil
    ) -> CurvesDocument.TimeCurve? {
        let classes = task == .binary ? ["no", "yes"] : []
        return TimeBins(
            predictions: scores, target: Target(task: task, classes: classes, values: truth, weights: weights),
            units: units ?? .rows(truth.count)
        ).curve(over: column(days: days))
    }

    @Test func `a few days are shown one by one, with means by weight`() throws {
        let curve = try #require(made([0, 0, 1], [0.25, 0.75, 0.5], [0, 1, 1], weights: [1, 3, 1]))
        #expect(curve.unit == .day)
        #expect(curve.bins.map(\.from) == ["1970-01-01", "1970-01-02"])
        #expect(curve.bins.map(\.rows) == [2, 1])
        #expect(curve.bins[0].predicted == 0.625 && curve.bins[0].observed == 0.75)
        // One row has no spread.
        #expect(curve.bins[1].lower == nil && curve.bins[1].upper == nil)
    }

    /// Days of a span, and the unit in which it has at most 40 periods.
    @Test(arguments: [
        (40, CurvesDocument.TimeCurve.Unit.day), (100, .week), (1_000, .month), (3_000, .quarter), (9_000, .year),
    ])
    func `the unit follows from the span`(days: Int, unit: CurvesDocument.TimeCurve.Unit) throws {
        let moments = (0..<Int64(days)).map { 15_000 + $0 }
        let half = [Double](repeating: 0.5, count: days)
        let curve = try #require(made(moments, half, half.indices.map { Double($0 % 2) }))
        #expect(curve.unit == unit)
        #expect(curve.bins.count <= 40 && curve.bins.count > 1)
        #expect(curve.bins.map(\.rows).reduce(0, +) == days)
        #expect(curve.bins.map(\.from).sorted() == curve.bins.map(\.from))
    }

    @Test func `weeks begin on Monday, months and quarters on their first`() throws {
        // 2013-10-19 is a Saturday (day 15,997).
        let week = try #require(
            made((0..<75).map { 15_997 + $0 }, .init(repeating: 0.5, count: 75), .init(repeating: 1, count: 75)))
        #expect(week.bins.prefix(2).map(\.from) == ["2013-10-14", "2013-10-21"])
        #expect(week.bins[0].rows == 2 && week.bins[1].rows == 7)
        let long = (0..<600).map { 15_997 + Int64($0) }
        let month = try #require(made(long, .init(repeating: 0.5, count: 600), .init(repeating: 1, count: 600)))
        #expect(month.bins.prefix(2).map(\.from) == ["2013-10-01", "2013-11-01"])
        let longer = (0..<3_000).map { 15_997 + Int64($0) }
        let quarter = try #require(
            made(longer, .init(repeating: 0.5, count: 3_000), .init(repeating: 1, count: 3_000)))
        #expect(quarter.bins.prefix(2).map(\.from) == ["2013-10-01", "2014-01-01"])
    }

    /// The mean of 0, 1, 2, 3 is 1.5 with a standard error of √(5/3 / 4); t with 3 degrees is 3.182446.
    @Test func `the interval is that of a mean`() throws {
        let curve = try #require(made([0, 0, 0, 0, 1], [1, 1, 1, 1, 1], [0, 1, 2, 3, 9], task: .regression))
        let half = 3.182446305284263 * (5.0 / 12).squareRoot()
        #expect(abs((curve.bins[0].lower ?? 0) - (1.5 - half)) < 1e-9)
        #expect(abs((curve.bins[0].upper ?? 0) - (1.5 + half)) < 1e-9)
    }

    @Test func `shares stay between 0 and 1, and rows of one unit are one`() throws {
        let units = ResamplingUnits(kind: .group, labels: ["a", "a", "b", "b", "c"])
        let curve = try #require(made([0, 0, 0, 0, 1], [1, 1, 1, 1, 1], [1, 1, 1, 0, 1], units: units))
        #expect(curve.bins[0].upper == 1)
        // Two groups have one degree of freedom, so that nothing is known.
        #expect(curve.bins[0].lower == 0)
    }

    @Test func `one period, no moment and another type give no curve`() {
        #expect(made([3, 3], [0.5, 0.5], [0, 1]) == nil)
        #expect(made([nil, nil], [0.5, 0.5], [0, 1]) == nil)
        let bins = TimeBins(
            predictions: [0.5], target: Target(task: .binary, classes: ["no", "yes"], values: [1]), units: .rows(1))
        #expect(bins.curve(over: .double(Values([1], validity: Validity(allValid: 1)))) == nil)
    }

    @Test func `rows without a moment or a weight are passed over`() throws {
        let curve = try #require(made([0, nil, 1, 1], [0.1, 0.9, 0.5, 0.7], [0, 1, 1, 0], weights: [1, 1, 1, 0]))
        #expect(curve.bins.map(\.rows) == [1, 1])
        #expect(curve.bins.map(\.predicted) == [0.1, 0.5])
    }
}
