import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

struct DependenceLevelsTests {
    private func levels(_ column: Column, _ part: AttributionPlan.Part, since: Column? = nil) throws -> DependenceLevels
    {
        let columns = [("at", column)] + (since.map { [("before", $0)] } ?? [])
        return try #require(
            DependenceLevels(
                source: "at", part: part, table: Table(columns)))
    }

    /// Hours of 1970-01-01, a Thursday.
    private func moments(_ hours: [Int64?]) -> Column {
        .timestamp(Values(hours.map { $0.map { $0 * 3_600_000_000 } }, filler: 0), .timestamp)
    }

    @Test func `a moment's levels are the values of the part that adds most`() throws {
        let column = moments([5, 29, 7, nil, 6])
        let hours = try levels(column, .calendar(.minuteOfDay))
        #expect(hours.part == .hour && hours.labels == ["5:00", "6:00", "7:00", "missing"])
        #expect(hours.places == [[0, 1], [4], [2], [3]])
        let days = try levels(column, .calendar(.dayOfWeek))
        #expect(days.labels == ["Thursday", "Friday", "missing"] && days.places == [[0, 2, 4], [1], [3]])
    }

    @Test func `the time since another moment is counted in hours`() throws {
        let found = try levels(moments([5, 29, nil]), .elapsed(since: "before"), since: moments([4, 4, 4]))
        #expect(found.part == .elapsed && found.labels == ["1", "25", "missing"])
        #expect(found.positions[1] == .init(least: 25, mean: 25, largest: 25))
    }

    @Test func `numbers have their places, and what is missing has none`() throws {
        let found = try levels(.double(Values([1, 2, nil, 2], filler: 0)), .value)
        #expect(found.labels == ["1", "2", "missing"])
        #expect(found.positions == [.init(least: 1, mean: 1, largest: 1), .init(least: 2, mean: 2, largest: 2), nil])
    }

    @Test func `every row is dealt a value of the level, each of them as often`() throws {
        let found = try levels(.double(Values([1, 2, 2, 3], filler: 0)), .value)
        let orders = found.orders(rows: 4, seed: 1)
        #expect(orders[0] == [0, 0, 0, 0] && orders[2] == [3, 3, 3, 3])
        #expect(orders[1].sorted() == [1, 1, 2, 2])
    }
}
