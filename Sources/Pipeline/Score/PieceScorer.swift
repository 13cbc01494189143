import Columns
import Evidence
import Scoring
import Warehouse

/// Scores pieces of an input, each from its rows to a file of scored rows; pieces know nothing of each other.
struct PieceScorer: Sendable {
    let document: ModelDocument
    let predictions: PredictionColumns
    let reasons: ReasonColumns?
    let schema: ScoreSchema
    let reader: PieceReader

    /// Scores the rows at `rows` of the input and writes them to a file.
    ///
    /// - Throws: `WarehouseError`, `ScoringError`.
    func score(_ rows: Range<Int>, to part: String) throws -> ScoreTally {
        let connection = try reader.engine.connect()
        let table = try reader.table(rows, connection)
        let bound = try BoundPlan(document.plan, to: table)
        let scores = document.model.predict(bound, task: document.task)
        let decisions = predictions.decisions(scores)
        var columns = predictions.columns(scores, decisions: decisions)
        if let reasons {
            let chosen = document.task == .multiclass ? decisions.map(Int32.init) : nil
            columns += reasons.columns(of: table, bound, chosen: chosen)
        }
        try write(Table(columns), rows, to: part, connection)
        return ScoreTally(document, table, scores, decisions: decisions)
    }

    /// Puts kept columns before the scores of the same rows; no value of them passes through this process.
    private func write(
        _ scores: Table, _ rows: Range<Int>, to part: String, _ connection: Connection
    ) throws(WarehouseError) {
        let staging = Identifier("associate scores from \(rows.lowerBound)")
        try connection.ingest(scores, into: staging)
        let kept = schema.kept.map { "k.\(Identifier($0.name)) AS \(Identifier($0.output))" as SQL }
        let beside: SQL =
            kept.isEmpty
            ? "SELECT * FROM \(staging)"
            : """
            SELECT \(kept), s.* FROM (SELECT \(schema.kept.map { Identifier($0.name) }) FROM \(reader.relation(rows))) AS k \
            POSITIONAL JOIN \(staging) AS s
            """
        try Parquet.copy(beside, to: part, connection)
        try connection.execute("DROP TABLE \(staging)")
    }
}
