import Testing
import Warehouse

@testable import DataQuality

/// How tables are found to belong together.
struct DatasetPlannerTests {
    @Test func aRegisterIsLookedUpByTheColumnThatRefersToIt() async throws {
        var bench = try SurveyBench()
        try bench.add("orders", "SELECT i AS order_id, i % 20 AS customer_id, i % 2 AS y FROM range(400) AS r(i)")
        try bench.add("customers", "SELECT i AS id, 's' || (i % 3) AS segment FROM range(20) AS r(i)")
        let plan = try await bench.plan(label: "y").plan
        #expect(plan.lookups.map(\.link.words) == ["customer_id = id"])
        #expect(plan.lookups.first?.link.cardinality == "n:1")
        #expect(plan.lookups.first?.link.containment == 1)
        #expect(plan.lookups.first?.columns == ["segment"])
    }

    @Test func columnsOfOtherNamesAreFoundByWhatTheyHold() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "flights",
            "SELECT i AS flight_id, 'A' || (i % 9) AS origin, 'A' || (i % 7) AS dest, i % 2 AS y FROM range(400) AS r(i)"
        )
        try bench.add("airports", "SELECT 'A' || i AS faa, i * 1.5 AS altitude FROM range(30) AS r(i)")
        let plan = try await bench.plan(label: "y").plan
        #expect(plan.lookups.map(\.alias).sorted() == ["airports_by_dest", "airports_by_origin"])
    }

    @Test func aRowForEachPlaceAndHourIsASeriesAndNotEvents() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "trips",
            """
            SELECT i AS trip_id, 'c' || (i % 3) AS city, TIMESTAMP '2024-01-02 00:20:00' + to_minutes(i * 7) AS started_at, \
            i % 2 AS y FROM range(400) AS r(i)
            """)
        try bench.add(
            "weather",
            """
            SELECT 'c' || (i % 3) AS city, TIMESTAMP '2024-01-01' + to_hours(CAST(i // 3 AS INTEGER)) AS time_hour, i * 0.1 AS temp \
            FROM range(300) AS r(i)
            """)
        let plan = try await bench.plan(label: "y").plan
        #expect(plan.time == "started_at")
        #expect(plan.series.map(\.time) == ["time_hour"])
        #expect(plan.series.first?.step == 3_600_000_000)
        #expect(plan.series.first?.hasTwins == false)
        #expect(plan.events.isEmpty)
    }

    @Test func eventsAreOfAThingAndAMomentBeforeThePrediction() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "customers",
            """
            SELECT i AS customer_id, DATE '2023-01-01' AS signup_date, DATE '2024-06-01' + CAST(i % 90 AS INTEGER) AS as_of, \
            i % 2 AS y FROM range(200) AS r(i)
            """)
        try bench.add(
            "events",
            """
            SELECT i AS event_id, i * 31 % 200 AS customer_id, TIMESTAMP '2024-01-01' + to_minutes(i * 83) AS at, \
            CASE WHEN i % 3 = 0 THEN 'order' ELSE 'visit' END AS kind, i % 97 + 0.25 AS amount FROM range(4000) AS r(i)
            """)
        let plan = try await bench.plan(label: "y").plan
        #expect(plan.time == "as_of")
        let events = try #require(plan.events.first)
        #expect(events.pair == TableLink.Pair(own: "customer_id", other: "customer_id"))
        #expect(events.link.cardinality == "1:n")
        #expect(events.windows.map(\.short) == ["1d", "7d", "30d"])
        #expect(events.kinds?.values == ["visit", "order"])
        #expect(events.numbers.map(\.column) == ["amount"])
    }

    @Test func whatWouldMakeTooManyPairsIsNotCounted() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "rows",
            "SELECT i AS row_id, 'p' || (i % 2) AS place_id, TIMESTAMP '2024-01-01' + to_seconds(i) AS at, i % 2 AS y FROM range(40000) AS r(i)"
        )
        try bench.add(
            "log",
            "SELECT 'p' || (i % 2) AS place_id, TIMESTAMP '2023-12-31' + to_seconds(i * 3) AS at, i % 11 AS level FROM range(40000) AS r(i)"
        )
        let outcome = try await bench.plan(label: "y")
        #expect(outcome.plan.events.isEmpty)
        #expect(outcome.notes.contains { $0.contains("'log' is not used") } || !outcome.plan.series.isEmpty)
    }
}
