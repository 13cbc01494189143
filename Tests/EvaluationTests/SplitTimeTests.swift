import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

struct SplitTimeTests {
    private func assign(
        _ times: [Int?], validation: SplitRule.Bound = .share(0.2), test: SplitRule.Bound = .share(0.2),
        gap: Int64 = 0, labels: [Double]? = nil
    ) throws -> SplitAssignment {
        let target =
            labels.map { Target.binary($0) } ?? .regression([Double](repeating: 0, count: times.count))
        return try Split.assign(
            .time(column: "at", validation: validation, test: test, gapMicroseconds: gap),
            table: Table([("at", .times(times))]), key: [], target: target, seed: 7, threads: 1)
    }

    @Test func `the newest rows are test and those before them validation`() throws {
        let split = try assign([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
        #expect(split.test == [0, 1])
        #expect(split.validation == [2, 3])
        #expect(split.borders == .init(validation: 6, test: 8))
    }

    @Test func `rows of one time stand on one side`() throws {
        let split = try assign([0, 1, 2, 3, 4, 5, 6, 7, 7, 7])
        #expect(split.test == [7, 8, 9])
        #expect(split.validation == [5, 6])
    }

    @Test func `of two borders as near to the share the later one is taken`() throws {
        // 1 row from 5 on and 3 rows from 4 on are as near to 2.
        let split = try assign([0, 1, 2, 3, 3, 3, 3, 4, 4, 5])
        #expect(split.test == [9])
    }

    @Test func `a part given as a date starts at that date`() throws {
        let split = try assign([0, 10, 20, 30, 40], validation: .date(15), test: .date(40))
        #expect(split.train == [0, 1])
        #expect(split.validation == [2, 3])
        #expect(split.test == [4])
    }

    @Test func `a share of validation is counted before a date of test`() throws {
        let split = try assign([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], test: .date(6))
        #expect(split.validation == [4, 5])
        #expect(split.test == [6, 7, 8, 9])
    }

    @Test func `rows within the gap before a border are left out`() throws {
        let split = try assign(
            [0, 10, 20, 30, 40, 50], validation: .date(25), test: .date(45), gap: 5)
        #expect(split.leftOut == [2, 4])
        #expect(split.train == [0, 1])
        #expect(split.findings.map(\.code) == [.rowsInGap])
        #expect(split.findings.map(\.count) == [2])
    }

    @Test func `rows without a time are left out with a warning`() throws {
        let split = try assign([nil, 1, 2, 3, 4, 5, nil])
        #expect(split.leftOut == [0, 6])
        #expect(split.findings.map(\.code) == [.timeMissing])
    }

    @Test(arguments: [[3, 3, 3, 3], [1, 1, 2, 2], [nil, nil, nil], []])
    func `fewer than three times are impossible to divide`(times: [Int?]) {
        #expect(error(of: { _ = try assign(times) })?.findings.map(\.code) == [.splitImpossible])
    }

    @Test func `three times are one for each part`() throws {
        let split = try assign([1, 1, 1, 1, 1, 1, 1, 2, 3, 3])
        #expect([split.train.count, split.validation.count, split.test.count] == [7, 1, 2])
    }

    @Test func `a test part after the last row is empty`() {
        let failure = error(of: { _ = try assign([0, 1, 2, 3], validation: .date(2), test: .date(9)) })
        #expect(failure?.findings.map(\.code) == [.emptyPart])
    }

    @Test func `a train part within the gap is empty`() {
        let failure = error(of: {
            _ = try assign([0, 1, 2, 3], validation: .date(2), test: .date(3), gap: .max)
        })
        #expect(failure?.findings.map(\.code) == [.emptyPart, .emptyPart])
    }

    @Test func `validation that begins after test is impossible`() {
        let failure = error(of: { _ = try assign([0, 1, 2, 3], validation: .date(3), test: .date(2)) })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }

    @Test func `a train part of one class is impossible`() {
        let failure = error(of: { _ = try assign([0, 1, 2, 3, 4, 5], labels: [0, 0, 0, 0, 1, 1]) })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }

    @Test func `a test part of one class is a warning`() throws {
        let split = try assign([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], labels: [0, 1, 0, 1, 0, 1, 1, 0, 0, 0])
        #expect(split.findings.map(\.code) == [.oneClass])
        #expect(split.findings.first?.message.contains("test part") == true)
    }

    @Test func `a column of numbers is not a time`() {
        let failure = error(of: {
            _ = try Split.assign(
                .time(column: "at", validation: .share(0.2), test: .share(0.2), gapMicroseconds: 0),
                table: Table([("at", .integers([1, 2, 3]))]), key: [], target: .regression([0, 0, 0]), seed: 7,
                threads: 1)
        })
        #expect(failure?.findings.map(\.code) == [.splitImpossible])
    }
}

struct CellTextTests {
    @Test func `whole numbers have no point, whatever their type`() {
        let column = Column.double(Values([1941, -0.5, 1e20, nil], filler: 0))
        #expect((0..<4).map { CellText.text(column, row: $0) } == ["1941", "-0.5", "1e+20", nil])
    }

    @Test(arguments: [
        (0, TimestampKind.date, "1970-01-01"), (1_378_012_500_000_000, .timestamp, "2013-09-01T05:15:00"),
        (1_378_012_500_000_000, .instant, "2013-09-01T05:15:00Z"), (-1, .instant, "1969-12-31T23:59:59.999999Z"),
        (951_782_400_000_000, .date, "2000-02-29"), (-62_135_596_800_000_000, .date, "0001-01-01"),
    ])
    func `moments are ISO 8601`(microseconds: Int64, kind: TimestampKind, text: String) {
        #expect(CellText.text(microseconds: microseconds, kind) == text)
    }
}
