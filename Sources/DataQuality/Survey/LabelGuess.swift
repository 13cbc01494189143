import Columns
import Evidence
import Warehouse

/// Which column is likely to be the one to predict, and why.
package struct LabelGuess: Sendable, Equatable {
    package var table: String
    package var column: String
    /// The higher the likelier; from ``sure`` on its name says it.
    package var score: Int
    package var reasons: [String]

    /// The score from which on a guess needs no other reason than its name.
    package static let sure = 10

    package var reason: String { reasons.joined(separator: "; ") }

    /// The columns that can be a label, the likeliest first.
    package static func candidates(in tables: [SurveyedTable]) -> [LabelGuess] {
        tables.flatMap { table in
            table.columns.enumerated().compactMap { guess($1, at: $0, in: table) }
        }.sorted { ($0.score, $1.column) > ($1.score, $0.column) }
    }

    private static func guess(_ column: SurveyedColumn, at position: Int, in table: SurveyedTable) -> LabelGuess? {
        guard unfitness(column, in: table) == nil else { return nil }
        let words = NameWords(column.name)
        var (score, reasons) = (0, [String]())
        func add(_ points: Int, _ reason: String) {
            score += points
            reasons.append(reason)
        }
        if words.contains(anyOf: certain) {
            add(20, "its name says so")
        } else if words.contains(anyOf: outcomes) || outcomeStems.contains(where: words.joined.contains) {
            add(12, "its name speaks of an outcome")
        } else if words.contains(anyOf: money) {
            add(10, "its name speaks of money")
        } else if words.contains(anyOf: amounts) {
            add(5, "its name speaks of something to be known")
        }
        if ["is", "has", "was", "will"].contains(words.words.first ?? "") { add(3, "its name asks a question") }
        if position == table.columns.count - 1 { add(4, "it is the last column") }
        if position == 0 { add(1, "it is the first column") }
        if column.distinct == 2, column.saysYesOrNo {
            add(8, "its two values say yes and no")
        } else if column.distinct == 2 {
            add(4, "it has two values")
        } else if column.type == .text, column.distinct <= 10 {
            add(2, "it has \(column.distinct) values")
        } else if column.type == .double {
            add(1, "it is a number")
        }
        if column.present < table.rows { add(-2, "it is missing in some rows") }
        if words.isCalendar || words.contains(anyOf: attributes) { add(-10, "it looks like an attribute") }
        if words.isIdentifier { add(-12, "it looks like an identifier") }
        return LabelGuess(table: table.name, column: column.name, score: score, reasons: reasons)
    }

    /// Why a column cannot be a label; `nil` where it can.
    package static func unfitness(_ column: SurveyedColumn, in table: SurveyedTable) -> String? {
        if column.present < Limits.labelledRows { return "only \(column.present) rows have a value" }
        if column.isConstant { return "it has one value" }
        if column.isMoment || column.type == .unsupported { return "it holds \(column.type.rawValue)s" }
        if column.type == .text, column.distinct > Limits.textClasses {
            return "it has \(NumberText.count(column.distinct)) distinct texts, which are no classes"
        }
        if column.type == .integer, column.distinct == table.rows, NameWords(column.name).isIdentifier {
            return "it names the rows"
        }
        return nil
    }

    /// Points that a column needs to be worth naming beside a guess.
    package static let worthNaming = 5

    private static let certain: Set = [
        "label", "target", "y", "class", "outcome", "response", "ziel", "zielvariable", "groundtruth", "dependent",
    ]
    private static let outcomes: Set = [
        "churn", "churned", "default", "defaulted", "fraud", "fraudulent", "survived", "survival", "converted",
        "conversion", "purchased", "purchase", "bought", "clicked", "click", "subscribed", "cancelled", "canceled",
        "returned", "readmitted", "approved", "accepted", "rejected", "passed", "failed", "failure", "success", "won",
        "lost", "late", "delayed", "delay", "diagnosis", "disease", "malignant", "died", "death", "dead", "attrition",
        "left", "retained", "responded", "spam", "toxic", "species", "variety", "quality", "direction", "bikers",
        "medv", "demand", "kuendigung", "storniert", "ausfall", "betrug",
    ]
    /// What may be the question, or one of the amounts that are known with it.
    private static let money: Set = [
        "price", "saleprice", "sales", "salary", "wage", "charges", "loss", "profit", "revenue", "preis", "umsatz",
    ]
    private static let outcomeStems = ["churn", "fraud", "surviv", "convert", "default_pay", "will_", "outcome"]
    private static let amounts: Set = [
        "score", "rating", "grade", "result", "status", "count", "cnt", "total", "amount", "value", "cost", "income",
        "duration", "spend", "risk", "load", "consumption",
    ]
    private static let attributes: Set = [
        "sex", "gender", "age", "name", "city", "country", "region", "state", "zip", "lat", "lon", "latitude",
        "longitude", "address", "email", "phone", "weight", "type", "category", "island",
    ]
}

extension SurveyedColumn {
    /// Whether its two values are an answer to a question, in one of the languages that are known.
    fileprivate var saysYesOrNo: Bool {
        if column.type == .boolean { return true }
        let texts = Set(values.map { $0.text.lowercased() })
        return Self.answers.contains { texts == $0 }
    }

    private static let answers: [Set<String>] = [
        ["yes", "no"], ["y", "n"], ["true", "false"], ["t", "f"], ["1", "0"], ["ja", "nein"], ["j", "n"],
        ["oui", "non"],
        ["si", "no"], ["sí", "no"], ["sim", "não"], ["positive", "negative"], ["pos", "neg"],
    ]
}
