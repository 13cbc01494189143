import CArrow
import Columns
import Libraries

/// An ADBC driver's table of functions, and the calls that turn their statuses into errors.
struct Driver: @unchecked Sendable {
    // Filled in once by the driver's entry and only read after it.
    let functions: UnsafeMutablePointer<AdbcDriver>

    /// Loads a driver through its entry function.
    ///
    /// - Throws: ``WarehouseError`` where the library or its entry is missing, or the driver lacks what is needed.
    init(_ library: NativeLibrary, entry: String, folders: [String]) throws(WarehouseError) {
        let opened = try library.open(searching: folders)
        guard let symbol = opened.symbol(entry),
            let initialise = unsafeBitCast(symbol, to: Optional<AdbcDriverInitFunc>.self)
        else { throw WarehouseError(.libraryMissing, "the library has no ADBC driver (\(entry))") }
        // Never freed, as the library itself is never closed.
        functions = .allocate(capacity: 1)
        functions.initialize(to: AdbcDriver())
        var error = Self.emptyError()
        let status = initialise(Int32(ADBC_VERSION_1_1_0), functions, &error)
        try Self.check(status, &error)
        let table = functions.pointee
        guard table.DatabaseNew != nil, table.DatabaseInit != nil, table.DatabaseSetOption != nil,
            table.DatabaseRelease != nil, table.ConnectionNew != nil, table.ConnectionInit != nil,
            table.ConnectionRelease != nil, table.StatementNew != nil, table.StatementRelease != nil,
            table.StatementSetSqlQuery != nil, table.StatementExecuteQuery != nil, table.StatementSetOption != nil,
            table.StatementBindStream != nil
        else { throw WarehouseError(.libraryMissing, "the ADBC driver lacks functions that are needed") }
    }

    /// Calls a function of the driver.
    ///
    /// - Throws: ``WarehouseError`` with the driver's message where the status is not 0.
    func call(_ function: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode) throws(WarehouseError) {
        var error = Self.emptyError()
        let status = function(&error)
        try Self.check(status, &error)
    }

    /// Calls a function whose failure changes nothing, such as a release.
    func quietly(_ function: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode) {
        var error = Self.emptyError()
        _ = function(&error)
        error.release?(&error)
    }

    private static func emptyError() -> AdbcError {
        var error = AdbcError()
        error.vendor_code = Int32(ADBC_ERROR_VENDOR_CODE_PRIVATE_DATA)
        return error
    }

    private static func check(_ status: AdbcStatusCode, _ error: inout AdbcError) throws(WarehouseError) {
        defer { error.release?(&error) }
        guard status != 0 else { return }
        let message = error.message.map { String(cString: $0) } ?? "the engine gave status \(status) and no message"
        throw EngineMessage.error(message, status: status)
    }
}
