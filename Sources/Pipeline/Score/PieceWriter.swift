import Columns
import Warehouse

/// Writes the scores of pieces of an input, each into a file of its own.
struct PieceWriter: Sendable {
    let schema: ScoreSchema
    let reader: PieceReader

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
            SELECT \(kept), s.* FROM (SELECT \(schema.kept.map { Identifier($0.name) }) FROM \(reader.relation(rows))) AS k \
            POSITIONAL JOIN \(staging) AS s
            """
        try Parquet.copy(beside, to: part, connection)
        try connection.execute("DROP TABLE \(staging)")
    }
}
