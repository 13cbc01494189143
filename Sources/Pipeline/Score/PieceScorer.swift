import Columns
import Evidence
import Scoring
import Warehouse

/// Scores pieces of an input, each from its rows to a file of scored rows; pieces know nothing of each other.
struct PieceScorer: Sendable {
    let document: ModelDocument
    let predictions: PredictionColumns
    let reasons: ReasonColumns?
    let writer: PieceWriter

    /// Scores the rows at `rows` of the input and writes them to a file.
    ///
    /// - Throws: `WarehouseError`, `ScoringError`.
    func score(_ rows: Range<Int>, to part: String) throws -> ScoreTally {
        let connection = try writer.reader.engine.connect()
        let table = try writer.reader.table(rows, connection)
        let bound = try BoundPlan(document.plan, to: table)
        let scores = document.model.predict(bound, task: document.task)
        let decisions = predictions.decisions(scores)
        var columns = predictions.columns(scores, decisions: decisions)
        if let reasons {
            let chosen = document.task == .multiclass ? decisions.map(Int32.init) : nil
            columns += reasons.columns(of: table, bound, chosen: chosen)
        }
        try writer.write(Table(columns), rows, to: part, connection)
        return ScoreTally(
            classes: document.classes.count, scores, decisions: decisions, unseen: document.unseenCounts(in: table))
    }
}
