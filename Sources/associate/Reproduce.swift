import ArgumentParser
import Evidence
import Foundation
import Pipeline
import Terminal

/// Does a run again and compares every file.
struct Reproduce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do a run again from its snapshot and compare every file, byte by byte.",
        discussion: """
            Examples:
              associate reproduce latest
              associate reproduce runs/2026-11-24-late-flights-9f3a --from-sources
              associate reproduce latest --attestation attestation.json --key key.pem

            The run needs nothing but its folder. What differs is named down to the value, and an attestation in \
            in-toto's form is written; the Ed25519 key that --key or ASSOCIATE_SIGNING_KEY names signs it. Exit status: 0 every file is the same · 1 it failed through no fault of the input · 2 the \
            run is unknown or cannot be read · 3 a file differs, or was changed · 64 usage · 130 interrupted.
            """
    )

    @Argument(help: "The run: its id, the beginning of one, 'latest', or its folder.", completion: .directory)
    var run: String

    @Flag(help: "Read the sources and run the SQL again too.")
    var fromSources = false

    @Option(help: "Where to write the attestation (default: attestations/RUN.json in the store).", completion: .file())
    var attestation: String?

    @Option(help: "The Ed25519 key that signs it, in PEM (default: $ASSOCIATE_SIGNING_KEY).", completion: .file())
    var key: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var work: ThreadOptions

    func run() async throws {
        let configured = key ?? ProcessInfo.processInfo.environment["ASSOCIATE_SIGNING_KEY"]
        let call = ReproduceCall(
            run: run, store: try common.storePath(), threads: work.threads, executable: Executable.path,
            fromSources: fromSources, attestation: attestation, signingKey: configured.flatMap { $0.isEmpty ? nil : $0 }
        )
        let screen = RunScreen(output: common.people, silent: common.quiet)
        let job = Task { [call] in try await ReproduceJob(call, observer: screen.observe).run() }
        let document = try await Rendering.command(common, job: job, ended: screen.clear) { document, output in
            ReproductionText(document).lines(output.style).forEach { output.line($0) }
        }
        if document.verdict != .reproduced { throw ExitStatus.checksStopped.exitCode }
    }
}
