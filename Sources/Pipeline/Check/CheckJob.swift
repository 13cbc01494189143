import DataQuality
package import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// What a call of `check` asks for, as the person wrote it.
package struct CheckCall: Sendable {
    /// A brief, or a table: a path or a glob.
    package var input: String
    /// The column to predict, where the input is a table; `nil` for none.
    package var label: String?
    /// A suite's file; `nil` for the brief's own.
    package var suite: String?
    /// Where a suite is written that is proposed from the data; `nil` for none.
    package var proposal: String?
    /// Where earlier runs are looked for; nothing is written there.
    package var store: String
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Bytes that the engine may use before it spills to disk.
    package var engineMemory: Int
    /// Moments at which the sources are cut for the leakage replay; `nil` for the standard number.
    package var cutCount: Int?
    /// Whether they are cut at every moment of prediction.
    package var isExhaustive = false
    /// Whether it is proved that fitting features knows no rows but those that fit.
    package var provesPreprocessing = false

    package init(
        input: String, suite: String?, proposal: String? = nil, store: String, threads: Int, executable: String,
        engineMemory: Int = 1 << 30
    ) {
        self.input = input
        self.suite = suite
        self.proposal = proposal
        self.store = store
        self.threads = threads
        self.executable = executable
        self.engineMemory = engineMemory
    }

    /// Where the sources are cut.
    var cuts: CutRule { isExhaustive ? .exhaustive : cutCount.map { .count($0) } ?? .standard }

    /// Whether the input is a brief.
    package var isBrief: Bool { [".yaml", ".yml"].contains { input.lowercased().hasSuffix($0) } }
}

/// Checks data without fitting anything.
package struct CheckJob: Sendable {
    private let call: CheckCall

    package init(_ call: CheckCall) { self.call = call }

    /// Checks the input; errors among the findings are in the document, and mean that the data is not as expected.
    ///
    /// - Throws: a `HouseError`: exit 2 where the input, the brief or the suite is wrong.
    package func run() async throws -> ChecksDocument {
        let suite = try call.suite.map { try SuiteReader.read(contentsOf: $0) }
        let scratch = try Scratch.make("check")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        try checkProposal()
        guard call.isBrief || call.label != nil else {
            return try await SourceCheck(call, suite: suite, scratch: scratch).run()
        }
        return try await BriefCheck(call, suite: suite, scratch: scratch).run()
    }
}

extension CheckJob {
    /// A proposal takes the place of no file.
    private func checkProposal() throws {
        guard let path = call.proposal else { return }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ArgumentError("--propose names a file that is there: \(path)", advice: "name another file")
        }
    }
}

extension CheckCall {
    /// Writes the suite that is proposed, where one is asked for.
    func write(_ suite: Suite) throws {
        guard let proposal else { return }
        let text = SuiteWriter.text(
            for: suite, comment: "Proposed from \(input): read it, correct it, and give it to --suite.")
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: proposal), options: .withoutOverwriting)
        } catch {
            throw FileFailure("the suite cannot be written to \(proposal)")
        }
    }
}
