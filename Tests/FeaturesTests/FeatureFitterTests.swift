import Columns
import Evidence
import Features
import Scoring
import TestSupport
import Testing

@Suite struct FeatureFitterTests {
    private func fit(
        _ columns: [(name: String, column: Column)], options: FeatureOptions = .init(), time: String? = nil
    )
        -> FittedFeatures
    {
        let table = Table(columns)
        return FeatureFitter.fit(
            table, rows: Array(0..<table.rowCount), columns: table.names, time: time, options: options)
    }

    private func moments(_ values: [Int64?], _ kind: TimestampKind = .timestamp) -> Column {
        .timestamp(Values(values, filler: 0), kind)
    }

    @Test("a missing indicator stands only where training rows had missing values")
    func indicatorOnlyWhereMissing() {
        let table = Table([("x", .integer(Values([1, 2, nil, 3], filler: 0)))])
        let without = FeatureFitter.fit(table, rows: [0, 1, 3], columns: ["x"])
        let with = FeatureFitter.fit(table, rows: [0, 1, 2], columns: ["x"])
        #expect(without.plan.columnNames == ["x"])
        #expect(with.plan.columnNames == ["x", "x is missing"])
    }

    @Test("a column that is one value or missing keeps its indicator alone")
    func constantOrMissing() {
        #expect(fit([("x", .integer(Values([4, nil, 4], filler: 0)))]).plan.columnNames == ["x is missing"])
    }

    @Test("NaN and infinities are counted in the finding")
    func nonFiniteCount() {
        let fitted = fit([("x", .double(Values([1, 2, .nan, .infinity, -.infinity, nil], filler: 0)))])
        #expect(fitted.findings.first?.count == 3)
    }

    @Test("a block that is too wide keeps the most frequent texts, then those first in bytes")
    func cappedBlock() throws {
        let texts = ["d", "d", "c", "c", "b", "b", "a", "a", "e", "e", "e"]
        let fitted = fit([("x", .text(TextValues(texts)))], options: .init(minimumCount: 1, maximumBlockWidth: 4))
        #expect(fitted.plan.columnNames == ["x=a", "x=e", "x=<other>", "x=<missing>"])
    }

    @Test(
        "a text needs a share of the rows of a small table and 20 rows of a large one",
        arguments: [(100, 3), (500, 10), (1_000, 20), (100_000, 20)])
    func minimumCount(rows: Int, minimum: Int) throws {
        let texts = (0..<rows).map { $0 < minimum ? "enough" : $0 < 2 * minimum - 1 ? "too few" : "rest" }
        #expect(fit([("x", .text(TextValues(texts)))]).plan.columnNames.first == "x=enough")
        #expect(!fit([("x", .text(TextValues(texts)))]).plan.columnNames.contains("x=too few"))
    }

    @Test("a block of many texts is as wide as the limit", arguments: [(997, 999), (998, 1_000), (999, 1_000)])
    func widestBlock(texts: Int, width: Int) {
        let texts = (0..<2 * texts).map { String(10_000 + $0 / 2) }
        #expect(fit([("x", .text(TextValues(texts)))], options: .init(minimumCount: 2)).plan.width == width)
    }

    @Test("whole days have no part of the day")
    func wholeDays() {
        let days = (0..<365).map { Int64?(Int64($0) * 86_400_000_000) }
        let names = fit([("d", moments(days, .date))]).plan.columnNames
        #expect(names.contains("d.month sin") && names.contains("d.day_of_week cos 3"))
        #expect(!names.contains { $0.contains("hour") || $0.contains("minute") })
    }

    @Test(
        "a part is fitted only where training spans enough days for it",
        arguments: [(13, 0), (14, 1), (364, 1), (365, 3)])
    func span(days: Int, parts: Int) {
        let column = moments((0..<days).map { Int64?(Int64($0) * 86_400_000_000) }, .date)
        guard case .calendar(let calendar) = fit([("d", column)]).plan.features.first?.treatment else {
            #expect(parts == 0)
            return
        }
        #expect(calendar.parts.count == parts)
    }

    @Test("hours stand for the day where minutes do not vary, minutes of the day where they do")
    func hourOrMinute() {
        let hours = (0..<60).map { Int64?(Int64($0) * 3_600_000_000) }
        let minutes = (0..<60).map { Int64?(Int64($0) * 3_660_000_000) }
        let byHour = fit([("t", moments(hours))]).plan.columnNames
        let byMinute = fit([("t", moments(minutes))]).plan.columnNames
        #expect(byHour.contains("t.hour sin") && !byHour.contains("t.minute_of_day sin"))
        #expect(byMinute.contains("t.minute_of_day sin") && !byMinute.contains("t.hour sin"))
    }

    @Test("a moment is also counted in seconds from the moment of prediction")
    func elapsed() throws {
        let fitted = fit(
            [("t", moments([0, 1_000_000, 2_000_000])), ("u", moments([0, 3_000_000, 4_500_000]))], time: "t")
        guard case .calendar(let calendar) = try #require(fitted.plan.features.last).treatment else {
            Issue.record("not a moment")
            return
        }
        #expect(calendar.elapsed?.since == "t")
        #expect(calendar.elapsed?.number.median == 2)
    }

    @Test("an instant is not counted from a wall-clock time")
    func otherClock() {
        let fitted = fit(
            [("t", moments([0, 1_000_000])), ("u", moments([0, 90_000_000_000], .instant))], time: "t")
        #expect(!fitted.plan.columnNames.contains("u since t"))
    }

    @Test("a candidate that the table lacks is a finding")
    func unknownCandidate() {
        let table = Table([("x", .integer(Values([1, 2], filler: 0)))])
        let fitted = FeatureFitter.fit(table, rows: [0, 1], columns: ["x", "y"])
        #expect(fitted.findings.map(\.code) == [.columnNotFound])
        #expect(fitted.leftOut.map(\.column) == ["y"])
    }

    @Test("texts that differ only in their composition are two levels")
    func levelsAreBytes() {
        let texts = Array(repeating: "caf\u{E9}", count: 4) + Array(repeating: "cafe\u{301}", count: 4)
        let codes = texts.map { Int32($0.utf8.count == 5 ? 1 : 0) }
        let column = Column.text(
            TextValues(codes: codes, dictionary: ["cafe\u{301}", "caf\u{E9}"], validity: Validity(allValid: 8)))
        #expect(fit([("x", column)]).plan.width == 4)
    }

    @Test("the summary says in words what was fitted")
    func summary() throws {
        let summary = fit([("x", .integer(Values([1, 2, nil, 3], filler: 0)))]).plan.summary
        #expect(summary.linearWidth == 2)
        #expect(try #require(summary.features.first).treatment == "median 2; standardised; missing indicator")
    }
}
