import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A library that was opened at run time and stays open until the process ends, as it may have threads of its own.
package struct SharedLibrary: @unchecked Sendable {
    // Only handed to `dlsym`, which any thread may call.
    private let handle: UnsafeMutableRawPointer

    /// The ending of a library's file name on this system.
    #if os(macOS)
        package static let suffix = "dylib"
    #else
        package static let suffix = "so"
    #endif

    /// Why no library was opened.
    package enum Failure: Error, Equatable {
        /// Neither a folder nor the system's loader has it.
        case missing
        /// A file was found, and the loader refused the first of them with these words, which may hold paths.
        case unloadable(String)
    }

    /// Opens the first file that loads: from the folders in their order, then by the system's loader.
    ///
    /// - Parameters:
    ///   - fileNames: Names to look for, the first found in a folder is taken; a star stands for anything.
    ///   - folders: Folders to look in before the system's own.
    ///   - prepare: Called before a file is opened, with its folder and its name.
    /// - Returns: The open library.
    /// - Throws: ``Failure`` where there is none, or none that loads.
    package static func open(
        _ fileNames: [String], searching folders: [String],
        prepare: (_ folder: String, _ file: String) -> Void = { _, _ in }
    ) throws(Failure) -> SharedLibrary {
        var failures: [String] = []
        for folder in folders {
            guard let file = file(of: fileNames, in: folder) else { continue }
            prepare(folder, file)
            if let handle = dlopen("\(folder)/\(file)", RTLD_NOW | RTLD_LOCAL) { return SharedLibrary(handle: handle) }
            failures.append(dlerror().map { String(cString: $0) } ?? "unknown reason")
        }
        for fileName in fileNames where !fileName.contains("*") {
            if let handle = dlopen(fileName, RTLD_NOW | RTLD_LOCAL) { return SharedLibrary(handle: handle) }
        }
        throw failures.first.map { .unloadable($0) } ?? .missing
    }

    /// The first file of these names in the folders, which ``open(_:searching:prepare:)`` tries first; `nil` where the
    /// system's loader has to find it.
    package static func path(of fileNames: [String], searching folders: [String]) -> String? {
        for folder in folders {
            if let file = file(of: fileNames, in: folder) { return "\(folder)/\(file)" }
        }
        return nil
    }

    private init(handle: UnsafeMutableRawPointer) { self.handle = handle }

    /// A function by its name.
    package func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

    private static func file(of fileNames: [String], in folder: String) -> String? {
        for fileName in fileNames {
            guard let star = fileName.firstIndex(of: "*") else {
                if FileManager.default.fileExists(atPath: "\(folder)/\(fileName)") { return fileName }
                continue
            }
            let start = fileName[..<star]
            let end = fileName[fileName.index(after: star)...]
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if let name = names.sorted().first(where: { $0.hasPrefix(start) && $0.hasSuffix(end) }) { return name }
        }
        return nil
    }
}
