import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// What looks wrong in a dataset by itself, and what does not.
struct DataSanityTests {
    private static let day: Int64 = 86_400_000_000

    /// Days of fifty rows: a number, a label, a time.
    private func table(
        days: [Int], value: (Int, Int) -> Double? = { Double($0 + $1) },
        late: (Int, Int) -> Bool = { ($0 + $1) % 4 == 0 },
        rows: (Int) -> Int = { _ in 50 }, kind: (Int, Int) -> String = { "k\($1 % 3)" }
    ) -> Table {
        let all = days.flatMap { day in (0..<rows(day)).map { (day, $0) } }
        return Table([
            ("id", .integer(Values(all.indices.map { Int64($0) }, filler: 0))),
            (
                "at",
                .timestamp(Values(all.map { Int64(19_000 + $0.0) * Self.day + Int64($0.1) }, filler: 0), .timestamp)
            ),
            ("value", .double(Values(all.map { value($0.0, $0.1) }, filler: 0))),
            ("late", .boolean(Values(all.map { late($0.0, $0.1) }, filler: false))),
            ("name", .text(TextValues(all.map { "name \($0.0) \($0.1)" }))),
            ("kind", .text(TextValues(all.map { kind($0.0, $0.1) }))),
        ])
    }

    private func findings(_ table: Table) async throws -> [Finding] {
        try await SuiteBench(table, key: ["id"]).sanity(label: "late", positive: true, time: "at")
    }

    @Test func soundDataRaisesNothing() async throws {
        #expect(try await findings(table(days: Array(0..<60))).map(\.message) == [])
    }

    @Test func daysWithoutRowsAreNamed() async throws {
        let found = try await findings(table(days: (0..<60).filter { $0 != 20 && $0 != 33 }))
        #expect(found.map(\.code) == [.partitionMissing])
        #expect(found.first?.keys == ["2022-01-28", "2022-02-10"])
    }

    /// With two rows a day one day in seven is without a row, and none of them is missing.
    @Test func fewRowsLeaveDaysWithoutOne() async throws {
        let sparse = table(days: Array(0..<210), rows: { $0 * 7919 % 100 < 14 ? 0 : $0 * 31 % 5 + 1 })
        #expect(try await findings(sparse).filter { $0.code == .partitionMissing }.isEmpty)
    }

    @Test func aGlanceSeesWhatDaysShow() async throws {
        let bench = try SuiteBench(
            table(days: (0..<60).filter { $0 != 20 }, value: { $0 == 30 || $0 == 31 ? nil : Double($1) }), key: ["id"])
        let found = try await bench.sanity(label: "late", positive: true, time: "at", looksFurther: false)
        #expect(found.map(\.code) == [.partitionMissing, .nullBurst])
    }

    @Test func aGlanceReadsNoTexts() async throws {
        let bench = try SuiteBench(Table([("city", .text(TextValues(["Malmö", "MÃ¼nchen", "K\u{FFFD}ln"])))]))
        #expect(try await bench.sanity().map(\.code) == [.encodingDamaged])
        #expect(try await bench.sanity(looksFurther: false).isEmpty)
    }

    @Test func daysOfRestAreNoGap() async throws {
        #expect(try await findings(table(days: (0..<90).filter { $0 % 7 != 3 })).isEmpty)
    }

    @Test func aDayThatHasNotComeWholeIsNamed() async throws {
        let found = try await findings(table(days: Array(0..<60), rows: { $0 == 58 ? 3 : 50 }))
        #expect(found.map(\.code) == [.partitionMissing])
        #expect(found.first?.message.hasPrefix("2022-03-07 has 3 rows") == true)
    }

    /// Rows of a day come evenly over it; `until` is the share of the last day that has been seen.
    private func evenly(last rows: Int, until: Double) -> Table {
        let moments = (0..<60).flatMap { day -> [Int64] in
            let count = day == 59 ? rows : 50
            return (0..<count).map { row in
                let share = (Double(row) + 0.5) / Double(count) * (day == 59 ? until : 1)
                return Int64(19_000 + day) * Self.day + Int64(share * Double(Self.day))
            }
        }
        return Table([
            ("id", .integer(Values(moments.indices.map { Int64($0) }, filler: 0))),
            ("at", .timestamp(Values(moments, filler: 0), .timestamp)),
            ("late", .boolean(Values(moments.indices.map { $0 % 4 == 0 }, filler: false))),
        ])
    }

    @Test func aThinLastDayIsNamedUnlessItIsNotOver() async throws {
        let thin = try await findings(evenly(last: 4, until: 1))
        #expect(thin.map(\.code) == [.partitionMissing])
        #expect(thin.first?.message.hasPrefix("2022-03-08 has 4 rows") == true, "\(thin)")
        #expect(try await findings(evenly(last: 4, until: 0.08)).isEmpty)
        #expect(try await findings(evenly(last: 25, until: 0.5)).isEmpty)
    }

