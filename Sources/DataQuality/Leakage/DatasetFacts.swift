import Columns
package import Warehouse

/// What is known of the dataset as it was taken, before the sources are asked.
package struct DatasetFacts: Sendable {
    /// At which the sources are cut; empty without a moment of prediction.
    package let cuts: [Cut]
    /// The first moment of prediction.
    let first: Int64?
    /// The answer to ``OrderAudit/checksums(of:columns:key:)``; `nil` where the order of sources is not tried.
    let checksums: Table?
    /// Whether no two rows have one key.
    let keyIsUnique: Bool

    /// Asks the engine that holds the dataset.
    ///
    /// - Parameters:
    ///   - dataset: what it is.
    ///   - rows: a query that gives its rows.
    ///   - rule: how many cuts there are.
    ///   - triesOrder: whether the sources are put into another order.
    ///   - connection: the engine.
    /// - Throws: `WarehouseError`.
    package init(
        _ dataset: AuditedDataset, rows: SQL, cuts rule: CutRule, triesOrder: Bool = true,
        on connection: Connection
    ) throws(WarehouseError) {
        let relation: SQL = "(\(rows)) AS d"
        let sums = OrderAudit.checksums(of: relation, columns: dataset.columns, key: dataset.key)
        checksums = triesOrder ? try connection.query(sums) : nil
        if dataset.key.isEmpty || dataset.timeColumn == nil {
            keyIsUnique = false
        } else {
            let key = dataset.key.map { Identifier($0) }
            let present = SQL(key.map { "\($0) IS NOT NULL" as SQL }, separatedBy: " AND ")
            let distinct = try connection.integer(
                "SELECT count(*) FROM (SELECT DISTINCT \(key) FROM \(relation) WHERE \(present)) AS k")
            keyIsUnique = distinct == dataset.rows
        }
        guard let time = dataset.timeColumn else {
            (cuts, first) = ([], nil)
            return
        }
        let moment = SQL.tryCast("\(Identifier(time.name))", to: .timestamp)
        let ends = try connection.query("SELECT min(\(moment)) AS first FROM \(relation)")
        first = AnswerRow(ends)["first"].map(Int64.init)
        cuts = CutChoice.cuts(
            from: try connection.query(CutChoice.query(rule, time: time, rows: rows, count: dataset.rows)))
    }
}
