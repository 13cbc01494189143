import ArgumentParser
import Foundation
import Pipeline
import Terminal

/// The child process in which `doctor` opens one library; people never call it.
struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "_probe", abstract: "Open a library and tell its version.", shouldDisplay: false)

    @Argument var part: NativePart

    func run() throws {
        Output(.standardOutput).write(String(decoding: try part.probe(), as: UTF8.self))
    }
}

extension NativePart: ExpressibleByArgument {}
