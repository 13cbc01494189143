/// Where scores are worked out.
package enum ScorePlace: String, Sendable, CaseIterable {
    /// In this process.
    case process
    /// In the engine, by the model as SQL.
    case warehouse
}

/// What a call of `score` asks for, as the person wrote it.
package struct ScoreCall: Sendable {
    /// A run's id, `latest`, the name of a brief, a run's folder, or its `model` folder.
    package var model: String
    /// The store's folder as the person named it; `nil` for the usual one.
    package var store: String?
    /// Tables: paths or globs, all of one form, or `NAME=PATH` for sources of the brief.
    package var input: [String]
    /// Where the scored rows go; `-` is standard output.
    package var output: String
    /// Columns of the input to keep beside the key.
    package var keep: [String]
    /// Whether all columns of the input are kept.
    package var keepAll: Bool
    /// How many of the strongest reasons a row gets in words.
    package var explain: Int
    package var place: ScorePlace
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Bytes that each engine may use before it spills to disk.
    package var engineMemory: Int

    /// Reasons beyond this many are refused.
    package static let reasonLimit = 20

    package init(
        model: String, store: String?, input: [String], output: String, keep: [String] = [], keepAll: Bool = false,
        explain: Int = 0, place: ScorePlace = .process, threads: Int, executable: String, engineMemory: Int = 1 << 30
    ) {
        self.model = model
        self.store = store
        self.input = input
        self.output = output
        self.keep = keep
        self.keepAll = keepAll
        self.explain = explain
        self.place = place
        self.threads = threads
        self.executable = executable
        self.engineMemory = engineMemory
    }

    /// - Throws: ``ArgumentError`` where arguments cannot be, whatever the files hold.
    func check() throws {
        guard !input.isEmpty else {
            throw ArgumentError("--input names no file", advice: "name a table: --input customers.csv")
        }
        guard (0...Self.reasonLimit).contains(explain) else {
            throw ArgumentError(
                "--explain takes a number from 0 to \(Self.reasonLimit), not \(explain)",
                advice: "ask for fewer reasons; those behind the first few add little")
        }
        guard explain == 0 || place == .process else {
            throw ArgumentError(
                "--explain and --where warehouse do not go together: SQL gives scores, not their reasons",
                advice: "leave --where out, or --explain")
        }
        guard keep.isEmpty || !keepAll else {
            throw ArgumentError("--keep and --keep-all do not go together", advice: "leave one of them out")
        }
    }
}
