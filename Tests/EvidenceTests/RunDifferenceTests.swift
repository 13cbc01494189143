import Evidence
import Testing

/// What can be said of a difference, and in which words.
struct RunDifferenceTests {
    private func metric(
        _ difference: Double?, _ interval: ClosedRange<Double>? = nil, of name: MetricName = .rocAUC
    ) -> MetricDifference {
        MetricDifference(
            metric: name, before: .value(0.5, nil), after: .value(0.6, nil), difference: difference, interval: interval)
    }

    @Test func `a difference beyond its interval is better or worse by the metric's direction`() {
        #expect(metric(0.1, 0.05...0.15).judgement == .better)
        #expect(metric(-0.1, -0.15 ... -0.05).judgement == .worse)
        #expect(metric(0.1, 0.05...0.15, of: .logLoss).judgement == .worse)
        #expect(metric(-0.1, -0.15 ... -0.05, of: .logLoss).judgement == .better)
    }

    @Test func `a difference whose interval holds 0 may be chance`() {
        #expect(metric(0.1, -0.01...0.2).judgement == .withinInterval)
        #expect(metric(0.1, 0...0.2).judgement == .withinInterval)
        #expect(metric(0, 0...0).judgement == .same)
    }

    @Test func `without an interval nothing is said but that it is the same`() {
        #expect(metric(0.1).judgement == .unknown)
        #expect(metric(nil).judgement == .unknown)
        #expect(metric(0).judgement == .same)
    }

    @Test func `a difference is written with its sign and its interval`() {
        #expect(metric(0.104, 0.05...0.15).text == "+0.104 [+0.050, +0.150]")
        #expect(metric(-0.004).text == "−0.004")
        #expect(metric(nil).text == "–")
    }

    @Test func `a value that is not there was not given, and a long one is cut to one line`() {
        let change = RunDifference.Change(
            key: "data.dataset", before: nil, after: .string("SELECT *\n  FROM " + String(repeating: "x", count: 300)))
        #expect(change.beforeText == "not given")
        #expect(change.afterText.hasPrefix("SELECT * FROM xxx"))
        #expect(change.afterText.hasSuffix("…"))
        #expect(change.afterText.count == 160)
        #expect(RunDifference.Change(key: "a", before: 7, after: ["x", 0.5]).beforeText == "7")
        #expect(RunDifference.Change(key: "a", before: 7, after: ["x", 0.5]).afterText == "[\"x\",0.5]")
    }

    @Test func `what differs stands in one order`() throws {
        var difference = try difference()
        #expect(difference.differs == [.data, .brief, .seed, .code, .libraries])
        #expect(difference.summary == "data, brief, seed, code, libraries")
        #expect(difference.code.map(\.key) == ["associate"])
        #expect(difference.libraries.map(\.key) == ["duckdb"])
        difference.differs = []
        #expect(difference.summary == "nothing")
    }

    @Test func `data is described row by row and column by column`() throws {
        #expect(
            try difference().data.sentences == [
                "1,000 → 1,001 rows: 3 added, 2 removed, 1 changed, by key", "column added: a (BIGINT)",
                "column removed: b (DATE)", "column retyped: c, BIGINT → DOUBLE", "source s: 1,000 rows → not there",
            ])
        var same = try difference().data
        same.same = true
        #expect(same.sentences == ["the same snapshot, 1,001 rows"])
        var unknown = try difference().data
        unknown.rows.added = nil
        #expect(unknown.sentences.first == "1,000 → 1,001 rows")
    }

    @Test func `why there are no differences is said`() throws {
        var difference = try difference()
        #expect(difference.pairing == "No differences: the label has other classes")
        difference.rows = .init(same: true, resampling: .init(unit: .day, count: 31))
        #expect(difference.pairing == "Differences are on the same 200 rows, of 31 days")
        difference.rows = .init(same: true, resampling: .init(unit: .row, count: 200))
        #expect(difference.pairing == "Differences are on the same 200 rows")
    }

    @Test func `it reads back as it was written`() throws {
        let difference = try difference()
        #expect(try CanonicalJSON.decode(RunDifference.self, from: CanonicalJSON.encode(difference)) == difference)
    }

    private func difference() throws -> RunDifference {
        var rows = DataDifference.Rows(before: 1_000, after: 1_001)
        (rows.by, rows.added, rows.removed, rows.changed) = (.key, 3, 2, 1)
        var columns = DataDifference.Columns()
        columns.added = [.init(name: "a", type: "BIGINT")]
        columns.removed = [.init(name: "b", type: "DATE")]
        columns.retyped = [.init(name: "c", before: "BIGINT", after: "DOUBLE")]
        func side(_ digit: String) -> RunDifference.Side {
            RunDifference.Side(
                fingerprint: String(repeating: digit, count: 64), name: "late", chosen: "linear", recommendation: .ship,
                primary: .rocAUC, rows: 200, threshold: 0.5)
        }
        return RunDifference(
            before: side("a"), after: side("b"),
            data: DataDifference(
                same: false, rows: rows, columns: columns, sources: [.init(name: "s", before: 1_000, after: nil)]),
            brief: [.init(key: "owner", before: nil, after: "Ada")],
            versions: [
                .init(key: "associate", before: "1", after: "2"), .init(key: "duckdb", before: "1", after: "2"),
            ], seed: .init(key: "seed", before: 7, after: 8),
            rows: .init(same: false, reason: "the label has other classes"), metrics: [metric(nil)])
    }
}
