import Foundation
import Libraries

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A library that is opened at run time.
///
/// It is looked for in the folders of `ASSOCIATE_LIBRARY_PATH` (separated by colons), then in `.deps/lib` of the
/// package (`ASSOCIATE_HOME`, else the nearest folder above the executable that has one), then by the system's loader.
package enum NativeLibrary: Sendable, CaseIterable {
    /// DuckDB: `libduckdb`, or the extension module of its Python wheel.
    case duckDB
    /// The ADBC driver of SQLite.
    case sqlite

    /// Names of files, the first found wins; a star stands for anything.
    private var fileNames: [String] {
        switch self {
        case .duckDB: ["libduckdb.\(SharedLibrary.suffix)", "_duckdb*.so"]
        case .sqlite: ["libadbc_driver_sqlite.\(SharedLibrary.suffix)"]
        }
    }

    /// The name in messages.
    private var name: String {
        switch self {
        case .duckDB: "DuckDB"
        case .sqlite: "the ADBC driver of SQLite"
        }
    }

    /// Opens the library.
    ///
    /// - Throws: ``WarehouseError`` with `libraryMissing`, which names the command that installs it.
    func open(searching folders: [String]) throws(WarehouseError) -> SharedLibrary {
        do throws(SharedLibrary.Failure) {
            return try SharedLibrary.open(fileNames, searching: folders) { folder, file in
                // The wheel's module refers to symbols of Python, which a stub beside it defines.
                guard file.hasPrefix("_") else { return }
                _ = dlopen("\(folder)/libpython_stub.\(SharedLibrary.suffix)", RTLD_NOW | RTLD_GLOBAL)
            }
        } catch {
            switch error {
            case .missing:
                throw WarehouseError(.libraryMissing, "\(name) is not installed; scripts/bootstrap installs it")
            case .unloadable(let reason):
                throw WarehouseError(
                    .libraryMissing, "\(name) was found but does not load: \(EngineMessage.withoutPaths(reason))")
            }
        }
    }

    /// Where the file of the library is, or `nil` where the system's loader has to find it.
    package func path(searching folders: [String] = Self.folders()) -> String? {
        SharedLibrary.path(of: fileNames, searching: folders)
    }

    /// The folders to search, in their order.
    package static func folders(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String? = Bundle.main.executablePath
    ) -> [String] {
        LibraryFolders.all(environment: environment, executable: executable)
    }
}
