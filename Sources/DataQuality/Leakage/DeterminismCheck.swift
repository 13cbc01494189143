import Columns
import Evidence
import Warehouse

/// Functions in the dataset's SQL whose result is not decided by the sources: chance, the clock, the session.
struct DeterminismCheck {
    let dataset: AuditedDataset

    /// The names of the engine's functions that are not decided by their arguments.
    func ask(_ plan: inout QueryPlan) throws(WarehouseError) {
        try plan.ask("functions", SQL.undecidedFunctions)
    }

    func findings(_ answers: QueryAnswers) throws(WarehouseError) -> [Finding] {
        let answer = try answers.table("functions")
        guard case .text(let names)? = answer.columns.first else { return [] }
        let undecided = Set((0..<names.count).compactMap { names[$0]?.lowercased() })
        let words = QueryWords(dataset.sql).words
        var seen: Set<String> = []
        return words.indices.compactMap { index in
            let word = words[index]
            let isCall = index + 1 < words.count && words[index + 1].text == "("
            let name = word.text.lowercased()
            // Standard SQL calls the clock without brackets.
            let isClock = word.kind == .plain && Self.clocks.contains(name) && words[max(0, index - 1)].text != "."
            guard isCall && undecided.contains(name) || isClock, seen.insert(name).inserted else { return nil }
            return Finding(
                .error, .sqlNotDeterministic,
                "the SQL calls \(name), whose result is not decided by the sources",
                advice: "take chance and clock out of the dataset: hash a key, or put a date into a source",
                file: dataset.place.file
            ).at(dataset.place(line: word.line, column: word.column))
        }
    }

    private static let clocks: Set = [
        "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp",
    ]
}
