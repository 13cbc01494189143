import Foundation

/// What a call of `init` asks for, as the person wrote it.
package struct InitCall: Sendable {
    /// Tables: paths or globs, at least one.
    package var inputs: [String]
    /// The column to predict; `nil` to have it asked or guessed.
    package var label: String?
    /// Where the brief is written.
    package var output: String
    /// Whether files that are there are written anew.
    package var overwrites = false
    /// Whether a label may be guessed.
    package var guesses = false
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Bytes that the engine may use before it spills to disk.
    package var engineMemory = 1 << 30

    package init(inputs: [String], label: String?, output: String, threads: Int, executable: String) {
        self.inputs = inputs
        self.label = label
        self.output = output
        self.threads = threads
        self.executable = executable
    }

    /// The folder of the brief.
    var directory: String { (output as NSString).deletingLastPathComponent }

    /// Where the suite is written: beside the brief.
    var suite: String {
        let name = ((output as NSString).lastPathComponent as NSString).deletingPathExtension
        return (directory as NSString).appendingPathComponent(name + ".checks.yaml")
    }

    /// A path of the call as the brief writes it, relative to its own folder where the person wrote it relative.
    func written(_ path: String) -> String {
        guard !path.hasPrefix("/"), !directory.isEmpty, directory != "." else { return path }
        func parts(_ path: String) -> [String] { URL(fileURLWithPath: path).standardizedFileURL.pathComponents }
        let (to, from) = (parts(path), parts(directory))
        let shared = zip(to, from).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: from.count - shared) + to[shared...]).joined(separator: "/")
    }
}

/// Asks a person which of the likely labels is the one; `nil` where nobody can be asked.
package typealias LabelQuestion = @Sendable ([LabelCandidate]) -> LabelCandidate?

/// A column that may be the label, for a person to choose.
package struct LabelCandidate: Sendable, Equatable, Encodable {
    package var table: String
    package var column: String
    package var reason: String
    /// Whether it is what happens after a prediction, for which no column stands.
    package var isOutcome: Bool

    private enum CodingKeys: String, CodingKey {
        case table, column, reason
        case isOutcome = "is_outcome"
    }
}
