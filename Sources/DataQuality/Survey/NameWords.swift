/// The words in the name of a column or a table, in small letters: `orderDate`, `Order Date` and `order_date` are alike.
package struct NameWords: Sendable, Equatable {
    package let words: [String]

    package init(_ name: String) {
        var words: [String] = []
        var word = ""
        var wasSmall = false
        for character in name {
            let isCapital = character.isUppercase
            if !(character.isLetter || character.isNumber) || (isCapital && wasSmall) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if character.isLetter || character.isNumber { word += character.lowercased() }
            wasSmall = character.isLowercase
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    /// The words as one, such as `order_date`.
    package var joined: String { words.joined(separator: "_") }

    package func contains(anyOf set: Set<String>) -> Bool { words.contains { set.contains($0) } }

    /// Whether it speaks of a name of a thing, such as `customer_id`.
    package var isIdentifier: Bool {
        guard let last = words.last else { return false }
        return Self.identifiers.contains(last) || (words.count == 1 && last.hasSuffix("id") && last.count > 3)
            || (words.count > 1 && ["id", "key"].contains(words[0]))
    }

    private static let identifiers: Set = [
        "id", "ids", "key", "uuid", "guid", "nr", "no", "num", "number", "code", "kennung", "nummer", "sku", "iban",
        "vin", "tailnum", "index",
    ]

    /// Whether it speaks of months of years, such as `period` or `year_month`.
    package var speaksOfMonths: Bool { contains(anyOf: Self.months) }

    private static let months: Set = [
        "month", "months", "yearmonth", "ym", "yyyymm", "period", "monat", "periode", "mois", "mes", "mese",
    ]

    /// Whether it is a part of a date, which many tables have without being of one kind.
    package var isCalendar: Bool { words.count == 1 && Self.calendar.contains(words[0]) }

    private static let calendar: Set = [
        "year", "month", "mnth", "day", "hour", "hr", "minute", "second", "week", "weekday", "quarter", "season",
        "jahr", "monat", "tag", "stunde", "date", "time",
    ]

    /// A table's name as its rows are called: `customers` is of a `customer`.
    package var singular: String {
        guard let last = words.last else { return "" }
        var stem = String(last.reversed().drop { $0.isNumber }.reversed())
        if stem.isEmpty { stem = last }
        if stem.hasSuffix("ies"), stem.count > 4 {
            stem = String(stem.dropLast(3)) + "y"
        } else if stem.hasSuffix("ss") || stem.count < 4 {
            // Such as `class`.
        } else if ["ches", "shes", "sses", "xes"].contains(where: stem.hasSuffix) {
            stem = String(stem.dropLast(2))
        } else if stem.hasSuffix("s") {
            stem = String(stem.dropLast())
        }
        return (words.dropLast() + [stem]).joined(separator: "_")
    }
}
