import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// What a profile says of tables that are odd, and what it warns of.
struct DataProfileTests {
    private func numbers(_ values: [Double?]) -> Column { .double(Values(values, filler: 0)) }
    private func whole(_ values: [Int64?]) -> Column { .integer(Values(values, filler: 0)) }
    private func texts(_ values: [String?]) -> Column { .text(TextValues(values)) }

    private func profile(
        _ columns: [(String, Column)], label: String? = nil, time: String? = nil
    ) async throws -> ProfileDocument {
        try await SuiteBench(Table(columns.map { (name: $0.0, column: $0.1) })).profile(label: label, time: time)
    }

    private func codes(_ document: ProfileDocument) -> [FindingCode] { document.warnings.map(\.finding.code) }

    @Test func aTableWithoutRowsHasAProfile() async throws {
        let document = try await profile([("a", numbers([])), ("b", texts([]))])
        #expect(document.source.rows == 0)
        #expect(document.columns.map(\.nulls) == [0, 0])
        #expect(document.columns.allSatisfy { $0.number == nil && $0.text == nil && $0.top.isEmpty })
        #expect(document.warnings.isEmpty)
    }

    @Test func nullsNaNAndInfinitiesStandApart() async throws {
        let document = try await profile([("x", numbers([1, 2, 3, nil, .nan, .infinity, -.infinity, 0, -4]))])
        let column = document.columns[0]
        #expect(column.nulls == 1)
        let number = try #require(column.number)
        #expect((number.nan, number.infinite, number.zeros, number.negatives) == (1, 2, 1, 1))
        #expect((number.minimum, number.maximum) == (-4, 3))
        #expect(number.mean == 0.4)
        #expect(number.histogram.counts.reduce(0, +) == 5)
        #expect(document.missingness.completeRows == 7)
        #expect(codes(document).contains(.nonFiniteValues))
    }

    @Test func oneValueAndNoValueAreNamed() async throws {
        let document = try await profile([
            ("same", numbers([2, 2, 2])), ("none", texts([nil, nil, nil])), ("id", whole([1, 2, 3])),
        ])
        #expect(codes(document) == [.constantColumn, .nullColumn])
        let number = try #require(document.columns[0].number)
        #expect(number.histogram.counts == [3] && number.deviation == 0)
    }

    @Test func wholeNumbersThatDoublesCannotTellApartAreCountedExactly() async throws {
        let large = (0..<50).map { Int64(9_007_199_254_740_992) + $0 }
        let document = try await profile([("id", whole(large))])
        #expect(document.columns[0].distinct == ProfiledColumn.Distinct(count: 50, isExact: true))
        #expect(document.duplicates.repeatedRows == 0)
    }

    @Test func spansPastTheListAreCounted() async throws {
        let day: Int64 = 86_400_000_000
        let years = Column.timestamp(Values((0..<400).map { Int64($0) * 366 * day }, filler: 0), .timestamp)
        let time = try #require(try await profile([("at", years)]).time)
        #expect(time.unit == .year)
        #expect(time.periods.count == 120)
        #expect(time.morePeriods == 280)
    }

