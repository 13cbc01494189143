import CArrow
import Columns

/// An open database of some engine, from which connections are made.
///
/// It may be shared between tasks; a ``Connection`` may not.
package final class Engine: @unchecked Sendable {
    // `database` is written in `init` and `deinit` only; ADBC databases may be used from any thread.
    package let dialect: Dialect
    let driver: Driver
    private let database: UnsafeMutablePointer<AdbcDatabase>
    private let ingestCatalog: String?

    /// Opens a database with the options of its driver.
    ///
    /// - Throws: ``WarehouseError`` where the driver refuses an option or cannot open the database.
    init(driver: Driver, dialect: Dialect, options: [(String, String)]) throws(WarehouseError) {
        self.driver = driver
        self.dialect = dialect
        ingestCatalog = nil
        database = .allocate(capacity: 1)
        database.initialize(to: AdbcDatabase())
        let table = driver.functions.pointee
        let database = database
        try driver.call { table.DatabaseNew(database, $0) }
        for (name, value) in options {
            try driver.call { table.DatabaseSetOption(database, name, value, $0) }
        }
        try driver.call { table.DatabaseInit(database, $0) }
    }

    deinit {
        let table = driver.functions.pointee
        if database.pointee.private_data != nil {
            driver.quietly { table.DatabaseRelease(database, $0) }
        }
        database.deallocate()
    }

    /// A new connection.
    ///
    /// - Throws: ``WarehouseError`` where the engine refuses.
    package func connect() throws(WarehouseError) -> Connection { try Connection(self) }

    /// The engine's version, for the manifest.
    package func version() throws(WarehouseError) -> String {
        let answer = try connect().query(dialect.version)
        guard case .text(let text)? = answer.columns.first, let version = text[0] else {
            throw WarehouseError(.engineFailed, "the engine does not tell its version")
        }
        return version
    }

    func initialise(_ connection: UnsafeMutablePointer<AdbcConnection>) throws(WarehouseError) {
        let table = driver.functions.pointee
        try driver.call { table.ConnectionNew(connection, $0) }
        try driver.call { table.ConnectionInit(connection, database, $0) }
    }
}
