import CONNXRuntime
import Libraries

/// ONNX Runtime's table of functions, from the library that the machine has.
package struct RuntimeLibrary: @unchecked Sendable {
    // The table is constant, and any thread may call its functions.
    let functions: UnsafePointer<OrtApi>
    /// The version of the library.
    package let version: String

    /// Names of the library's file.
    package static let fileNames = ["libonnxruntime.\(SharedLibrary.suffix)", "libonnxruntime.so.*"]

    /// Opens the library.
    ///
    /// - Throws: ``RuntimeError`` `library-missing` where there is none, it does not load, or it is another one.
    package init(searching folders: [String] = LibraryFolders.all()) throws(RuntimeError) {
        let library: SharedLibrary
        do throws(SharedLibrary.Failure) {
            library = try SharedLibrary.open(Self.fileNames, searching: folders)
        } catch {
            throw .library(error)
        }
        guard let symbol = library.symbol("OrtGetApiBase"),
            let base = unsafeBitCast(symbol, to: Optional<OrtGetApiBaseFunction>.self)?(),
            let functions = base.pointee.GetApi(UInt32(ORT_TABLE_VERSION)),
            let version = base.pointee.GetVersionString()
        else { throw .tooOld }
        self.functions = functions
        self.version = String(cString: version)
    }

    /// The file that is opened; `nil` where the system's loader has to find it.
    package static func path(searching folders: [String] = LibraryFolders.all()) -> String? {
        SharedLibrary.path(of: fileNames, searching: folders)
    }

    /// Turns a status into an error with the library's words.
    func check(_ status: OpaquePointer?) throws(RuntimeError) {
        guard let status else { return }
        defer { functions.pointee.ReleaseStatus(status) }
        throw .refused(functions.pointee.GetErrorMessage(status).map { String(cString: $0) } ?? "it gave no reason")
    }

    /// What a function makes, by the pointer that it is handed.
    func made(_ make: (inout OpaquePointer?) -> OpaquePointer?) throws(RuntimeError) -> OpaquePointer {
        var made: OpaquePointer?
        try check(make(&made))
        guard let made else { throw .refused("nothing was made") }
        return made
    }
}
