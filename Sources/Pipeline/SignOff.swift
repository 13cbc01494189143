import Evidence
import Framing

/// A decision that the role may not take alone: another person has to sign it first.
struct SignOff: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .signOffNeeded }

    /// Stops where the brief asks for a sensitive column as a feature: no sign-off can be recorded yet.
    static func require(for brief: Brief) throws {
        guard !brief.sensitiveUse.isEmpty else { return }
        throw SignOff(
            findings: brief.sensitiveUse.map { note in
                brief.finding(
                    .signOffNeeded, at: "sensitive_use.\(note.column)",
                    "using the sensitive column '\(note.column)' as a feature needs another person's sign-off",
                    advice: "sign-offs cannot be recorded in this version: take '\(note.column)' out of sensitive_use "
                        + "to run without it",
                    column: note.column)
            })
    }
}
