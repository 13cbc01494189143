import Evidence
import Foundation
import ONNXRuntime
import TestSupport
import Testing

@Suite("ONNX Runtime")
struct RuntimeLibraryTests {
    @Test("the library tells its version")
    func version() throws {
        #expect(try RuntimeLibrary().version.first?.isNumber == true)
    }

    @Test("a library of the name that is none is an error that says what to do")
    func another() throws {
        let place = try Workspace()
        try place.write("libonnxruntime.so", "text")
        let error = #expect(throws: RuntimeError.self) { try RuntimeLibrary(searching: [place.path]) }
        #expect(error?.findings.first?.code == .libraryMissing)
        #expect(error?.findings.first?.advice?.contains("scripts/bootstrap") == true)
    }

    @Test("what is no ONNX file is refused in the library's words")
    func refused() throws {
        let library = try RuntimeLibrary()
        for bytes in [Data(), Data("model".utf8), Data(repeating: 0xFF, count: 100)] {
            let error = #expect(throws: RuntimeError.self) { try RuntimeSession(bytes, in: library) }
            #expect(error?.findings.first?.code == .engineFailed)
        }
    }
}
