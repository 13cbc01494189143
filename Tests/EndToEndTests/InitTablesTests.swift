import Evidence
import Foundation
import TestSupport
import Testing

/// `associate init` of several tables: joins, events before a prediction, outcomes after it.
@Suite struct InitTablesTests {
    private func proposed(
        _ arguments: [String], in place: Workspace, fits: Bool = true
    ) throws -> (document: JSONValue, brief: String) {
        let result = try Binary.run(["init"] + arguments + ["--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let document = try result.json()
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        if fits {
            let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
            #expect(run.status == 0, "\(run.errors)\n\(brief)")
        }
        let check = try Binary.run(["check", "brief.yaml", "--json"], in: place.path)
        #expect(check.status == 0, "\(check.errors)")
        return (document, brief)
    }

    @Test func `flights, planes and weather: joined, and nothing is learnt after the schedule`() throws {
        let place = try Workspace()
        let data = Binary.root.appendingPathComponent("Examples/late-flights/data").path
        for name in ["planes.csv", "weather.csv"] {
            try place.write(name, Data(contentsOf: URL(fileURLWithPath: "\(data)/\(name)")))
        }
        let flights = try String(contentsOfFile: "\(data)/flights.csv", encoding: .utf8)
        // All of them take minutes; at night they are taken.
        let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil
        let lines = flights.split(separator: "\n").prefix(isNightly ? .max : 20_001)
        try place.write("flights.csv", lines.joined(separator: "\n") + "\n")
        let (document, brief) = try proposed(
            ["flights.csv", "planes.csv", "weather.csv", "--label", "arr_delay"], in: place)
        let excluded = document["exclude"]?.names ?? []
        #expect(excluded.isSuperset(of: ["dep_time", "dep_delay", "arr_time", "air_time"]), "\(excluded)")
        #expect(!excluded.contains("tailnum"))
        #expect(brief.contains("LEFT JOIN planes\n        ON planes.tailnum = flights.tailnum"), "\(brief)")
        #expect(brief.contains("ASOF LEFT JOIN weather_known"))
        #expect(brief.contains("known_at: {after: time_hour, delay: 1 hour}"))
        let joins = document["joins"]?.elements ?? []
        #expect(joins.map { $0["cardinality"] } == ["n:1", "n:m"])
    }

    @Test func `a number that leads to another table is no feature, and what is not taken is said`() throws {
        let place = try Workspace()
        var orders = "bestellnr;kundennr;am;betrag;retour\n"
        var customers = "kundennr;ort;email\n"
        for index in 0..<400 {
            orders += "\(index);\(10_000 + index * 37 % 90);2024-0\(index / 45 + 1)-\(10 + index % 18);\(index % 71),5;"
            orders += index * 7_919 % 100 < 30 + index % 40 ? "ja\n" : "nein\n"
        }
        for index in 0..<90 { customers += "\(10_000 + index);\(["Bonn", "Köln"][index % 2]);k\(index)@example.org\n" }
        try place.write("orders.csv", orders)
        try place.write("kunden.csv", customers)
        let (document, brief) = try proposed(["orders.csv", "kunden.csv", "--label", "retour"], in: place)
        #expect(document["exclude"]?.names == ["kundennr"])
        #expect(brief.contains("a number that names a row of kunden; its size means nothing"))
        #expect(brief.contains("# email is not taken: it may name a person."), "\(brief)")
    }

    @Test func `events are counted before the cut of each customer alone`() throws {
        let place = try Workspace()
        let tables = InitSamples.customersWithCut()
        try place.write("customers.csv", tables.customers)
        try place.write("events.csv", tables.events)
        let (document, brief) = try proposed(["customers.csv", "events.csv", "--label", "bought"], in: place)
        #expect(document["time"] == "as_of")
        #expect(document["key"] == ["customer_id"])
        #expect(brief.contains("known_at: seen_at"))
        #expect(brief.contains("AND e.seen_at < p.as_of"))
        #expect(brief.contains("count(*) FILTER (WHERE e.seen_at >= p.as_of - INTERVAL '30 days') AS events_30d"))
        #expect(brief.contains("events_kind_purchase_"))
        #expect(brief.contains("events_days_since_last"))
    }

    @Test func `year, month, day and hour make up the moment of prediction`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 15)
        var text = "year,month,day,hour,load,late\n"
        for row in 0..<900 {
            let load = Int.random(in: 0..<100, using: &random)
            let late = load + Int.random(in: 0..<60, using: &random) > 80
            text += "2023,\(1 + row / 75),\(1 + row * 7 % 31),\(row * 5 % 24),\(load),\(late)\n"
        }
        try place.write("trips.csv", text)
        let (document, brief) = try proposed(["trips.csv", "--label", "late"], in: place)
        #expect(document["time"] == "predicted_at")
        #expect(
            brief.contains("TRY(make_timestamp(trips.\"year\", trips.\"month\", trips.\"day\", trips.\"hour\", 0, 0))")
                || brief.contains("TRY(make_timestamp(trips.year, trips.month, trips.day, trips.hour, 0, 0))"),
            "\(brief)")
        #expect(!brief.contains("split: {by: random"))
    }

    @Test func `windows in which nothing happened are no features`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 9)
        var (customers, events) = ("customer_id,as_of,bought\n", "customer_id,seen_at,amount\n")
        for customer in 0..<400 {
            let visits = Int.random(in: 0..<12, using: &random)
            let bought = visits + Int.random(in: 0..<9, using: &random) > 9
            customers += "c\(customer),2024-09-\(10 + customer % 20) 00:00:00,\(bought)\n"
            for visit in 0...visits {
                events += "c\(customer),2024-0\(1 + visit % 5)-1\(visit % 9) 08:00:00,\(visit + 2)\n"
            }
        }
        try place.write("customers.csv", customers)
        try place.write("events.csv", events)
        let (document, brief) = try proposed(
            ["customers.csv", "events.csv", "--label", "bought"], in: place, fits: false)
        #expect(document["exclude"]?["events_7d"] == "one value in every row", "\(brief)")
        #expect(document["exclude"]?["events_all"] == nil)
        let check = try Binary.run(["check", "brief.yaml", "--json"], in: place.path)
        let codes = try check.json()["findings"]?.elements.compactMap { $0["code"]?.text } ?? []
        #expect(!codes.contains("constant-column") && !codes.contains("null-column"))
    }

    @Test func `without a label column the outcome is what happens after a cut`() throws {
        let place = try Workspace()
        let tables = InitSamples.customersAlone()
        try place.write("customers.csv", tables.customers)
        try place.write("events.csv", tables.events)
        let (document, brief) = try proposed(["customers.csv", "events.csv", "--yes"], in: place)
        let label = try #require(document["label"]?.text)
        #expect(label.hasPrefix("events_in_next_"), "\(label)")
        #expect(document["time"] == "predicted_at")
        #expect(document["key"] == ["id", "predicted_at"])
        // The window of the label begins where those of the features end.
        #expect(brief.contains("AND e.happened_at < p.predicted_at"))
        #expect(brief.contains("AND e.happened_at >= p.predicted_at\n"))
        #expect(brief.contains("WHERE customers.signup_date < cuts.predicted_at"))
        let named = try Binary.run(
            ["init", "customers.csv", "events.csv", "--label", "events", "--out", "named.yaml"], in: place.path)
        #expect(named.status == 0, "\(named.errors)")
    }

    @Test func `a cut that no column holds is found in the label`() throws {
        let place = try Workspace()
        let tables = InitSamples.customersWithHiddenCut()
        try place.write("customers.csv", tables.customers)
        try place.write("events.csv", tables.events)
        let (document, brief) = try proposed(["customers.csv", "events.csv", "--label", "churned"], in: place)
        #expect(document["time"] == "predicted_at")
        // The 300th day after New Year is the 27th of October; the last of those who left is seen a little before.
        #expect(brief.contains("TIMESTAMP '2024-10-2"), "\(brief)")
        #expect(document["exclude"]?.names.contains("events_days_since_last") == false)
    }

    @Test func `a moment of prediction that is assumed is said, in the brief and on the screen`() throws {
        let place = try Workspace()
        var tables = InitSamples.customersWithHiddenCut()
        // A label of which the events know nothing.
        var random = SeededGenerator(seed: 8)
        let lines = tables.customers.split(separator: "\n").enumerated().map { row, line in
            row == 0
                ? String(line)
                : line.split(separator: ",").dropLast().joined(separator: ",") + ",\(Bool.random(using: &random))"
        }
        tables.customers = lines.joined(separator: "\n") + "\n"
        try place.write("customers.csv", tables.customers)
        try place.write("events.csv", tables.events)
        let init1 = try Binary.run(
            ["init", "customers.csv", "events.csv", "--label", "churned"], in: place.path)
        try #require(init1.status == 0, "\(init1.errors)")
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        let comment = brief.split(separator: "\n").filter { $0.contains("#") }.joined(separator: " ")
            .replacing("  # ", with: " ").replacing("  ", with: " ")
        #expect(comment.contains("which is assumed: no column says when 'churned' was to be predicted"), "\(brief)")
        #expect(init1.output.contains("! time"), "\(init1.output)")
        #expect(init1.output.contains("for all rows (assumed)"))
        // It is the proposal's own choice, which a line of the brief explains.
        #expect(brief.contains("predicted_at: \"the same for all rows: see data.time\""), "\(brief)")
        for output in [init1.output, try Binary.run(["check", "brief.yaml"], in: place.path).output] {
            #expect(!output.contains("column 'predicted_at'"), "\(output)")
            #expect(!output.contains("leak           predicted_at"), "\(output)")
        }
    }

    @Test func `tables behind tables are looked up, a table that nothing joins is said`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 5)
        var orders = "order_id,customer_id,total,returned\n"
        var customers = "id,segment,region_id\n"
        for customer in 0..<100 {
            customers += "\(customer),\(["a", "b", "c"][customer % 3]),\(customer % 7 + 50)\n"
        }
        for order in 0..<1_000 {
            let customer = Int.random(in: 0..<100, using: &random)
            let total = Int.random(in: 1..<500, using: &random)
            let returned = total + 60 * (customer % 7) + Int.random(in: 0..<300, using: &random) > 600
            orders += "\(order + 5_000),\(customer),\(total),\(returned)\n"
        }
        let regions = "region_id,climate\n" + (50..<57).map { "\($0),\($0 % 2 == 0 ? "wet" : "dry")\n" }.joined()
        try place.write("orders.csv", orders)
        try place.write("customers.csv", customers)
        try place.write("regions.csv", regions)
        try place.write("colours.csv", "name,hex\nred,ff0000\ngreen,00ff00\n")
        let (document, brief) = try proposed(
            ["orders.csv", "customers.csv", "regions.csv", "colours.csv", "--yes"], in: place)
        #expect(document["label"] == "returned")
        #expect(brief.contains("LEFT JOIN customers\n        ON customers.id = orders.customer_id"))
        #expect(brief.contains("LEFT JOIN regions\n        ON regions.region_id = customers.region_id"))
        #expect(brief.contains("'colours' is not used"))
        #expect(!brief.contains("colours.csv"))
    }
}