    @Test func columnsThatLackTheirValuesTogetherAreOnePattern() async throws {
        let rows = 0..<40
        let document = try await profile([
            ("a", numbers(rows.map { $0 % 4 == 0 ? nil : Double($0) })),
            ("b", texts(rows.map { $0 % 4 == 0 ? nil : "t\($0)" })),
            ("c", numbers(rows.map { $0 % 20 == 1 ? nil : Double($0) })),
        ])
        #expect(document.missingness.completeRows == 28)
        #expect(
            document.missingness.patterns == [
                .init(columns: ["a", "b"], rows: 10), .init(columns: ["c"], rows: 2),
            ])
    }

    @Test func copiesAreCountedAndRankedBeforeWhatOnlyBurdens() async throws {
        let rows = 0..<100
        let document = try await profile([
            ("a", whole(rows.map { Int64($0 % 50) })), ("same", numbers(rows.map { _ in 1 })),
        ])
        #expect(document.duplicates == .init(distinctRows: 50, repeatedRows: 50, mostFrequent: 2))
        #expect(codes(document) == [.duplicateRows, .constantColumn])
        #expect(document.warnings.map(\.cost) == document.warnings.map(\.cost).sorted(by: >))
    }

    @Test func aColumnThatTellsTheLabelIsTheDearestWarning() async throws {
        let rows = 0..<400
        let document = try await profile(
            [
                ("late", texts(rows.map { $0 % 3 == 0 ? "yes" : "no" })),
                ("tells", numbers(rows.map { $0 % 3 == 0 ? 10 + Double($0 % 7) : Double($0 % 7) })),
                ("noise", numbers(rows.map { Double(($0 * 7919) % 101) })),
            ], label: "late")
        #expect(document.warnings.first?.finding.code == .suspiciousColumn)
        #expect(document.warnings.first?.finding.column == "tells")
        let label = try #require(document.label)
        #expect(label.classes == [.init(value: "no", count: 266), .init(value: "yes", count: 134)])
        #expect(label.associations.map(\.column) == ["tells", "noise"])
        #expect(label.associations[0].strength > 0.9 && label.associations[1].strength < 0.2)
    }

    @Test func gapsInTimeAreCountedInItsUnit() async throws {
        let day: Int64 = 86_400_000_000
        let days = (0..<30).filter { $0 != 7 && $0 != 8 }.flatMap { [$0, $0] }
        let document = try await profile([
            ("at", .timestamp(Values(days.map { Int64(19_000 + $0) * day }, filler: 0), .date)),
            ("n", whole(days.map { Int64($0) })),
        ])
        let time = try #require(document.time)
        #expect((time.column, time.unit, time.emptyPeriods) == ("at", .day, 2))
        #expect(time.periods.count == 28 && time.periods.allSatisfy { $0.rows == 2 })
        #expect(time.periods.first?.start == "2022-01-08")
        #expect(codes(document).contains(.partitionMissing))
        // A running number changes with the time by its nature.
        #expect(time.drift.first?.followsTime == true && (time.drift.first?.psi ?? 0) > 1)
        #expect(!codes(document).contains(.columnDrifts))
    }

    @Test func aColumnThatChangesItsUnitIsWarnedOf() async throws {
        let rows = 0..<2_000
        let document = try await profile([
            ("at", .timestamp(Values(rows.map { Int64($0) * 3_600_000_000 }, filler: 0), .timestamp)),
            ("price", numbers(rows.map { Double(($0 * 7919) % 1_000 + 1) * ($0 < 1_200 ? 1 : 100) })),
            ("same", numbers(rows.map { Double(($0 * 7919) % 1_000) })),
            ("key", texts(rows.map { "k\($0)" })),
        ])
        let drifting = document.warnings.filter { $0.finding.code == .columnDrifts }
        #expect(drifting.map(\.finding.column) == ["price"])
        #expect(document.warnings.first?.finding.code == .columnDrifts)
    }

    @Test func binsOfWholeNumbersHoldAsManyEach() async throws {
        let document = try await profile([
            ("month", whole((0..<1_200).map { Int64($0 % 12 + 1) })),
            ("day", whole((0..<1_200).map { Int64($0 % 30 + 1) })),
        ])
        #expect(
            document.columns[0].number?.histogram
                == .init(lower: 0.5, upper: 12.5, counts: [Int](repeating: 100, count: 12)))
        #expect(
            document.columns[1].number?.histogram
                == .init(lower: 0.5, upper: 30.5, counts: [Int](repeating: 80, count: 15)))
    }

    @Test func theLargestDoublesHaveAMeanAndNoDeviation() async throws {
        let large = Double.greatestFiniteMagnitude
        let document = try await profile([
            ("x", numbers([large, -large, large / 2, -large / 2, 0, 1])), ("y", numbers([1, 2, 3, 4, 5, 6])),
        ])
        let number = document.columns[0].number
        #expect(number == nil || (number?.deviation == nil && number?.mean.isFinite == true))
        #expect(document.columns[1].number?.mean == 3.5)
        #expect(document.correlations.numbers.first?.spearman != nil)
    }

    @Test func valuesThatNameRowsAreNotListed() async throws {
        let document = try await profile([
            ("mail", texts((0..<60).map { "person\($0)@example.org" })),
            ("kind", texts((0..<60).map { "k\($0 % 3)" })),
        ])
        #expect(document.columns[0].top.isEmpty)
        #expect(document.columns[1].top.map(\.count) == [20, 20, 20])
        #expect(codes(document) == [.identifierColumn])
    }

    @Test(arguments: [
        "quo\"te", "do.t", "it's", String(repeating: "n", count: 250), "😀 emoji", "v0", "r", "c", "a b; --", "%s",
    ])
    func noNameGetsInTheWay(_ name: String) async throws {
        let rows = 0..<30
        let document = try await profile(
            [
                (name, numbers(rows.map { $0 % 5 == 0 ? nil : Double($0) })),
                ("other", texts(rows.map { "t\($0 % 2)" })),
                ("at", .timestamp(Values(rows.map { Int64($0) * 86_400_000_000 }, filler: 0), .timestamp)),
            ], label: name)
        #expect(document.columns.map(\.name) == [name, "other", "at"])
        #expect(document.label?.column == name)
        #expect(document.missingness.patterns.first?.columns == [name])
    }

    @Test func aTableOfFourThousandColumnsIsProfiled() async throws {
        let columns = (0..<4_000).map { column in
            ("c\(column)", numbers((0..<60).map { Double(($0 * 7919 + column * 104_729) % 1_009) }))
        }
        let start = ContinuousClock.now
        let document = try await profile(columns)
        // Far more than it takes, and far less than a statement a column would.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(
            document.columns.count == 4_000 && document.columns.allSatisfy { $0.number?.histogram.counts.count == 24 })
        #expect(document.basis.correlatedNumbers == 50)
        #expect(codes(document).first == .tooFewRows)
    }

    @Test func aTableLargerThanTheSampleIsCountedWhole() async throws {
        let rows = 0..<150_000
        let columns: [(String, Column)] = [
            ("id", whole(rows.map { Int64($0) })), ("x", numbers(rows.map { Double(($0 * 7919) % 150_001) })),
            ("kind", texts(rows.map { "k\($0 % 7)" })), ("y", numbers(rows.map { Double(($0 * 7919) % 150_001) * 2 })),
        ]
        let document = try await profile(columns)
        #expect(!document.basis.isWhole)
        #expect((98_000...102_000).contains(document.basis.sampleRows))
        #expect(document.columns[0].distinct == .init(count: 150_000, isExact: true))
        #expect(document.columns[2].distinct == .init(count: 7, isExact: true))
        #expect(document.columns[2].top.map(\.count).reduce(0, +) == 150_000)
        #expect(document.columns[1].number?.histogram.counts.reduce(0, +) == 150_000)
        #expect(document.columns[1].number?.quantiles.isSampled == false)
        let estimate = try #require(document.columns[1].distinct)
        #expect(abs(estimate.count - 150_000) <= 1_500)
        let pair = try #require(document.correlations.numbers.first)
        #expect((pair.first, pair.second) == ("x", "y"))
        #expect(try await profile(columns) == document)
    }
}
