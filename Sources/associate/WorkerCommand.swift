import ArgumentParser
import Worker

/// The child process that opens foreign bytes; people never call it.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "_worker", abstract: "Read sources on behalf of a run.", shouldDisplay: false)

    func run() throws { WorkerProcess.main() }
}
