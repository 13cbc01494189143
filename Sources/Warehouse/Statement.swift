import CArrow
import Columns

/// A statement of a connection, released with this object.
final class Statement {
    private let connection: ConnectionHandle
    private var statement = AdbcStatement()

    private var driver: Driver { connection.engine.driver }
    private var table: AdbcDriver { connection.engine.driver.functions.pointee }

    /// A new statement, with SQL where it has any; the engine may parse and bind it here.
    init(_ connection: ConnectionHandle, sql: String? = nil) throws(WarehouseError) {
        self.connection = connection
        let new = connection.engine.driver.functions.pointee
        try driver.call { new.StatementNew(connection.pointer, &statement, $0) }
        guard let sql else { return }
        guard !sql.utf8.contains(0) else { throw WarehouseError(.sqlFailed, "the SQL has a NUL character in it") }
        try driver.call { new.StatementSetSqlQuery(&statement, sql, $0) }
    }

    deinit {
        let release = table
        if statement.private_data != nil { driver.quietly { release.StatementRelease(&statement, $0) } }
    }

    /// Sets an option of the driver.
    func set(_ name: String, _ value: String) throws(WarehouseError) {
        let functions = table
        try driver.call { functions.StatementSetOption(&statement, name, value, $0) }
    }

    /// Binds the rows of a table, which the driver reads when the statement runs.
    func bind(_ rows: Table) throws(WarehouseError) {
        var stream = ArrowStreamWriter.stream(of: rows)
        defer { stream.release?(&stream) }
        let functions = table
        try driver.call { functions.StatementBindStream(&statement, &stream, $0) }
        // The driver has moved the stream out.
        stream.release = nil
    }

    /// Runs the statement and gives its answer as a stream.
    func execute() throws(WarehouseError) -> ArrowStreamReader {
        let functions = table
        var stream = ArrowArrayStream()
        var rows: Int64 = -1
        try driver.call { functions.StatementExecuteQuery(&statement, &stream, &rows, $0) }
        do {
            return try ArrowStreamReader(stream)
        } catch {
            switch error.code {
            case .duplicateName: throw WarehouseError(.columnName, error.message, column: error.column)
            case .tooLarge: throw WarehouseError(.tooLarge, error.message)
            case .malformed: throw WarehouseError(.engineFailed, error.message)
            case .stream: throw EngineMessage.error(error.message)
            }
        }
    }

    /// Runs the statement for what it does.
    func run() throws(WarehouseError) {
        let functions = table
        var rows: Int64 = -1
        try driver.call { functions.StatementExecuteQuery(&statement, nil, &rows, $0) }
    }
}
