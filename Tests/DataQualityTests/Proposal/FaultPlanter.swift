import Columns
import Foundation
import TestSupport

/// A table of shipments as they might come in, and fifty faults that might befall the next delivery.
///
/// Rows follow from the seed alone. A fault changes the rows of a later delivery that is otherwise like the first.
struct FaultPlanter {
    /// One fault: what it is, and what it does to the columns of a delivery.
    struct Fault: Sendable {
        let name: String
        let plant: @Sendable (inout Delivery) -> Void
    }

    /// A delivery: columns of cells.
    struct Delivery {
        var numbers: [String: [Double?]] = [:]
        var texts: [String: [String?]] = [:]
        var moments: [String: [Int64?]] = [:]
        var order: [String] = []
        /// Number columns that hold whole numbers.
        var whole: Set<String> = []

        var rows: Int { numbers["weight_kg"]?.count ?? numbers.values.first?.count ?? 0 }

        var table: Table {
            Table(
                order.map { name in
                    if let cells = texts[name] { return (name, .text(TextValues(cells))) }
                    if let cells = moments[name] { return (name, .timestamp(Values(cells, filler: 0), .timestamp)) }
                    let cells = numbers[name] ?? []
                    guard whole.contains(name) else { return (name, .double(Values(cells, filler: 0))) }
                    return (name, .integer(Values(cells.map { $0.map { Int64($0) } }, filler: 0)))
                })
        }

        /// Changes the numbers of every `step`th row.
        mutating func change(_ name: String, every step: Int = 1, _ body: (Double) -> Double?) {
            for row in stride(from: 0, to: numbers[name]?.count ?? 0, by: step) {
                if let value = numbers[name]?[row] { numbers[name]?[row] = body(value) }
            }
        }

        /// Changes the texts of every `step`th row.
        mutating func change(text name: String, every step: Int = 1, _ body: (String) -> String?) {
            for row in stride(from: 0, to: texts[name]?.count ?? 0, by: step) {
                if let value = texts[name]?[row] { texts[name]?[row] = body(value) }
            }
        }

        mutating func change(moment name: String, every step: Int = 1, _ body: (Int64) -> Int64?) {
            for row in stride(from: 0, to: moments[name]?.count ?? 0, by: step) {
                if let value = moments[name]?[row] { moments[name]?[row] = body(value) }
            }
        }

        mutating func drop(_ name: String) {
            order.removeAll { $0 == name }
        }

        mutating func keep(rows: [Int]) {
            for name in numbers.keys { numbers[name] = rows.map { numbers[name]?[$0] ?? nil } }
            for name in texts.keys { texts[name] = rows.map { texts[name]?[$0] ?? nil } }
            for name in moments.keys { moments[name] = rows.map { moments[name]?[$0] ?? nil } }
        }
    }

    private static let day: Int64 = 86_400_000_000
    private static let start: Int64 = 19_723 * day

