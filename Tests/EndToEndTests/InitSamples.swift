import Foundation
import TestSupport

/// Tables that `associate init` is tried on.
enum InitSamples {
    /// Seconds of a moment as CSV has it, from the first of January 2024 on.
    private static func moment(_ seconds: Int) -> String {
        let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(seconds))
        return String(date.formatted(.iso8601).dropLast()).replacing("T", with: " ")
    }

    private static let day = 86_400

    /// Customers with a cut of their own each and whether they bought in the 30 days after it, and all that they did in
    /// 300 days, before the cut and after it: whoever did much before will buy.
    static func customersWithCut(
        count: Int = 600, seed: UInt64 = 11
    ) -> (customers: String, events: String) {
        var random = SeededGenerator(seed: seed)
        var (customers, events) = ("customer_id,plan,as_of,bought\n", "event_id,customer_id,seen_at,kind,amount\n")
        var event = 0
        for customer in 0..<count {
            let cut = (120 + Int.random(in: 0..<150, using: &random)) * day
            let rate = Double.random(in: 0...1, using: &random)
            var bought = false
            for day in 0..<300 where Double.random(in: 0...1, using: &random) < rate * 0.12 {
                let at = day * Self.day + Int.random(in: 0..<Self.day, using: &random)
                let isPurchase = Double.random(in: 0...1, using: &random) < 0.4
                if isPurchase, at >= cut, at < cut + 30 * Self.day { bought = true }
                event += 1
                let cents = Int.random(in: 100..<20_000, using: &random)
                events += "\(event),c\(customer),\(moment(at)),\(isPurchase ? "purchase" : "visit"),"
                events += "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)\n"
            }
            let plan = ["basic", "plus", "pro"].randomElement(using: &random) ?? "basic"
            customers += "c\(customer),\(plan),\(moment(cut)),\(bought)\n"
        }
        return (customers, events)
    }

    /// Customers and what they did in 400 days, without a label and without a cut.
    static func customersAlone(count: Int = 300, seed: UInt64 = 12) -> (customers: String, events: String) {
        var random = SeededGenerator(seed: seed)
        var (customers, events) = ("id,signup_date,region\n", "customer_id,happened_at,kind,amount\n")
        for customer in 0..<count {
            let signup = Int.random(in: 0..<200, using: &random)
            let rate = Double.random(in: 0...1, using: &random)
            for day in signup..<400 where Double.random(in: 0...1, using: &random) < rate * rate * 0.1 {
                let at = day * Self.day + Int.random(in: 0..<Self.day, using: &random)
                let kind = ["visit", "order", "return"].randomElement(using: &random) ?? "visit"
                events += "\(customer + 1000),\(moment(at)),\(kind),\(Int.random(in: 1...500, using: &random))\n"
            }
            let region = ["north", "south"].randomElement(using: &random) ?? "north"
            customers += "\(customer + 1000),\(moment(signup * Self.day).prefix(10)),\(region)\n"
        }
        return (customers, events)
    }

    /// Customers of which `churned` tells that nothing was seen of them from day 300 on, and no column says so.
    static func customersWithHiddenCut(count: Int = 500, seed: UInt64 = 13) -> (customers: String, events: String) {
        var random = SeededGenerator(seed: seed)
        var (customers, events) = ("customer_id,region,churned\n", "customer_id,seen_at,amount\n")
        for customer in 0..<count {
            let rate = Double.random(in: 0.1...1, using: &random)
            let end = Double.random(in: 0...1, using: &random) < 0.4 ? Int.random(in: 150..<300, using: &random) : 360
            var churned = true
            for day in 0..<end where day == 0 || Double.random(in: 0...1, using: &random) < rate * 0.2 {
                let at = day * Self.day + Int.random(in: 0..<Self.day, using: &random)
                if at >= 300 * Self.day { churned = false }
                events += "\(customer),\(moment(at)),\(Int.random(in: 1...500, using: &random))\n"
            }
            let region = ["north", "south"].randomElement(using: &random) ?? "north"
            customers += "\(customer),\(region),\(churned ? "yes" : "no")\n"
        }
        return (customers, events)
    }

    /// A table as a spreadsheet in German writes it: semicolons, decimal commas, dates with points, names with odd
    /// characters.
    static func spreadsheet(rows: Int = 400, seed: UInt64 = 14) -> String {
        var random = SeededGenerator(seed: seed)
        var text = "Kunden-Nr;\"Bestell \"\"Datum\"\"\";Betrag (€);Größe.cm;🙂;Land;Storniert\n"
        for row in 0..<rows {
            let day = Int.random(in: 1...28, using: &random)
            let month = Int.random(in: 1...12, using: &random)
            let cents = Int.random(in: 1_000..<999_999, using: &random)
            let size = Int.random(in: 1_500..<2_100, using: &random)
            let smile = Int.random(in: 0..<50, using: &random)
            let isCancelled = cents / 10_000 + smile + Int.random(in: 0..<60, using: &random) > 100
            let euros = cents / 100
            let shown = euros > 999 ? "\(euros / 1000).\(padded(euros % 1000, 3))" : "\(euros)"
            let land = ["DE", "AT", "CH"].randomElement(using: &random) ?? "DE"
            text += "K\(10_000 + row);\(padded(day, 2)).\(padded(month, 2)).2024;\(shown),\(padded(cents % 100, 2));"
            text += "\(size / 10),\(size % 10);\(smile);\(land);\(isCancelled ? "ja" : "nein")\n"
        }
        return text
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
