import ArgumentParser
import Documents
import Evidence
import Terminal

/// Says what a finding means and what to do about it.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a finding means, how it looks, and what to do about it.",
        discussion: """
            Examples:
              associate explain
              associate explain unknown-key
              associate explain key-not-unique --json

            Exit status: 0 done · 2 there is no such code · 64 usage.
            """)

    @Argument(
        help: "The code of a finding; all are listed without one.",
        completion: .list(FindingCode.allCases.map(\.rawValue)))
    var code: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let code else {
            try Rendering.command(common) {
                ["findings": FindingEntry.all]
            } show: { _, output in
                ExplanationText.index(FindingEntry.all, output.style).forEach { output.line($0) }
            }
            return
        }
        try Rendering.command(common) {
            try FindingEntry.named(code)
        } show: { entry, output in
            ExplanationText.lines(entry, output.style).forEach { output.line($0) }
        }
    }
}
