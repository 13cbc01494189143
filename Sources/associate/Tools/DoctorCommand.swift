import ArgumentParser
import Evidence
import Pipeline
import Terminal

/// Says whether this machine can do the job.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "See what is installed, what is missing, and the command that cures it.",
        discussion: """
            Examples:
              associate doctor
              associate doctor --store /data/runs --json

            Nothing is changed. Exit status: 0 nothing is missing · 1 something is · 64 usage.
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        let style = Output(.standardOutput).style
        let diagnosis = try Rendering.command(common) {
            try Doctor(
                store: common.storePath(), executable: Executable.path, isTerminal: style.redraws, width: style.width
            ).diagnosis()
        } show: { diagnosis, output in
            DiagnosisText(diagnosis).lines(output.style).forEach { output.line($0) }
        }
        if !diagnosis.isReady { throw diagnosis.exitStatus.exitCode }
    }
}
