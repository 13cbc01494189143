import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Warehouse

/// Tests of a model's contract, with the rows and answers that they hold it to.
struct TestsExport {
    private let model: FoundModel
    private let threads: Int

    /// Rows of the run whose answers are kept.
    private static let goldenRows = 200

    init(_ model: FoundModel, threads: Int) {
        (self.model, self.threads) = (model, threads)
    }

    /// The files by their names; `scratch` is a folder for the engine.
    func files(scratch: String) throws -> [String: Data] {
        let document = try model.document
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: scratch + "/spill").connect()
        let built = ProbeRows.table(for: document)
        let golden = try goldenTable(connection) ?? built
        let source = PytestSource(document, monotone: try Monotonicity(document, over: golden).found)
        var files = try source.files.mapValues { Data($0.utf8) }
        files["contract.json"] = try CanonicalJSON.encode(source.contract)
        files["golden.parquet"] = try parquet(golden, scratch, connection)
        files["edges.parquet"] = try parquet(built, scratch, connection)
        return files
    }

    /// Rows of the run, spread over the part that was not fitted on.
    private func goldenTable(_ connection: Connection) throws -> Table? {
        guard let (_, path) = try model.judgedPart() else { return nil }
        let table = try Parquet.read(path, columns: try model.document.sourceColumns, connection)
        let count = min(table.rowCount, Self.goldenRows)
        guard count > 0 else { return nil }
        let rows = (0..<count).map { $0 * table.rowCount / count }
        return Table(zip(table.names, table.columns).map { ($0, $1.selecting(rows)) }, rowCount: count)
    }

    /// Rows with the answers that the model gives in process.
    private func parquet(_ table: Table, _ scratch: String, _ connection: Connection) throws -> Data {
        let document = try model.document
        let predictions = try document.predict(table, threads: threads)
        let valid = Validity(allValid: table.rowCount)
        var columns = Array(zip(table.names, table.columns)).map { (name: $0, column: $1) }
        if document.task != .regression {
            let decided = predictions.classIndices(
                threshold: document.threshold ?? 0.5, costs: document.costs)
            columns.append(("expected_prediction", .text(TextValues(decided.map { document.classes[$0] }))))
        }
        for (output, name) in document.outputNames.dropFirst().enumerated() {
            let values = (0..<table.rowCount).map { predictions.values[$0 * predictions.width + output] }
            columns.append(("expected_\(name)", .double(Values(values, validity: valid))))
        }
        let path = scratch + "/rows.parquet"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Parquet.write(Table(columns), to: path, connection)
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
