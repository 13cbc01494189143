import CArrow
package import Columns

/// A connection to an engine.
///
/// It is used by one task at a time and is not `Sendable`; only its ``Canceller`` may go elsewhere. Streams read to
/// their end before the next query is the rule that every engine can keep.
package final class Connection {
    package let engine: Engine
    private let handle: ConnectionHandle

    init(_ engine: Engine) throws(WarehouseError) {
        self.engine = engine
        handle = try ConnectionHandle(engine)
    }

    /// Stops what this connection is doing, from any task or thread.
    package var canceller: Canceller { Canceller(handle: handle) }

    /// The dialect of the engine.
    package var dialect: Dialect { engine.dialect }

    /// Runs SQL for what it does.
    ///
    /// - Throws: ``WarehouseError``.
    package func execute(_ sql: SQL) throws(WarehouseError) {
        let statement = try Statement(handle, sql: try sql.text(in: dialect))
        // Some engines work only while the answer is read.
        let stream = try statement.execute()
        try reading { () throws(ColumnsError) in while try stream.nextTable() != nil {} }
    }

    /// Runs a query and reads all of its answer; columns of types that are not read are left out.
    ///
    /// `expectedRows` reserves room and may be 0.
    ///
    /// - Throws: ``WarehouseError``.
    package func query(_ sql: SQL, expectedRows: Int = 0) throws(WarehouseError) -> Table {
        let statement = try Statement(handle, sql: try sql.text(in: dialect))
        let stream = try statement.execute()
        return try reading { () throws(ColumnsError) in try stream.readTable(expectedRows: expectedRows) }
    }

    /// Runs a query and hands its answer over batch by batch (of some thousand rows), in order.
    ///
    /// - Throws: ``WarehouseError``, and what `body` throws.
    package func query(_ sql: SQL, batches body: (Table) throws -> Void) throws {
        let statement = try Statement(handle, sql: try sql.text(in: dialect))
        let stream = try statement.execute()
        while let batch = try reading({ () throws(ColumnsError) in try stream.nextTable() }) { try body(batch) }
    }

    /// The columns that a query would give, as the engine's driver describes them, without running it to its end.
    func fields(of sql: SQL) throws(WarehouseError) -> [ArrowField] {
        let statement = try Statement(handle, sql: try sql.text(in: dialect))
        return try statement.execute().fields
    }

    /// Parses and binds a text as it is, without running it, so that errors have the places of the text.
    ///
    /// The text must be one SELECT: of several statements engines run all but the last here.
    func prepare(_ text: String) throws(WarehouseError) { _ = try Statement(handle, sql: text) }

    /// Where the rows of a table go.
    package enum IngestMode: Sendable {
        /// A new table; an error where there is one.
        case create
        /// A new table in the place of one that may be there.
        case replace
        /// An existing table of the same columns.
        case append
    }

    /// Writes a table into the engine in the order of its rows.
    ///
    /// - Throws: ``WarehouseError``.
    package func ingest(
        _ table: Table, into name: Identifier, mode: IngestMode = .create
    ) throws(WarehouseError) {
        if mode == .replace { try execute("DROP TABLE IF EXISTS \(name)") }
        let statement = try Statement(handle)
        try statement.set("adbc.ingest.target_table", name.name)
        if name.parts.count == 2 { try statement.set("adbc.ingest.target_db_schema", name.parts[0]) }
        try statement.set(
            "adbc.ingest.mode", mode == .append ? "adbc.ingest.mode.append" : "adbc.ingest.mode.create")
        try statement.bind(table)
        try statement.run()
    }

    /// Turns an error met while reading an answer into one of this room.
    private func reading<Value>(_ body: () throws(ColumnsError) -> Value) throws(WarehouseError) -> Value {
        do {
            return try body()
        } catch {
            switch error.code {
            case .stream: throw EngineMessage.error(error.message)
            case .malformed: throw WarehouseError(.engineFailed, error.message, column: error.column)
            case .duplicateName: throw WarehouseError(.columnName, error.message, column: error.column)
            case .tooLarge: throw WarehouseError(.tooLarge, error.message, column: error.column)
            }
        }
    }
}

/// Stops what a connection is doing.
package struct Canceller: Sendable {
    fileprivate let handle: ConnectionHandle

    /// Asks the engine to stop; the query that runs ends with the error `cancelled`.
    package func cancel() { handle.cancel() }
}

/// The connection of the driver, kept open while a connection or a canceller refers to it.
final class ConnectionHandle: @unchecked Sendable {
    // ADBC allows cancelling from any thread; every other use goes through the one `Connection`.
    let engine: Engine
    let pointer: UnsafeMutablePointer<AdbcConnection>

    init(_ engine: Engine) throws(WarehouseError) {
        self.engine = engine
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: AdbcConnection())
        try engine.initialise(pointer)
    }

    deinit {
        let table = engine.driver.functions.pointee
        if pointer.pointee.private_data != nil {
            engine.driver.quietly { table.ConnectionRelease(pointer, $0) }
        }
        pointer.deallocate()
    }

    func cancel() {
        guard let cancel = engine.driver.functions.pointee.ConnectionCancel else { return }
        engine.driver.quietly { cancel(pointer, $0) }
    }
}
