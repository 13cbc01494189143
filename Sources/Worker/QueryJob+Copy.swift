import Evidence
import Warehouse

extension QueryJob {
    /// Copies rows of a source, or of the dataset, into the request's output.
    ///
    /// - Throws: ``WorkerError``; also where a file was written to meanwhile.
    func copy(_ order: RowCopy) throws(WorkerError) -> CopiedRows {
        guard let output else {
            throw WorkerError(
                failure: Finding(.error, .internalError, "the worker was asked for a copy and given no place for it"))
        }
        guard order.source != nil || request.dataset != nil else {
            throw WorkerError(
                failure: Finding(.error, .internalError, "the worker was asked to copy a dataset and given no SQL"))
        }
        let dataset = SQL(dataset: request.dataset?.sql ?? "")
        let known = order.source.flatMap { name in opened.sources.first { $0.name == name }?.rows }
        report(WorkerProgress(.writing, subject: "the copy", rows: known))
        let columns = order.columns.map { Identifier($0) }
        let rows = try Self.translated { () throws(WarehouseError) in
            if let source = order.source {
                try Parquet.copy(
                    "SELECT \(columns) FROM \(Identifier(opened: source))", rowGroupRows: order.rowGroupRows,
                    to: output, connection)
            } else {
                let all = order.key + order.columns.filter { !order.key.contains($0) }
                try Parquet.copy(
                    "SELECT \(columns) FROM (\n\(dataset))", orderedBy: all.map { "\(Identifier($0))" },
                    rowGroupRows: order.rowGroupRows, to: output, connection)
            }
            if let known { return known }
            return try Parquet.rowCount(of: output, connection)
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
