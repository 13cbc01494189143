package import Evidence

/// Why a run is not complete, and where that is recorded.
package struct RunFailure: HouseError {
    package private(set) var findings: [Finding]
    package let exitStatus: ExitStatus
    /// How the run is recorded.
    let status: RunStatus
    /// What `--json` prints.
    package private(set) var outcome: RunOutcome

    init(_ error: any Error) {
        switch error {
        case let error as any HouseError:
            findings = error.findings
            exitStatus = error.exitStatus
        case is CancellationError:
            findings = [Finding(.error, .interrupted, "the run was interrupted", advice: "start it again")]
            exitStatus = .interrupted
        default:
            findings = [
                Finding(
                    .error, .internalError, "\(error)",
                    advice: "this is a fault of Associate; please report it with the brief")
            ]
            exitStatus = .failed
        }
        status =
            switch exitStatus {
            case .checksStopped, .signOffNeeded: .stopped
            case .interrupted, .terminated: .interrupted
            case .done, .failed, .inputWrong, .usage: .failed
            }
        outcome = RunOutcome(status: status, findings: findings)
    }

    /// The failure with further findings and the outcome as recorded.
    func adding(_ further: [Finding], outcome: RunOutcome) -> RunFailure {
        var failure = self
        failure.findings += further
        failure.outcome = outcome
        return failure
    }
}

/// An error among the checks: nothing is fitted.
struct ChecksStopped: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .checksStopped }
}
