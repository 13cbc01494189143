import Columns
import Foundation

extension Engine {
    /// A SQLite database on a file, or in memory with `:memory:`, through its ADBC driver.
    ///
    /// SQLite has no types of columns: the driver takes them from the first rows of an answer, and fails where a
    /// later row does not fit them.
    ///
    /// - Throws: ``WarehouseError`` with `libraryMissing` where the driver is not installed.
    package static func sqlite(
        path: String, searching folders: [String] = NativeLibrary.folders()
    ) throws(WarehouseError) -> Engine {
        let driver = try Driver(.sqlite, entry: "AdbcDriverInit", folders: folders)
        return try Engine(driver: driver, dialect: .sqlite, options: [("uri", path)])
    }

    /// A SQLite file, opened so that nothing can be written, whatever the SQL.
    ///
    /// - Throws: ``WarehouseError`` with `libraryMissing` where the driver is not installed.
    package static func sqlite(reading path: String) throws(WarehouseError) -> Engine {
        let allowed = CharacterSet(charactersIn: "/._-~").union(.alphanumerics)
        let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return try sqlite(path: "file:\(encoded)?mode=ro")
    }
}
