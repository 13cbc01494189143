import DataQuality
import Evidence

/// Settles what is predicted: the column or table that was named, else what a person chooses, else a guess.
struct LabelChoice {
    let call: InitCall
    let tables: [SurveyedTable]
    let guesses: [LabelGuess]
    /// What may happen to the rows of a table, each with that table.
    let outcomes: [(things: SurveyedTable, outcome: DatasetPlan.Outcome)]
    let question: LabelQuestion

    /// Likely labels that a person is shown.
    private static let shown = 8
    /// Columns that a message lists.
    private static let listed = 16

    /// The label with its table.
    ///
    /// - Throws: ``ArgumentError`` where it is in no table, cannot be a label, or nobody names one.
    func choose() throws -> LabelCandidate {
        if let label = call.label { return try named(label) }
        let candidates = candidates
        guard let first = candidates.first else {
            throw ArgumentError(
                "no column can be a label", advice: "a label is a class or a number that varies and has values")
        }
        if call.guesses {
            return LabelCandidate(
                table: first.table, column: first.column, reason: "guessed: \(first.reason)", isOutcome: first.isOutcome
            )
        }
        guard let chosen = question(candidates) else {
            let list = candidates.map { "'\($0.column)' of \($0.table) (\($0.reason))" }.joined(separator: ", ")
            throw ArgumentError(
                "no label is named", advice: "name it with --label, or say --yes to have it guessed: \(list)")
        }
        return chosen
    }

    /// Where the label is guessed: what else it may be, the likeliest first.
    var others: [LabelCandidate] {
        guard call.label == nil, call.guesses else { return [] }
        let likely = Set(guesses.filter { $0.score >= LabelGuess.worthNaming }.map { [$0.table, $0.column] })
        return candidates.dropFirst().filter { likely.contains([$0.table, $0.column]) || $0.isOutcome }
            .prefix(Self.othersShown).map(\.self)
    }

    private static let othersShown = 3

    /// What may be predicted, the likeliest first.
    var candidates: [LabelCandidate] {
        let columns = guesses.map { guess in
            LabelCandidate(table: guess.table, column: guess.column, reason: guess.reason, isOutcome: false)
        }
        let sure = guesses.prefix { $0.score >= LabelGuess.sure }.count
        let events = outcomes.map {
            Self.candidate($0.outcome, "no column is called a label, and its rows happen to those of \($0.things.name)")
        }
        return Array((columns.prefix(sure) + events + columns.dropFirst(sure)).prefix(Self.shown))
    }

    private static func candidate(_ outcome: DatasetPlan.Outcome, _ reason: String) -> LabelCandidate {
        LabelCandidate(table: outcome.table.name, column: outcome.label, reason: reason, isOutcome: true)
    }

    private func named(_ label: String) throws -> LabelCandidate {
        guard let table = tables.first(where: { $0[label] != nil }), let column = table[label] else {
            if let found = outcomes.first(where: { $0.outcome.table.name == label || $0.outcome.label == label }) {
                return Self.candidate(found.outcome, "the table \(found.outcome.table.name) was named with --label")
            }
            throw unknown(label)
        }
        if let reason = LabelGuess.unfitness(column, in: table) {
            throw ArgumentError(
                "'\(label)' cannot be a label: \(reason)", advice: "name another column, or derive one from it",
                code: .labelUnfit)
        }
        let others = tables.filter { $0.name != table.name && $0[label] != nil }.map(\.name)
        let also = others.isEmpty ? "" : "; \(others.joined(separator: ", ")) has one of that name too"
        return LabelCandidate(
            table: table.name, column: label, reason: "named with --label\(also)", isOutcome: false)
    }

    private func unknown(_ label: String) -> ArgumentError {
        let names = tables.flatMap { $0.columns.map(\.name) }
        let near = Spelling.nearest(to: label, among: names).map { "did you mean '\($0)'?" }
        let events = outcomes.map { "--label \($0.outcome.table.name) for whether there will be a row in it" }
        let list = names.prefix(Self.listed).joined(separator: ", ") + (names.count > Self.listed ? ", …" : "")
        return ArgumentError(
            "no table has a column '\(label)'",
            advice: ([near ?? "columns: \(list)"] + events).joined(separator: "; or "), code: .columnNotFound)
    }
}