    @Test func burstsOfNullsAreNamedWithTheirDays() async throws {
        let found = try await findings(
            table(days: Array(0..<60), value: { $0 == 30 || $0 == 31 || $1 == 7 ? nil : Double($1) }))
        #expect(found.map(\.code) == [.nullBurst])
        #expect(found.first?.column == "value")
        #expect(found.first?.keys == ["2022-02-07", "2022-02-08"])
    }

    @Test func aLabelThatStopsIsSaid() async throws {
        let found = try await findings(table(days: Array(0..<60), late: { $0 < 57 && ($0 + $1) % 4 == 0 }))
        #expect(found.map(\.code) == [.labelDrifted])
    }

    @Test func aSeasonIsNoDrift() async throws {
        let found = try await findings(
            table(days: Array(0..<200), late: { ($0 * 31 + $1 * 17) % 100 < 20 + 8 * ($0 / 50 % 2) }))
        #expect(found.isEmpty)
    }

    /// Shares of a label in the first days, in the middle, and in the last ones.
    @Test(arguments: [(0, 20), (30, 45), (60, 90), (81, 90)]) func aStretchThatIsNotLikeTheOthersIsNamed(
        _ from: Int, _ to: Int
    ) async throws {
        for share in [0, 90] {
            let found = try await findings(
                table(
                    days: Array(0..<90), late: { ($0 * 31 + $1 * 17) % 100 < ((from..<to).contains($0) ? share : 40) }
                ))
            #expect(found.map(\.code) == [.labelDrifted], "\(share)")
            #expect(found.first?.message.contains(to == 90 ? " on, and " : "to 2022-") == true, "\(found)")
        }
    }

    @Test func theSharesOfSeveralClassesAreFollowed() async throws {
        let bench = try SuiteBench(table(days: Array(0..<90)), key: ["id"])
        #expect(try await bench.sanity(label: "kind", isClass: true, time: "at").isEmpty)
        let odd = try SuiteBench(
            table(days: Array(0..<90), kind: { $0 < 80 ? "k\($1 % 3)" : "k0" }), key: ["id"])
        let found = try await odd.sanity(label: "kind", isClass: true, time: "at")
        #expect(found.map(\.code) == [.labelDrifted])
        #expect(found.first?.message.hasPrefix("the share of 'k0' in 'kind' is 100 %") == true, "\(found)")
    }

    @Test func theMedianOfANumberIsFollowed() async throws {
        let sound = try SuiteBench(table(days: Array(0..<90), value: { Double(($0 * 31 + $1 * 17) % 100) }))
        #expect(try await sound.sanity(label: "value", time: "at").isEmpty)
        let season = try SuiteBench(
            table(days: Array(0..<365), value: { 100 * sin(Double($0) / 58) + Double(($0 * 31 + $1 * 17) % 100) }))
        #expect(try await season.sanity(label: "value", time: "at").isEmpty)
        let odd = try SuiteBench(
            table(days: Array(0..<90), value: { Double(($0 * 31 + $1 * 17) % 100) * ($0 >= 85 ? 10 : 1) }))
        #expect(try await odd.sanity(label: "value", time: "at").map(\.code) == [.labelDrifted])
    }

    @Test func damagedTextsAreShown() async throws {
        let bench = try SuiteBench(
            Table([
                (
                    "city",
                    .text(TextValues(["München", "Malmö", "MÃ¼nchen", "K\u{FFFD}ln", nil, "São Paulo", "Â", "Ãder"]))
                )
            ]))
        let found = try await bench.sanity()
        #expect(found.map(\.code) == [.encodingDamaged])
        #expect(found.first?.count == 2)
        #expect(found.first?.message.contains("'K\u{FFFD}ln'") == true)
    }

    @Test func rowsSpeltTwiceAreFound() async throws {
        var names = (0..<200).map { "Name \($0)" }
        names[7] = "name  8"
        let bench = try SuiteBench(
            Table([
                ("id", .integer(Values((0..<200).map { Int64($0) }, filler: 0))),
                ("name", .text(TextValues(names))),
                ("a", .integer(Values((0..<200).map { Int64($0 == 7 ? 8 : $0) }, filler: 0))),
                ("b", .double(Values((0..<200).map { Double($0 == 7 ? 8 : $0) }, filler: 0))),
                (
                    "c",
                    .text(
                        TextValues(
                            (0..<200).map { "c\($0 % 5)" }.enumerated().map { $0.offset == 7 ? "C3" : $0.element }))
                ),
            ]), key: ["id"])
        #expect(try await bench.sanity().map(\.code) == [.nearDuplicateRows])
    }
}
