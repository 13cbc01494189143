import Columns
package import Evidence
package import Warehouse

/// Functions in the dataset's SQL whose result is not decided by the sources: chance, the clock, the session.
struct DeterminismCheck {
    let dataset: AuditedDataset

    /// The names of the engine's functions that are not decided by their arguments.
    func ask(_ plan: inout QueryPlan) throws(WarehouseError) {
        try plan.ask("functions", SQL.undecidedFunctions)
    }

    func findings(_ answers: QueryAnswers) throws(WarehouseError) -> [Finding] {
        let undecided = try UndecidedCalls(answers)
        return undecided.words(in: dataset.sql).map { word in
            let name = word.text.lowercased()
            let what = UndecidedCalls.isSample(word) ? "draws a sample by chance" : "calls \(name)"
            let ending = UndecidedCalls.isSample(word) ? "which" : "whose result"
            return Finding(
                .error, .sqlNotDeterministic, "the SQL \(what), \(ending) is not decided by the sources",
                advice: UndecidedCalls.isSample(word)
                    ? "add REPEATABLE (7), or hash a key"
                    : "take chance and clock out of the dataset: hash a key, or put a date into a source",
                file: dataset.place.file
            ).at(dataset.place(line: word.line, column: word.column))
        }
    }
}

extension AuditedDataset {
    /// What the SQL calls that its sources do not decide, where no source is asked.
    ///
    /// - Parameter connection: an engine of the kind that runs the SQL.
    /// - Returns: what was found.
    /// - Throws: `WarehouseError`.
    package func chance(on connection: Connection) throws(WarehouseError) -> [Finding] {
        let check = DeterminismCheck(dataset: self)
        var plan = QueryPlan(purpose: "reading which functions are decided by their arguments")
        try check.ask(&plan)
        return try check.findings(connection.answers(to: plan))
    }
}
