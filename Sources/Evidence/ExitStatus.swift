/// What a command's exit status says (contracts, section 4).
package enum ExitStatus: Int32, Sendable, CaseIterable, Codable {
    /// The job is done, whatever the verdict.
    case done = 0
    /// It failed through no fault of the input.
    case failed = 1
    /// The brief, the data or the arguments are wrong.
    case inputWrong = 2
    /// Checks stopped the job.
    case checksStopped = 3
    /// A sign-off is needed.
    case signOffNeeded = 4
    /// The command was not called rightly.
    case usage = 64
    /// Ctrl-C ended the job.
    case interrupted = 130
    /// A polite kill ended the job.
    case terminated = 143
}

/// An error that names its place and its cure, and decides the exit status.
package protocol HouseError: Error, CustomStringConvertible {
    /// What went wrong, at most ``Limits/findingsShown`` of it, the first first; never empty.
    var findings: [Finding] { get }
    /// The status with which the command ends.
    var exitStatus: ExitStatus { get }
}

extension HouseError {
    package var description: String {
        findings.map { [$0.place, $0.message].compactMap(\.self).joined(separator: ": ") }.joined(separator: "\n")
    }
}
