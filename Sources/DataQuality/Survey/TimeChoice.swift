import Evidence

/// Which column of a table is likely to be the moment of prediction, and why.
package struct TimeChoice: Sendable, Equatable {
    package var column: String
    package var score: Int
    package var reason: String

    /// The moments of a table that can be the one of prediction, the likeliest first.
    ///
    /// - Parameters:
    ///   - table: the table.
    ///   - shared: names of moments that another table has too, by which it can be joined.
    /// - Returns: the choices, the best first.
    package static func candidates(in table: SurveyedTable, shared: Set<String> = []) -> [TimeChoice] {
        table.columns.enumerated().compactMap { position, column -> (Int, TimeChoice)? in
            guard column.isMoment, !column.isConstant,
                100 * column.present >= mostRows * table.rows
            else { return nil }
            let words = NameWords(column.name)
            var (score, reason) = (0, "it is the only moment")
            if words.contains(anyOf: cuts) || words.joined.contains("as_of") {
                (score, reason) = (30, "its name speaks of a prediction")
            } else if words.contains(anyOf: starts) {
                (score, reason) = (20, "its name speaks of a beginning")
            } else if words.contains(anyOf: births) {
                // A birth, or that of a customer, is no prediction, however many rows have one.
                return nil
            } else if words.contains(anyOf: ends) {
                (score, reason) = (-20, "no better one is there, although its name speaks of an end")
            } else if words.contains(anyOf: plain) {
                (score, reason) = (10, "its name speaks of a moment")
            }
            if shared.contains(column.name.lowercased()) {
                score += 15
                reason += ", and another table has it too"
            }
            return (position, TimeChoice(column: column.name, score: score, reason: reason))
        }.sorted { ($0.1.score, $1.0) > ($1.1.score, $0.0) }.map(\.1)
    }

    /// Per cent of the rows that must have a moment for it to be the one of prediction.
    private static let mostRows = 95

    /// What happens at or after an outcome, so that a prediction made then comes too late.
    package static let late = -20

    private static let cuts: Set = [
        "snapshot", "asof", "cut", "cutoff", "observation", "observed", "reference", "reporting", "prediction",
        "predicted", "scoring", "index", "stichtag",
    ]
    private static let starts: Set = [
        "created", "ordered", "order", "opened", "open", "application", "applied", "request", "requested", "scheduled",
        "booked", "booking", "start", "started", "begin", "departure", "admission", "admitted", "visit", "invoice",
        "transaction", "purchase", "bestelldatum", "submitted", "received", "issued", "incident",
    ]
    private static let births: Set = [
        "birth", "dob", "birthday", "birthdate", "born", "geburtsdatum", "geboren", "signup", "registered",
        "registration", "joined", "hired", "since", "seit",
    ]
    private static let ends: Set = [
        "updated", "modified", "closed", "end", "ended", "shipped", "delivered", "delivery", "completed", "cancelled",
        "canceled", "churned", "returned", "arrival", "arrived", "discharge", "discharged", "resolved", "paid",
        "finished", "last", "deleted", "expires", "expired", "due", "deadline",
    ]
    private static let plain: Set = [
        "date", "time", "timestamp", "datetime", "day", "at", "ts", "datum", "zeit", "when", "hour", "month", "week",
        "period", "monat", "periode", "yearmonth", "ym", "yyyymm", "mois", "mes",
    ]
}
