import Evidence
package import Foundation
import Learning
import ONNXRuntime
import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A native library that Associate opens at run time, as `associate doctor` looks at it.
package enum NativePart: String, CaseIterable, Sendable {
    case duckDB = "duckdb"
    case lightGBM = "lightgbm"
    case onnxRuntime = "onnxruntime"
    case sqlite = "sqlite"

    /// What a child says of a library: its version, or why it cannot be used.
    struct Answer: Codable, Equatable {
        var version: String?
        var path: String?
        var findings: [Finding] = []
    }

    /// The name on the screen.
    var title: String {
        switch self {
        case .duckDB: "DuckDB"
        case .lightGBM: "LightGBM"
        case .onnxRuntime: "ONNX Runtime"
        case .sqlite: "SQLite driver"
        }
    }

    /// What it is for.
    var purpose: String {
        switch self {
        case .duckDB: "reads sources and runs their SQL"
        case .lightGBM: "grows boosted_trees"
        case .onnxRuntime: "proves the packaged model"
        case .sqlite: "reads SQLite files as the engine"
        }
    }

    /// Whether a brief that names nothing of the kind needs it.
    var isNeededAlways: Bool { self == .duckDB || self == .lightGBM }

    /// Opens the library and asks for its version: the whole of the hidden command `_probe`.
    ///
    /// It is for a process of its own, since a library can end the one that opens it.
    ///
    /// - Returns: one line of JSON.
    package func probe() throws -> Data {
        var answer = Answer()
        do {
            switch self {
            case .duckDB:
                answer.path = NativeLibrary.duckDB.path()
                let spill = FileManager.default.temporaryDirectory.appendingPathComponent("associate-probe").path
                answer.version = try Engine.duckDB(threads: 1, temporaryDirectory: spill).version()
            case .sqlite:
                answer.path = NativeLibrary.sqlite.path()
                answer.version = try Engine.sqlite(path: ":memory:").version()
            case .onnxRuntime:
                answer.path = RuntimeLibrary.path()
                answer.version = try RuntimeLibrary().version
            case .lightGBM:
                answer.path = BoostedTrees.libraryPath()
                try BoostedTrees.requireLibrary()
                answer.version = BoostedTrees.libraryVersion
            }
        } catch let error as any HouseError {
            answer.findings = error.findings
        }
        return try CanonicalJSON.encode(answer)
    }

    /// How it stands, found out by a child process.
    ///
    /// - Parameters:
    ///   - executable: this program, which is called again for its hidden command.
    ///   - seconds: the child is ended after so many.
    /// - Returns: its version, or why it cannot be used and the cure.
    func check(executable: String, seconds: Int = 60) -> Diagnosis.Check {
        let state: Diagnosis.State = isNeededAlways ? .missing : .look
        switch child(executable, seconds: seconds) {
        case .failure(let fault):
            return Diagnosis.Check(
                title, state, "cannot be looked at: \(fault.words)", cure: "rm -rf .deps && scripts/bootstrap")
        case .success(let answer):
            if let version = answer.version {
                // LightGBM's interface has no call for its version; functions that it has tell the least.
                let least = self == .lightGBM ? "\(version) or later" : version
                return Diagnosis.Check(title, .ok, "\(least) · \(purpose)", version: version, path: answer.path)
            }
            let finding = answer.findings.first
            return Diagnosis.Check(
                title, state, (finding?.message ?? "it gave no version") + "; it \(purpose)", path: answer.path,
                cure: finding?.advice ?? "scripts/bootstrap")
        }
    }

    /// Why a child gave no answer.
    private struct Fault: Error { let words: String }

    private func child(_ executable: String, seconds: Int) -> Result<Answer, Fault> {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["_probe", rawValue]
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return .failure(Fault(words: "its process does not start")) }
        let identifier = process.processIdentifier
        let overdue = DispatchWorkItem { kill(identifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: overdue)
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        overdue.cancel()
        if process.terminationReason == .uncaughtSignal {
            return .failure(Fault(words: "it ends the process that opens it (signal \(process.terminationStatus))"))
        }
        guard let answer = try? CanonicalJSON.decode(Answer.self, from: bytes) else {
            return .failure(Fault(words: "its process gave no answer"))
        }
        return .success(answer)
    }
}
