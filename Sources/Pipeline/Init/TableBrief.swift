import Evidence
import Foundation
package import Framing
import Learning

/// The brief of a table that came without one: the one that `associate init` proposes.
///
/// What `init` keeps out because it leaks or is personal stays in, for the run to stop at: nothing that a person should
/// decide is decided unseen. Tables that cannot be looked at get the plainest brief, and the run says what is wrong.
package struct TableBrief: Sendable {
    private let call: InitCall
    private let label: String
    private let observer: RunObserver

    package init(
        table: String, label: String, threads: Int, executable: String, observer: @escaping RunObserver
    ) {
        call = InitCall(
            inputs: [table], label: label, output: "brief.yaml", threads: threads, executable: executable)
        self.label = label
        self.observer = observer
    }

    /// Looks at the table and tries the brief, as `init` does.
    ///
    /// - Throws: `CancellationError`.
    package func brief() async throws -> Brief {
        let word = TableWord(call.inputs[0])
        let plain = Brief.inferred(forTable: word.path, table: word.table, label: label)
        // What is not installed is better said before the table is looked at.
        guard (try? BoostedTrees.requireLibrary()) != nil, let scratch = try? Scratch.make("init") else { return plain }
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        observer(.running(name: "brief", detail: "looking at the table"))
        do {
            return try await proposed(scratch)
        } catch {
            try Task.checkCancellation()
            return plain
        }
    }

    private func proposed(_ scratch: String) async throws -> Brief {
        let found = try await InitSurvey(call: call, scratch: scratch, observer: { _ in }, question: { _ in nil }).run()
        let workshop = CheckWorkshop(
            threads: call.threads, engineMemory: call.engineMemory, scratch: scratch, executable: call.executable)
        do {
            let audit = InitAudit(call: call, workshop: workshop, file: call.output, leavesErrors: true)
            return try read(try await audit.run(found.proposal, plan: found.plan).proposal.open)
        } catch {
            try Task.checkCancellation()
            return try read(found.proposal.open)
        }
    }

    /// The brief as it will be read from what the run keeps of it.
    private func read(_ proposed: Brief) throws -> Brief {
        var brief = try BriefReader.read(text: BriefWriter.text(for: proposed), file: call.output)
        brief.origin = proposed.origin
        return brief
    }
}
