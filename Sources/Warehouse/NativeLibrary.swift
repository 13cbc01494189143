import Foundation

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
        case .duckDB: ["libduckdb.\(Self.suffix)", "_duckdb*.so"]
        case .sqlite: ["libadbc_driver_sqlite.\(Self.suffix)"]
        }
    }

    /// The name in messages.
    private var name: String {
        switch self {
        case .duckDB: "DuckDB"
        case .sqlite: "the ADBC driver of SQLite"
        }
    }

    #if os(macOS)
        private static let suffix = "dylib"
    #else
        private static let suffix = "so"
    #endif

    /// Opens the library.
    ///
    /// - Throws: ``WarehouseError`` with `libraryMissing`, which names the command that installs it.
    func open(searching folders: [String]) throws(WarehouseError) -> OpenLibrary {
        var failures: [String] = []
        for folder in folders {
            guard let path = file(in: folder) else { continue }
            // The wheel's module refers to symbols of Python, which a stub beside it defines.
            if (path as NSString).lastPathComponent.hasPrefix("_") {
                _ = dlopen("\(folder)/libpython_stub.\(Self.suffix)", RTLD_NOW | RTLD_GLOBAL)
            }
            if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) { return OpenLibrary(handle: handle) }
            failures.append(Self.loaderMessage())
        }
        for fileName in fileNames where !fileName.contains("*") {
            if let handle = dlopen(fileName, RTLD_NOW | RTLD_LOCAL) { return OpenLibrary(handle: handle) }
        }
        if let failure = failures.first {
            throw WarehouseError(.libraryMissing, "\(name) was found but does not load: \(failure)")
        }
        throw WarehouseError(.libraryMissing, "\(name) is not installed; scripts/bootstrap installs it")
    }

    /// The folders to search, in their order.
    package static func folders(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String? = Bundle.main.executablePath
    ) -> [String] {
        var folders = environment["ASSOCIATE_LIBRARY_PATH", default: ""].split(separator: ":").map(String.init)
        if let home = environment["ASSOCIATE_HOME"], !home.isEmpty {
            folders.append("\(home)/.deps/lib")
        } else if let executable {
            var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            while folder.pathComponents.count > 1 {
                let candidate = folder.appendingPathComponent(".deps/lib").path
                if FileManager.default.fileExists(atPath: candidate) {
                    folders.append(candidate)
                    break
                }
                folder.deleteLastPathComponent()
            }
        }
        return folders
    }

    private func file(in folder: String) -> String? {
        for fileName in fileNames {
            guard let star = fileName.firstIndex(of: "*") else {
                let path = "\(folder)/\(fileName)"
                if FileManager.default.fileExists(atPath: path) { return path }
                continue
            }
            let start = fileName[..<star]
            let end = fileName[fileName.index(after: star)...]
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if let name = names.sorted().first(where: { $0.hasPrefix(start) && $0.hasSuffix(end) }) {
                return "\(folder)/\(name)"
            }
        }
        return nil
    }

    private static func loaderMessage() -> String {
        EngineMessage.withoutPaths(dlerror().map { String(cString: $0) } ?? "unknown reason")
    }
}

/// A library that was opened and stays open until the process ends, as engines may have threads in it.
struct OpenLibrary: @unchecked Sendable {
    // Only handed to `dlsym`, which any thread may call.
    private let handle: UnsafeMutableRawPointer

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    /// A function by its name.
    func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }
}
