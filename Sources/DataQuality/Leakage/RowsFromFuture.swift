import Evidence
import Warehouse

/// Rows that are in the dataset only because of what became known after their prediction.
struct RowsFromFuture {
    let replay: Replay
    let ask: AuditAsk

    /// Looks at the cut at which most rows are gone, one source hidden at a time.
    ///
    /// A source that makes the label may drop rows without an outcome, so it is left out of this.
    ///
    /// - Parameters:
    ///   - result: what all comparisons counted.
    ///   - sources: those that leak into a feature, of which enough is said.
    /// - Returns: a warning for each source that makes rows.
    /// - Throws: what asking throws.
    func findings(_ result: ReplayResult, besides sources: Set<String>) async throws -> [Finding] {
        guard replay.byKey, let lost = result.mostLost else { return [] }
        let asked = replay.dated.map(\.source.name).filter { !sources.contains($0) }
        var plan = QueryPlan(purpose: "the search for rows that the future made")
        for name in asked {
            for pass in Blinding.Pass.allCases {
                let blinding = Blinding(pass: pass, extents: [name: .all])
                try plan.ask("\(pass.rawValue) \(name)", replay.comparison(blinding, at: lost.cut))
            }
        }
        guard !plan.steps.isEmpty else { return [] }
        let answers = try await ask(plan)
        let label = "c\(replay.compared.count - 1)"
        return try asked.compactMap { name in
            let removed = AnswerRow(try answers.table("\(Blinding.Pass.removed.rawValue) \(name)"))
            let scrambled = AnswerRow(try answers.table("\(Blinding.Pass.scrambled.rawValue) \(name)"))
            let gone = (removed["before"] ?? 0) - (removed["rows"] ?? 0)
            let makesLabel = (removed[label] ?? 0) > 0 || (scrambled[label] ?? 0) > 0
            guard gone > 0, !makesLabel else { return nil }
            return finding(name, gone: gone, of: removed["before"] ?? 0, at: lost.cut)
        }
    }

    private func finding(_ source: String, gone: Int, of rows: Int, at cut: Cut) -> Finding {
        let dataset = replay.dataset
        let carrier = Carrier(of: source, into: "", in: dataset.sql)
        let finding = Finding(
            .warning, .rowsFromFuture,
            "\(NumberText.count(gone)) of \(NumberText.counted(rows, "row")) predicted up to \(Moments.text(cut.at)) "
                + "are there only because of what '\(source)' learnt later",
            advice:
                "choose rows by what was known at '\(replay.time.name)': join with LEFT JOIN, or drop the condition",
            source: source, count: gone)
        guard let carrier else { return finding }
        return finding.at(dataset.place(line: carrier.line, column: carrier.column))
    }
}
