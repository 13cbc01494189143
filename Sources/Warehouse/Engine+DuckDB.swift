import Columns
import Foundation

extension Engine {
    /// An in-memory DuckDB, or one on a file that DuckDB wrote.
    ///
    /// The time zone is UTC, extensions are neither installed nor loaded by themselves, and what does not fit into
    /// `memoryLimit` bytes spills into `temporaryDirectory`, which is made when first needed.
    ///
    /// - Throws: ``WarehouseError`` with `libraryMissing` where DuckDB is not installed.
    package static func duckDB(
        path: String = ":memory:", threads: Int, memoryLimit: Int? = nil, temporaryDirectory: String,
        searching folders: [String] = NativeLibrary.folders()
    ) throws(WarehouseError) -> Engine {
        let driver = try Driver(.duckDB, entry: "duckdb_adbc_init", folders: folders)
        var options = [
            ("path", path), ("threads", String(max(1, threads))), ("temp_directory", temporaryDirectory),
            ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"),
            ("allow_community_extensions", "false"), ("allow_unsigned_extensions", "false"),
            ("preserve_insertion_order", "true"),
        ]
        if let memoryLimit { options.append(("memory_limit", "\(memoryLimit / 1_048_576)MiB")) }
        let engine = try Engine(driver: driver, dialect: .duckDB, options: options)
        let connection = try engine.connect()
        try connection.execute("SET GLOBAL TimeZone = 'UTC'")
        return engine
    }

    /// Shuts everything but some files off until the engine is closed.
    ///
    /// No other file is read and none written, nothing is attached, installed or loaded, and no setting changed.
    /// Spilling into the temporary folder still works.
    ///
    /// `allowedPaths` are absolute and without symbolic links.
    ///
    /// - Throws: ``WarehouseError``, also where the engine has no such lock.
    package func lockDown(allowedPaths: [String]) throws(WarehouseError) {
        guard dialect.name == .duckdb else {
            throw WarehouseError(.notSupported, "\(dialect.name.rawValue) cannot be locked down")
        }
        let connection = try connect()
        let paths = Literal.list(allowedPaths.map { .text($0) })
        try connection.execute("SET GLOBAL allowed_paths = \(paths)")
        try connection.execute("SET GLOBAL enable_external_access = false")
        try connection.execute("SET GLOBAL lock_configuration = true")
    }
}
