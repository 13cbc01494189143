package import Evidence

/// What keeps a fitted model from being read or applied: the input's columns, or the file itself.
///
/// Codes: `feature-input-missing`, `feature-input-retyped` (all columns at once), `model-unreadable`.
package struct ScoringError: HouseError, Equatable {
    package let findings: [Finding]

    /// Takes at least one finding; only the first ``Limits/findingsShown`` are kept.
    package init(_ findings: [Finding]) {
        precondition(!findings.isEmpty, "an error says what went wrong")
        self.findings = Array(findings.prefix(Limits.findingsShown))
    }

    /// The input or the model file is wrong, whichever of the codes it is.
    package var exitStatus: ExitStatus { .inputWrong }

    /// The model document does not hold together.
    package static func unreadable(_ message: String, at path: String? = nil) -> ScoringError {
        ScoringError([
            Finding(
                .error, .modelUnreadable, path.map { "\($0): \(message)" } ?? message,
                advice: "Use the model/associate.json that the run wrote, unchanged; run the brief again if it is lost")
        ])
    }
}
