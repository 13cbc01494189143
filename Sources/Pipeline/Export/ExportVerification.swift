import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Warehouse

/// Asks engines for a model's answers on the run's rows and on rows built to part them.
struct ExportVerification {
    let model: FoundModel
    let threads: Int
    private(set) var engines: [VerifiedEngine] = []
    private(set) var notAsked: [String: String] = [:]

    /// Bytes that DuckDB may use before it spills.
    private static let memory = 2 << 30

    init(_ model: FoundModel, threads: Int) {
        (self.model, self.threads) = (model, threads)
    }

    /// Asks all engines that are there.
    ///
    /// - Throws: a `HouseError` where DuckDB is not there or a file is not as it was written.
    mutating func run(scratch: String) throws {
        let duckDB = try Engine.duckDB(
            threads: threads, memoryLimit: Self.memory, temporaryDirectory: scratch + "/spill")
        let connection = try duckDB.connect()
        let built = ProbeRows.table(for: model.document)
        let part = try model.judgedPart()
        if let (name, path) = part {
            let table = try Parquet.read(path, columns: model.document.sourceColumns, connection)
            try ask("duckdb", on: Parquet.relation(path), against: table, of: name, connection)
            try askBuilt("duckdb", built, connection)
            try askSQLite(table, of: name, built)
        } else {
            notAsked["rows of the run"] = "the model's folder lies in no run"
            try askBuilt("duckdb", built, connection)
            try askSQLite(nil, of: "", built)
        }
    }

    /// SQLite is asked only where its driver is installed.
    private mutating func askSQLite(_ table: Table?, of name: String, _ built: Table) throws {
        do {
            let connection = try Engine.sqlite(path: ":memory:").connect()
            if let table {
                try connection.ingest(table, into: Self.rows, mode: .replace)
                try ask("sqlite", on: "\(Self.rows)", against: table, of: name, connection)
            }
            try askBuilt("sqlite", built, connection)
        } catch let error as WarehouseError {
            guard error.code == .libraryMissing else { throw error }
            notAsked["sqlite"] = error.message
        }
    }

    private mutating func askBuilt(_ engine: String, _ built: Table, _ connection: Connection) throws {
        try connection.ingest(built, into: Self.rows, mode: .replace)
        try ask(engine, on: "\(Self.rows)", against: built, of: "built", connection)
    }

    private mutating func ask(
        _ engine: String, on relation: SQL, against table: Table, of name: String, _ connection: Connection
    ) throws {
        try Task.checkCancellation()
        let parity = try SQLParity.check(model.document, on: relation, against: table, connection, threads: threads)
        engines.append(
            VerifiedEngine(
                engine: engine, of: name, rows: parity.rows, worst: parity.worst.isFinite ? parity.worst : nil,
                labelsDiffer: parity.labelsDiffer, nearThreshold: parity.nearThreshold, holds: parity.holds))
    }

    private static let rows = Identifier("rows to verify")
}
