import Columns
import DataQuality
import Evidence
import Foundation
import Warehouse

/// Sources as tables of an engine in this process, and a dataset over them, for the audit.
struct Workbench {
    let connection: Connection
    private let folder = NSTemporaryDirectory() + "leakage-\(UUID().uuidString)"

    init() throws {
        connection = try Engine.duckDB(threads: 2, memoryLimit: 1 << 30, temporaryDirectory: folder).connect()
    }

    /// Makes a table from SQL that a test wrote.
    func make(_ name: String, _ sql: String) throws {
        try connection.execute("CREATE TABLE \(Identifier(name)) AS \(SQL(dataset: sql))")
    }

    /// A source with what its columns are.
    func source(_ name: String, rules: [AuditedSource.Rule] = []) throws -> AuditedSource {
        let rows: SQL = "SELECT * FROM \(Identifier(name))"
        return AuditedSource(
            name: name, columns: try connection.describe(rows),
            rows: try connection.integer("SELECT count(*) FROM \(Identifier(name))"), rules: rules)
    }

    /// The dataset of a query, taken as a snapshot would be.
    func dataset(
        _ sql: String, key: [String], time: String?, label: String, without: [String] = []
    ) throws -> AuditedDataset {
        try connection.execute("CREATE OR REPLACE TABLE snapshot AS \(SQL(dataset: sql))")
        let columns = try connection.describe("SELECT * FROM snapshot")
        let apart = Set(without + [label] + [time].compactMap(\.self))
        return AuditedDataset(
            sql: sql, place: WrittenPlace(file: "dataset.sql", line: 1, columnNumber: 1), columns: columns,
            rows: try connection.integer("SELECT count(*) FROM snapshot"), key: key, time: time, label: label,
            features: columns.map(\.name).filter { !apart.contains($0) })
    }

    /// The audit of sources and a dataset.
    func audit(
        _ dataset: AuditedDataset, _ sources: [AuditedSource], cuts rule: CutRule = .standard
    ) async throws -> SourceAudit.Outcome {
        let facts = try DatasetFacts(
            dataset, rows: "SELECT * FROM snapshot", cuts: rule, on: connection)
        return try await SourceAudit(dataset: dataset, sources: sources, facts: facts) { plan in
            try connection.answers(to: plan)
        }.run()
    }
}

extension SourceAudit.Outcome {
    /// The columns that findings of a code name, in their order.
    func columns(_ code: FindingCode) -> [String] { findings.filter { $0.code == code }.compactMap(\.column) }
}
