import Evidence
import Framing

/// A decision that the role may not take alone: another person has to sign it first.
struct SignOff: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .signOffNeeded }

    /// Stops where the brief asks for a sensitive column as a feature: no sign-off can be recorded yet.
    static func require(for brief: Brief) throws {
        let requests = requests(of: brief)
        guard requests.isEmpty else { throw SignOff(findings: requests) }
    }

    /// An error for each use of a sensitive column that the brief asks for, with the purpose.
    static func requests(of brief: Brief) -> [Finding] {
        brief.sensitiveUse.map { note in
            var finding = brief.finding(
                .signOffNeeded, at: "sensitive_use.\(note.column)",
                "using the sensitive column '\(note.column)' as a feature needs another person's sign-off",
                advice: "sign-offs cannot be recorded in this version: take '\(note.column)' out of sensitive_use "
                    + "to run without it",
                column: note.column)
            finding.evidence = ["purpose": .string(note.text)]
            return finding
        }
    }
}

/// Stops where findings hold an error: for a sign-off where one of them asks for it, else for better data.
func stop(at findings: [Finding]) throws {
    let errors = findings.filter { $0.severity == .error }
    guard !errors.isEmpty else { return }
    if errors.contains(where: \.code.asksForSignOff) { throw SignOff(findings: errors) }
    throw ChecksStopped(findings: errors)
}
