import Columns
import Evidence
import Scoring
import Warehouse

/// Scores pieces of an input, each from its rows to a file of scored rows; pieces know nothing of each other.
struct PieceScorer: Sendable {
    let document: ModelDocument
    let reasons: ReasonColumns?
    let pieces: ScorePieces

    /// Scores the rows at `rows` of the input and writes them to a file.
    ///
    /// - Throws: `WarehouseError`, `ScoringError`.
    func score(_ rows: Range<Int>, to part: String) throws -> ScoreTally {
        let connection = try pieces.engine.connect()
        let table = try pieces.read(rows, connection)
        let bound = try BoundPlan(document.plan, to: table)
        let scores = document.model.predict(bound, task: document.task)
        let decisions = pieces.predictions.decisions(scores)
        var columns = pieces.predictions.columns(scores, decisions: decisions)
        if let reasons {
            let chosen = document.task == .multiclass ? decisions.map(Int32.init) : nil
            columns += reasons.columns(of: table, bound, chosen: chosen)
        }
        try pieces.write(Table(columns), rows, to: part, connection)
        return ScoreTally(
            classes: document.classes.count, scores, decisions: decisions, unseen: document.unseenCounts(in: table))
    }
}

/// Pieces of the copy of an input: what a model reads of them, and the files of their scores.
struct ScorePieces: Sendable {
    let predictions: PredictionColumns
    let engine: Engine
    let schema: ScoreSchema
    /// The copy of the input.
    let path: String
    /// What reads the model's columns.
    let reading: [SQL]

    /// The model's columns of some rows.
    ///
    /// - Throws: `WarehouseError`.
    func read(_ rows: Range<Int>, _ connection: Connection) throws(WarehouseError) -> Table {
        let table = try connection.query("SELECT \(reading) FROM \(relation(rows))", expectedRows: rows.count)
        guard table.rowCount == rows.count else {
            throw WarehouseError(.engineFailed, "a piece of \(rows.count) rows came back with \(table.rowCount)")
        }
        return table
    }

    private func relation(_ rows: Range<Int>) -> SQL {
        """
        read_parquet(\(Literal(path)), file_row_number = true) \
        WHERE file_row_number >= \(rows.lowerBound) AND file_row_number < \(rows.upperBound)
        """
    }

    /// Puts kept columns before the scores of the same rows; no value of them passes through this process.
    ///
    /// - Throws: `WarehouseError`.
    func write(
        _ scores: Table, _ rows: Range<Int>, to part: String, _ connection: Connection
    ) throws(WarehouseError) {
        let staging = Identifier("associate scores from \(rows.lowerBound)")
        try connection.ingest(scores, into: staging)
        let kept = schema.kept.map { "k.\(Identifier($0.name)) AS \(Identifier($0.output))" as SQL }
        let beside: SQL =
            kept.isEmpty
            ? "SELECT * FROM \(staging)"
            : """
            SELECT \(kept), s.* FROM (SELECT \(schema.kept.map { Identifier($0.name) }) FROM \(relation(rows))) AS k \
            POSITIONAL JOIN \(staging) AS s
            """
        try Parquet.copy(beside, to: part, connection)
        try connection.execute("DROP TABLE \(staging)")
    }
}
