package import Evidence
import Foundation

/// A Python with the programs that packages are for: the one that `ASSOCIATE_PYTHON` names, else the one that
/// `scripts/python-oracles` made.
package enum OraclePython {
    /// Why tests are left out where there is none.
    package static let absence =
        "no Python with stock onnx, onnxruntime and mlflow: eval \"$(scripts/python-oracles)\" makes one"

    /// Whether there is one.
    package static var isThere: Bool { interpreter != nil }

    /// A Python with PySpark and a Java, where `ASSOCIATE_SPARK` names one.
    package static let spark = ProcessInfo.processInfo.environment["ASSOCIATE_SPARK"]

    package static let interpreter: String? = {
        if let named = ProcessInfo.processInfo.environment["ASSOCIATE_PYTHON"] { return named }
        let made = Binary.root.appendingPathComponent(".deps/python/bin/python").path
        return FileManager.default.isExecutableFile(atPath: made) ? made : nil
    }()

    /// Why a script gave no document.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The JSON document that a script of `Tests/Oracles` prints about a folder.
    package static func document(
        of script: String, about folder: String, by interpreter: String? = interpreter
    ) throws -> JSONValue {
        guard let interpreter else { throw Failure(description: absence) }
        let path = Binary.root.appendingPathComponent("Tests/Oracles/\(script)").path
        let result = try Binary.run(["-B", path, folder], in: folder, executable: interpreter)
        guard result.status == 0 else { throw Failure(description: String(result.errors.suffix(2_000))) }
        return try result.json()
    }
}
