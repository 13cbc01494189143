import Testing
import Warehouse

@testable import DataQuality

/// Whether events happen to things, as something to be predicted.
struct OutcomeFinderTests {
    /// Machines of which each has been there since some day, and was visited from then on.
    private static func since(_ columns: SQL) async throws -> String? {
        var bench = try SurveyBench()
        try bench.add(
            "machines",
            """
            SELECT i AS machine_id, DATE '2023-01-01' + CAST(i % 100 AS INTEGER) AS d, \(columns) FROM range(300) AS r(i)
            """)
        try bench.add(
            "visits",
            """
            SELECT i AS visit_id, i % 300 AS machine_id, TIMESTAMP '2023-01-01' + to_days(CAST(i % 300 % 100 AS INTEGER)) \
            + to_hours(CAST(hash(i) % 6000 AS BIGINT)) AS at FROM range(6000) AS r(i)
            """)
        let (things, events) = (try await bench.table("machines"), try await bench.table("visits"))
        return try await OutcomeFinder(things: things, events: events, ask: bench.ask).outcome()?.since
    }

    @Test func aMomentBeforeAllEventsOfAThingIsSinceWhenItIsThere() async throws {
        #expect(try await Self.since("DATE '1980-01-01' + CAST(i AS INTEGER) AS built") == "d")
    }

    @Test func aNameThatSaysItComesFirst() async throws {
        #expect(try await Self.since("DATE '2022-01-01' + CAST(i AS INTEGER) AS signup_date") == "signup_date")
    }

    @Test func aMomentBehindEventsIsNot() async throws {
        #expect(try await Self.since("DATE '2024-01-01' + CAST(i AS INTEGER) AS seen") == "d")
    }
}
