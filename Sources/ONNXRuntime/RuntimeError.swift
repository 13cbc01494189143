package import Evidence
import Libraries

/// Why ONNX Runtime gave no answer.
package struct RuntimeError: HouseError, Equatable {
    package let findings: [Finding]
    /// The library's words, where it refused something.
    package let refusal: String?

    /// Neither the brief nor the data is at fault.
    package var exitStatus: ExitStatus { .failed }

    private init(_ code: FindingCode, _ message: String, advice: String, refusal: String? = nil) {
        findings = [Finding(.error, code, message, advice: advice)]
        self.refusal = refusal
    }
}

extension RuntimeError {
    static func library(_ failure: SharedLibrary.Failure) -> RuntimeError {
        switch failure {
        case .missing: missing("is not installed")
        case .unloadable: missing("was found but does not load")
        }
    }

    static let tooOld = missing("was found but has another interface")

    private static func missing(_ what: String) -> RuntimeError {
        RuntimeError(
            .libraryMissing, "ONNX Runtime \(what)",
            advice: "run scripts/bootstrap, or point ASSOCIATE_LIBRARY_PATH at the library's folder")
    }

    /// ONNX Runtime refused something.
    static func refused(_ words: String) -> RuntimeError {
        RuntimeError(
            .engineFailed, "ONNX Runtime failed: \(words)",
            advice: "report this with the brief: it is a fault of Associate", refusal: words)
    }

    /// A text that its interface cannot take.
    static let nulInText = RuntimeError(
        .engineFailed, "ONNX Runtime takes no text with a NUL character", advice: "take it out where the table is made")
}