    /// A delivery of so many rows, from a day on.
    static func delivery(seed: UInt64, rows: Int = 2_000, firstDay: Int) -> Delivery {
        var random = SeededGenerator(seed: seed)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 }
        func normal() -> Double {
            let (u, v) = (max(1e-12, uniform()), uniform())
            return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
        }
        var made = Delivery()
        made.order = [
            "shipment", "shipped", "delivered", "carrier", "country", "city", "plate", "weight_kg", "distance_km",
            "temperature_c", "price", "discount", "parcels", "is_express", "customer", "note",
        ]
        made.whole = ["shipment", "parcels", "is_express", "customer"]
        let carriers = ["DHL", "UPS", "DPD", "GLS"]
        let countries = ["DE", "FR", "AT", "IT", "ES", "NL"]
        let cities = ["München", "Köln", "Paris", "Wien", "Roma", "Málaga", "Utrecht", "Nîmes"]
        let notes = ["fragile", "leave at door", "ring twice", "call before", "none"]
        for row in 0..<rows {
            let shipped = start + Int64(firstDay) * day + Int64(row) * 60 * day / Int64(rows)
            let distance = exp(5 + 0.8 * normal())
            let fields: [(String, Double?)] = [
                ("shipment", Double(1_000 * firstDay + row)),
                ("weight_kg", exp(1.5 + 0.7 * normal())), ("distance_km", distance),
                ("temperature_c", uniform() < 0.05 ? nil : 12 + 7 * normal()),
                ("price", 4 + 0.02 * distance + (uniform() * 3)),
                ("discount", uniform() < 0.7 ? 0 : (uniform() * 40).rounded() / 100),
                ("parcels", Double(1 + Int(uniform() * uniform() * 9))),
                ("is_express", uniform() < 0.3 ? 1 : 0), ("customer", Double(Int(uniform() * 900))),
            ]
            for (name, value) in fields { made.numbers[name, default: []].append(value) }
            func pick(_ list: [String]) -> String { list[Int(uniform() * Double(list.count))] }
            let letter = Character(UnicodeScalar(UInt8(65 + Int(uniform() * 26))))
            let plate = "\(letter)\(letter)-\(1_000 + Int(uniform() * 9_000))"
            let texts: [(String, String?)] = [
                ("carrier", pick(carriers)), ("country", pick(countries)), ("city", pick(cities)), ("plate", plate),
                ("note", uniform() < 0.2 ? nil : pick(notes)),
            ]
            for (name, value) in texts { made.texts[name, default: []].append(value) }
            made.moments["shipped", default: []].append(shipped)
            made.moments["delivered", default: []].append(shipped + Int64(1 + Int(uniform() * 5)) * day)
        }
        return made
    }

    /// Fifty faults.
    static let faults: [Fault] = [
        Fault(name: "a column goes missing") { $0.drop("weight_kg") },
        Fault(name: "a key column goes missing") { $0.drop("shipment") },
        Fault(name: "a column is renamed") {
            $0.texts["carrier_name"] = $0.texts["carrier"]
            $0.order = $0.order.map { $0 == "carrier" ? "carrier_name" : $0 }
        },
        Fault(name: "numbers come as text") {
            $0.texts["price"] = $0.numbers["price"]?.map { $0.map { "\($0) EUR" } }
        },
        Fault(name: "whole numbers come as text") {
            $0.texts["parcels"] = $0.numbers["parcels"]?.map { $0.map { "\(Int($0)) pcs" } }
        },
        Fault(name: "moments come as text") {
            $0.texts["shipped"] = $0.moments["shipped"]?.map { $0.map { "day \($0)" } }
            $0.moments["shipped"] = nil
        },
        Fault(name: "a tenth of a column is null") { $0.change("weight_kg", every: 10) { _ in nil } },
        Fault(name: "a column is null throughout") { $0.change("distance_km") { _ in nil } },
        Fault(name: "a column with some nulls has many") { $0.change("temperature_c", every: 3) { _ in nil } },
        Fault(name: "a text column is null throughout") { $0.change(text: "country") { _ in nil } },
        Fault(name: "nulls in the key") { $0.change("shipment", every: 20) { _ in nil } },
        Fault(name: "moments are null") { $0.change(moment: "delivered", every: 10) { _ in nil } },
        Fault(name: "grams for kilograms") { $0.change("weight_kg") { $0 * 1_000 } },
        Fault(name: "tonnes for kilograms") { $0.change("weight_kg") { $0 / 1_000 } },
        Fault(name: "metres for kilometres") { $0.change("distance_km") { $0 * 1_000 } },
        Fault(name: "Fahrenheit for Celsius") { $0.change("temperature_c") { $0 * 1.8 + 32 } },
        Fault(name: "Kelvin for Celsius") { $0.change("temperature_c") { $0 + 273.15 } },
        Fault(name: "cents for euros") { $0.change("price") { $0 * 100 } },
        Fault(name: "a share in per cent") { $0.change("discount") { $0 * 100 } },
        Fault(name: "a tenth of the rows in grams") { $0.change("weight_kg", every: 10) { $0 * 1_000 } },
        Fault(name: "a twentieth of the prices in cents") { $0.change("price", every: 20) { $0 * 100 } },
        Fault(name: "negative weights") { $0.change("weight_kg", every: 50) { -$0 } },
        Fault(name: "negative prices") { $0.change("price", every: 20) { -$0 } },
        Fault(name: "a sign for what is missing") { $0.change("temperature_c", every: 20) { _ in -999 } },
        Fault(name: "a large sign for what is missing") { $0.change("distance_km", every: 50) { _ in 999_999 } },
        Fault(name: "zero for a number throughout") { $0.change("price") { _ in 0 } },
        Fault(name: "a constant") { $0.change("distance_km") { _ in 120 } },
        Fault(name: "a constant flag") { $0.change("is_express") { _ in 1 } },
        Fault(name: "a flag with a third value") { $0.change("is_express", every: 10) { _ in 9 } },
        Fault(name: "a number that is shifted") { $0.change("temperature_c") { $0 + 15 } },
        Fault(name: "a number whose spread collapses") { $0.change("temperature_c") { 12 + ($0 - 12) / 10 } },
        Fault(name: "a number whose spread explodes") { $0.change("temperature_c") { 12 + ($0 - 12) * 6 } },
        Fault(name: "an overflow") { $0.change("customer", every: 10) { _ in 2_147_483_647 } },
        Fault(name: "a new category in many rows") { $0.change(text: "carrier", every: 10) { _ in "XPO" } },
        Fault(name: "categories in lower case") { $0.change(text: "country") { $0.lowercased() } },
        Fault(name: "categories with blanks") { $0.change(text: "carrier", every: 3) { $0 + " " } },
        Fault(name: "categories cut off") { $0.change(text: "carrier") { String($0.prefix(2)) } },
        Fault(name: "categories spelt out") {
            $0.change(text: "country") { ["DE": "Germany", "FR": "France"][$0] ?? $0 }
        },
        Fault(name: "one category for all") { $0.change(text: "carrier") { _ in "DHL" } },
        Fault(name: "codes for categories") { $0.change(text: "city") { "\($0.count)" } },
        Fault(name: "empty texts") { $0.change(text: "city", every: 10) { _ in "" } },
        Fault(name: "damaged encoding") {
            $0.change(text: "city") {
                String(decoding: $0.utf8.flatMap { Array(String(UnicodeScalar($0)).utf8) }, as: UTF8.self)
            }
        },
        Fault(name: "replacement characters") {
            $0.change(text: "city", every: 5) { String($0.prefix(1)) + "\u{FFFD}" }
        },
        Fault(name: "plates without their hyphen") { $0.change(text: "plate") { $0.replacing("-", with: "") } },
        Fault(name: "plates in lower case") { $0.change(text: "plate", every: 5) { $0.lowercased() } },
        Fault(name: "a repeated delivery of rows") { delivery in
            delivery.keep(rows: Array(0..<delivery.rows) + Array(0..<100))
        },
        Fault(name: "a delivery that was cut off") { $0.keep(rows: Array(0..<100)) },
        Fault(name: "an epoch for what is missing") { $0.change(moment: "shipped", every: 20) { _ in 0 } },
        Fault(name: "delivered before shipped") { $0.change(moment: "delivered", every: 10) { $0 - 30 * day } },
        Fault(name: "two columns changed over") { delivery in
            let weights = delivery.numbers["weight_kg"]
            delivery.numbers["weight_kg"] = delivery.numbers["distance_km"]
            delivery.numbers["distance_km"] = weights
        },
    ]
}
