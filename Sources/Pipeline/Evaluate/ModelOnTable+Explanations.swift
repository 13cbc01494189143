import Columns
import Evaluation
import Evidence
import Packaging
import Scoring

extension ModelOnTable {
    /// What the model rests on and how its predictions follow its columns, found by asking it about a sample of the rows.
    ///
    /// - Parameters:
    ///   - judge: what its predictions were judged by.
    ///   - hidden: columns whose values are not shown.
    ///   - scratch: a folder of this job alone.
    /// - Returns: the documents.
    /// - Throws: `ForeignError` where the model does not go with the table, `WorkerError` where it is not taken.
    func explanations(
        _ judge: PredictionsJudge, hidden: Set<String>, scratch: String
    ) async throws -> (importance: ImportanceDocument, explanations: ExplanationsDocument) {
        let (all, label) = (judge.rows, judge.label)
        return try await session(all, label, judge.request, scratch: scratch) { scorer, session, binding in
            let asked = AskedModel(
                "the model", columns: binding.sourceColumns, target: judge.target, metric: judge.primary,
                threshold: judge.scores.cut, units: judge.units, seed: judge.request.seed)
            let rows = asked.places.map { all.rows[$0] }
            let sample = Table(
                binding.sourceColumns.compactMap { name in all.table[name].map { (name, $0.selecting(rows)) } },
                rowCount: rows.count)
            return try await asked.documents(of: sample, masked: hidden) { column, order in
                try await scorer.predictions(
                    session, binding, sample.dealing(column, order), rows: Array(order.indices), task: label.task,
                    classes: label.classes)
            }
        }
    }
}

extension Table {
    /// The table where each cell of a column is that of another row.
    fileprivate func dealing(_ name: String?, _ order: [Int]) -> Table {
        guard let name else { return self }
        return Table(
            zip(names, columns).map { ($0, $0 == name ? $1.selecting(order) : $1) }, rowCount: rowCount)
    }
}
