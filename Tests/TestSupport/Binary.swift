package import Evidence
package import Foundation

/// The built program, called as a person would.
package enum Binary {
    /// The repository.
    package static var root: URL { Fixture.packageRoot }

    /// The debug build that `swift build --build-tests` leaves.
    package static let path = root.appendingPathComponent(".build/debug/associate").path

    /// What a program left when it ended.
    package struct Result: Sendable {
        package var status: Int32
        package var output: String
        package var errors: String

        /// The one JSON document on standard output.
        package func json() throws -> JSONValue {
            try CanonicalJSON.decode(JSONValue.self, from: Data(output.utf8))
        }

        /// The first line on standard error.
        package var firstError: String { errors.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? "" }
    }

    /// A started program.
    package final class Running {
        package let process: Process
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
            for name in ["ASSOCIATE_STORE", "NO_COLOR", "COLUMNS"] { variables[name] = nil }
            for (name, value) in environment { variables[name] = value }
            process.environment = variables
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: outputFile)
            process.standardError = try FileHandle(forWritingTo: errorFile)
            try process.run()
        }

        /// What the program has printed on standard output so far.
        package var outputSoFar: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }

        /// Waits for the end; a status over 128 stands for the signal that ended the program, as in a shell.
        package func wait() throws -> Result {
            process.waitUntilExit()
            defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
            let bySignal = process.terminationReason == .uncaughtSignal
            return Result(
                status: process.terminationStatus + (bySignal ? 128 : 0),
                output: try String(contentsOf: outputFile, encoding: .utf8),
                errors: try String(contentsOf: errorFile, encoding: .utf8))
        }
    }

    /// Starts the program; a wrapper is a program with arguments that starts it in turn.
    package static func start(
        _ arguments: [String], in directory: String, environment: [String: String] = [:],
        through wrapper: [String] = [], executable: String = path
    ) throws -> Running {
        let words = wrapper + [executable] + arguments
        return try Running(
            Array(words.dropFirst()), directory: directory, environment: environment, executable: words[0])
    }

    /// Runs the program to its end.
    package static func run(
        _ arguments: [String], in directory: String, environment: [String: String] = [:],
        through wrapper: [String] = [], executable: String = path
    ) throws -> Result {
        try start(arguments, in: directory, environment: environment, through: wrapper, executable: executable).wait()
    }
}
