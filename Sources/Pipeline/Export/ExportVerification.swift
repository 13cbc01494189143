import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Warehouse

/// Asks engines for a model's answers on the run's rows and on rows built to part them.
struct ExportVerification {
    let model: FoundModel
    let document: ModelDocument
    let threads: Int
    private(set) var engines: [VerifiedEngine] = []
    var notAsked: [String: String] = [:]

    /// Bytes that DuckDB may use before it spills.
    private static let memory = 2 << 30

    /// - Throws: ``ArgumentError`` where the model was trained elsewhere.
    init(_ model: FoundModel, threads: Int) throws {
        (self.model, document, self.threads) = (model, try model.document, threads)
    }

    /// Asks all engines that are there.
    ///
    /// - Throws: a `HouseError` where DuckDB is not there or a file is not as it was written.
    mutating func run(scratch: String) throws {
        let duckDB = try Engine.duckDB(
            threads: threads, memoryLimit: Self.memory, temporaryDirectory: scratch + "/spill")
        let connection = try duckDB.connect()
        let built = ProbeRows.table(for: document)
        let part = try model.judgedPart()
        if let (name, path) = part {
            let table = try Parquet.read(path, columns: document.sourceColumns, connection)
            try ask("duckdb", on: Parquet.relation(path), against: table, of: name, connection)
            try askBuilt("duckdb", built, connection)
            try askPackage([(name, table), ("built", built)])
            try askSQLite(table, of: name, built)
        } else {
            notAsked["rows of the run"] = "the model's folder lies in no run"
            try askBuilt("duckdb", built, connection)
            try askPackage([("built", built)])
            try askSQLite(nil, of: "", built)
        }
    }

    private mutating func askPackage(_ tables: [(name: String, table: Table)]) throws {
        try Task.checkCancellation()
        try askONNXRuntime(tables)
        try Task.checkCancellation()
        try askLightGBM(tables)
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
            try askRetyped("sqlite", built, connection)
        } catch let error as WarehouseError {
            // Its driver is missing, or it was built without a function that the SQL needs.
            guard [.libraryMissing, .notSupported].contains(error.code) else { throw error }
            notAsked["sqlite"] = error.message
        }
    }

    private mutating func askBuilt(_ engine: String, _ built: Table, _ connection: Connection) throws {
        try connection.ingest(built, into: Self.rows, mode: .replace)
        try ask(engine, on: "\(Self.rows)", against: built, of: "built", connection)
    }

    /// Rows of which one column has another type: the engine has to refuse each, or not to read the column at all.
    private mutating func askRetyped(_ engine: String, _ built: Table, _ connection: Connection) throws {
        guard built.rowCount > 0, !built.names.isEmpty else { return }
        let row = Table(zip(built.names, built.columns).map { ($0, $1.selecting([0])) }, rowCount: 1)
        var wrong = 0
        for name in row.names where try !refuses(row, retyped: name, connection) { wrong += 1 }
        engines.append(
            VerifiedEngine(
                engine: engine, of: "other types", rows: row.names.count, worst: wrong == 0 ? 0 : nil,
                labelsDiffer: wrong, nearThreshold: 0, holds: wrong == 0))
    }

    private func refuses(_ row: Table, retyped name: String, _ connection: Connection) throws -> Bool {
        let other = Table(
            zip(row.names, row.columns).map { ($0, $0 == name ? Self.otherType(than: $1) : $1) }, rowCount: 1)
        try connection.ingest(other, into: Self.rows, mode: .replace)
        do throws(WarehouseError) {
            let statement = ScoringStatement(document, of: "\(Self.rows)", keeping: [])
            _ = try connection.query(statement.sql())
        } catch {
            guard error.code == .sqlFailed else { throw error }
            return true
        }
        // What the model does not ask cannot make its answer wrong.
        let without = Table(
            zip(row.names, row.columns).map { ($0, $0 == name ? Self.missing(like: $1) : $1) }, rowCount: 1)
        return try document.predict(without) == document.predict(row)
    }

    /// One value of a type that is never taken for the column's.
    private static func otherType(than column: Column) -> Column {
        if case .text = column { return .integer(Values([7], validity: Validity(allValid: 1))) }
        return .text(TextValues(["12 or so"]))
    }

    private static func missing(like column: Column) -> Column {
        switch column {
        case .boolean: .boolean(Values([nil], filler: false))
        case .integer: .integer(Values([nil], filler: 0))
        case .double: .double(Values([nil], filler: 0))
        case .text: .text(TextValues([nil]))
        case .timestamp(_, let kind): .timestamp(Values([nil], filler: 0), kind)
        }
    }

    private mutating func ask(
        _ engine: String, on relation: SQL, against table: Table, of name: String, _ connection: Connection
    ) throws {
        try Task.checkCancellation()
        add(engine, of: name, try SQLParity.check(document, on: relation, against: table, connection, threads: threads))
    }

    mutating func add(_ engine: String, of name: String, _ parity: Parity) {
        engines.append(
            VerifiedEngine(
                engine: engine, of: name, rows: parity.rows, worst: parity.worst.isFinite ? parity.worst : nil,
                labelsDiffer: parity.labelsDiffer, nearThreshold: parity.nearThreshold, holds: parity.holds))
    }

    private static let rows = Identifier("rows to verify")
}
