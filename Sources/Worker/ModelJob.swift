import Evidence
import Foundation
import ONNXRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The child's part for a model from outside: its bytes are read once, hashed, looked through and loaded.
struct ModelJob {
    let loaded: LoadedModel
    private let session: RuntimeSession
    private let subject: String

    /// Loads the model.
    ///
    /// - Throws: ``WorkerError``: exit 2 where the file is not one that is taken, 1 where the library is missing.
    init(_ request: ModelRequest, report: (WorkerProgress) -> Void) throws(WorkerError) {
        subject = request.subject
        report(WorkerProgress(.loading, subject: subject))
        // A graph's relative paths start here.
        guard chdir(request.workingDirectory) == 0 else {
            throw WorkerError(
                failure: Finding(.error, .internalError, "the worker's folder for the model is missing"))
        }
        let library = try Self.translated(subject) { () throws(RuntimeError) in try RuntimeLibrary() }
        guard let bytes = FileManager.default.contents(atPath: request.path),
            ContentHash(of: bytes) == request.sha256
        else {
            throw .input(
                Finding(
                    .error, .fileChanged, "the copy of the model changed before it was read", advice: "run again",
                    file: subject))
        }
        if let refusal = ONNXScan.refusal(of: bytes) { throw .input(Self.unreadable(subject, refusal)) }
        let session = try Self.translated(subject) { () throws(RuntimeError) in
            try RuntimeSession(bytes, in: library)
        }
        let signature = try Self.translated(subject) { () throws(RuntimeError) in try session.signature() }
        self.session = session
        loaded = LoadedModel(signature: signature, versions: ["onnxruntime": library.version])
    }

    /// Runs rows through the model.
    ///
    /// - Throws: ``WorkerError`` with the library's words.
    func answers(to batch: ModelBatch, report: (WorkerProgress) -> Void) throws(WorkerError) -> [RuntimeArray] {
        report(WorkerProgress(.scoring, subject: subject))
        return try Self.translated(subject) { () throws(RuntimeError) in
            try session.run(batch.inputs, outputs: batch.outputs)
        }
    }

    private static func unreadable(_ subject: String, _ refusal: ONNXScan.Refusal) -> Finding {
        Finding(
            .error, .foreignModelUnreadable, "\(DisplayText.escaped(subject)) \(refusal.words)",
            advice: refusal.advice, file: subject)
    }

    private static func translated<Value>(
        _ subject: String, _ body: () throws(RuntimeError) -> Value
    ) throws(WorkerError) -> Value {
        do {
            return try body()
        } catch {
            guard let words = error.refusal else {
                throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
            }
            throw .input(
                Finding(
                    .error, .foreignModelUnreadable,
                    "ONNX Runtime does not take \(DisplayText.escaped(subject)): "
                        + DisplayText.escaped(String(words.prefix(300))),
                    advice: "open the file with Python's onnxruntime, and export it anew where that fails too",
                    file: subject))
        }
    }
}
