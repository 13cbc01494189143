import ArgumentParser
import Documents
import Foundation
import Terminal

/// Prints `docs/reference.md`, for scripts/generate and the test that holds the document to the commands.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "_reference", abstract: "Print the reference of the commands.", shouldDisplay: false)

    func run() throws {
        let reference = try CommandReference(dump: Data(Associate._dumpHelp().utf8))
        Output(.standardOutput).write(reference.markdown)
    }
}
