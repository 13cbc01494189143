import Evidence
import Foundation
import Testing

/// The built program, called as a person would.
enum Binary {
    /// The repository.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The debug build that `swift build --build-tests` leaves.
    static let path = root.appendingPathComponent(".build/debug/associate").path

    struct Result {
        var status: Int32
        var output: String
        var errors: String

        /// The one JSON document on standard output.
        func json() throws -> JSONValue { try CanonicalJSON.decode(JSONValue.self, from: Data(output.utf8)) }
    }

    /// A started program.
    final class Running {
        let process: Process
        private let outputFile: URL
        private let errorFile: URL

        fileprivate init(
            _ arguments: [String], directory: String, environment: [String: String], executable: String
        ) throws {
            let folder = FileManager.default.temporaryDirectory
            outputFile = folder.appendingPathComponent("output-\(UUID().uuidString)")
            errorFile = folder.appendingPathComponent("errors-\(UUID().uuidString)")
            // Files instead of pipes: a program that prints much must not wait for its reader.
            for file in [outputFile, errorFile] { try Data().write(to: file) }
            process = Process()
            process.executableURL = URL(fileURLWithPath: executable)
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: directory)
            var variables = ProcessInfo.processInfo.environment
            variables["ASSOCIATE_HOME"] = Binary.root.path
            variables["ASSOCIATE_STORE"] = nil
            for (name, value) in environment { variables[name] = value }
            process.environment = variables
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: outputFile)
            process.standardError = try FileHandle(forWritingTo: errorFile)
            try process.run()
        }

        /// Waits for the end.
        func wait() throws -> Result {
            process.waitUntilExit()
            defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
            return Result(
                status: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8),
                errors: try String(contentsOf: errorFile, encoding: .utf8))
        }
    }

    /// Starts the program.
    static func start(
        _ arguments: [String], in directory: String, environment: [String: String] = [:], through wrapper: [String] = []
    ) throws -> Running {
        let words = wrapper + [path] + arguments
        return try Running(
            Array(words.dropFirst()), directory: directory, environment: environment, executable: words[0])
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], in directory: String, environment: [String: String] = [:], through wrapper: [String] = []
    ) throws -> Result {
        try start(arguments, in: directory, environment: environment, through: wrapper).wait()
    }
}

/// A folder of a test's own, removed when the test ends.
final class Workspace {
    let path: String

    init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = base.appendingPathComponent("associate-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ name: String, _ bytes: Data) throws -> String {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        return file.path
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// Every file below a folder with its SHA-256, by relative path.
    static func hashes(under folder: String) throws -> [String: String] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        var hashes: [String: String] = [:]
        for name in names {
            let file = folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            hashes[name] = try ContentHash(ofFile: file).hex
        }
        return hashes
    }
}
