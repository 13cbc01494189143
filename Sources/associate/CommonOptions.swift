import ArgumentParser
import Evidence
import Foundation
import Pipeline
import Terminal

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "Folder that holds the runs (default: $ASSOCIATE_STORE, else runs).")
    var store: String?

    @Flag(help: "Print one JSON document on standard output; progress goes to standard error.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    /// The store's folder as the person named it.
    ///
    /// - Throws: `StoreError` where it would lie inside a run.
    func storePath() throws -> String { try StorePlace.chosen(option: store) }

    /// Where people read: standard output, or standard error where a program reads the former.
    var people: Output { Output(json ? .standardError : .standardOutput) }
}

/// How many threads a command works with.
struct ThreadOptions: ParsableArguments {
    @Option(help: "Threads to work with (default: the cores). The result does not depend on it.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard (1...1_024).contains(threads) else {
            throw ValidationError("--threads takes a number from 1 to 1024, not \(threads)")
        }
    }
}
