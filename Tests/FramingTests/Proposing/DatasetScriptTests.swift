import Columns
import Testing
import Warehouse

@testable import DataQuality
@testable import Framing

/// The SQL of a proposed dataset, as a person reads it.
@Suite struct DatasetScriptTests {
    private func table(_ name: String, _ columns: [(String, String)], rows: Int = 100) -> SurveyedTable {
        SurveyedTable(
            name: name, rows: rows,
            columns: columns.map { column, type in
                SurveyedColumn(
                    column: EngineColumn(
                        name: column, engineType: type,
                        type: type == "TIMESTAMP" ? .timestamp : type == "VARCHAR" ? .text : .integer),
                    present: rows, distinct: rows)
            })
    }

    private func link(_ from: String, _ to: String, _ own: String, _ other: String) -> TableLink {
        TableLink(
            from: from, to: to, on: [.init(own: own, other: other)], containment: 1, back: 1, isUniqueFrom: false,
            isUniqueTo: true)
    }

    @Test func aTableThatIsWhatItSeemsNeedsNoSQL() throws {
        let plan = DatasetPlan(main: table("orders", [("id", "BIGINT")]), key: ["id"], time: nil)
        #expect(try DatasetScript(plan).text() == nil)
    }

    @Test func whatIsLookedUpStandsUnderANameThatNoOtherHas() throws {
        let orders = table("orders", [("id", "BIGINT"), ("customer_id", "BIGINT"), ("type", "VARCHAR")])
        let customers = table("customers", [("id", "BIGINT"), ("type", "VARCHAR"), ("since", "BIGINT")])
        var plan = DatasetPlan(main: orders, key: ["id"], time: nil)
        plan.lookups = [
            .init(
                table: customers, link: link("orders", "customers", "customer_id", "id"), alias: "customers",
                columns: ["type", "since"])
        ]
        #expect(
            try DatasetScript(plan).text() == """
                -- One row for each row of orders (id).
                SELECT
                    orders.*,
                    customers.type AS customers_type,
                    customers.since
                FROM orders
                LEFT JOIN customers
                    ON customers.id = orders.customer_id

                """)
    }

    @Test func eventsEndWhereTheWindowOfTheLabelBegins() throws {
        let customers = table("customers", [("id", "BIGINT")])
        let events = table("events", [("customer_id", "BIGINT"), ("happened", "TIMESTAMP"), ("amount", "BIGINT")])
        var plan = DatasetPlan(main: customers, key: ["id"], time: nil)
        plan.outcome = .init(
            table: events, pair: .init(own: "id", other: "customer_id"), time: "happened", window: .init(days: 30),
            first: 1_704_067_200_000_000, last: 1_709_251_200_000_000, since: nil, label: "events_in_next_30_days")
        plan.events = [
            .init(
                table: events, pair: .init(own: "id", other: "customer_id"),
                link: link("customers", "events", "id", "customer_id"), time: "happened", windows: [.init(days: 7)],
                kinds: nil, numbers: [(column: "amount", digits: 0)], alias: "events_before")
        ]
        let text = try #require(try DatasetScript(plan).text())
        #expect(text.contains("ON e.customer_id = p.id\n        AND e.happened < p.predicted_at\n"), "\(text)")
        #expect(
            text.contains(
                """
                        AND e.happened >= p.predicted_at
                        AND e.happened < p.predicted_at + INTERVAL '30 days'
                """), "\(text)")
        #expect(
            text.contains(
                "generate_series(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-03-01 00:00:00', INTERVAL '30 days')"),
            "\(text)")
        #expect(
            text.contains(
                "CAST(sum(CAST(e.amount AS BIGINT)) FILTER (WHERE e.happened >= p.predicted_at - INTERVAL '7 days') AS DOUBLE)"
            ), "\(text)")
        #expect(text.contains("coalesce(events_before.events_7d, 0) AS events_7d"), "\(text)")
        #expect(text.contains("outcome.id IS NOT NULL AS events_in_next_30_days"), "\(text)")
    }
}
