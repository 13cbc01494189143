import Evidence
import Warehouse

extension QueryJob {
    /// Copies rows of a source into the request's output.
    ///
    /// - Throws: ``WorkerError``; also where a file was written to meanwhile.
    func copy(_ order: RowCopy) throws(WorkerError) -> CopiedRows {
        guard let output else {
            throw WorkerError(
                failure: Finding(.error, .internalError, "the worker was asked for a copy and given no place for it"))
        }
        let rows = opened.sources.first { $0.name == order.source }?.rows ?? 0
        report(WorkerProgress(.writing, subject: "the copy", rows: rows))
        try Self.translated { () throws(WarehouseError) in
            try Parquet.copy(
                "SELECT \(order.columns.map { Identifier($0) }) FROM \(Identifier(opened: order.source))",
                rowGroupRows: order.rowGroupRows, to: output, connection)
        }
        try verifyUnchanged()
        guard let hash = try? ContentHash(ofFile: output) else {
            throw WorkerError(
                failure: Finding(
                    .error, .engineFailed, "the copy was written and cannot be read back",
                    advice: "check the disk of the temporary folder, then run again"))
        }
        return CopiedRows(rows: rows, sha256: hash)
    }
}
