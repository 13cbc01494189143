import Columns
import Packaging
import Scoring
import Warehouse
import Worker

/// Scores pieces of an input with a model from outside, which a worker holds.
struct ForeignPieceScorer: Sendable {
    let document: ForeignDocument
    let predictions: PredictionColumns
    let writer: PieceWriter
    let model: ForeignScorer

    /// Scores the rows at `rows` of the input and writes them to a file.
    ///
    /// - Throws: `WarehouseError`, `ForeignError`, `WorkerError`.
    func score(
        _ rows: Range<Int>, to part: String, _ session: ModelSession
    ) async throws -> ScoreTally {
        let connection = try writer.reader.engine.connect()
        let table = try writer.reader.table(rows, connection)
        let scores = try await model.predictions(
            session, document.model.binding, table, rows: Array(0..<table.rowCount), task: document.task,
            classes: document.classes)
        let decisions = predictions.decisions(scores)
        try writer.write(Table(predictions.columns(scores, decisions: decisions)), rows, to: part, connection)
        return ScoreTally(classes: document.classes.count, scores, decisions: decisions)
    }
}
