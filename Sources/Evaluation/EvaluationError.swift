package import Evidence

/// Why a split or an evaluation could not be made.
package struct EvaluationError: HouseError, Equatable {
    /// What is wrong, the first first; never empty.
    package let findings: [Finding]
    /// `checksStopped` for a split that the data does not allow, `inputWrong` for predictions or weights.
    package let exitStatus: ExitStatus

    package init(_ findings: [Finding], exitStatus: ExitStatus) {
        precondition(!findings.isEmpty, "an error has a finding")
        self.findings = Array(findings.prefix(Limits.findingsShown))
        self.exitStatus = exitStatus
    }
}
