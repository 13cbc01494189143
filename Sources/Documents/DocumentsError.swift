package import Evidence

/// What goes wrong with documents: only that one is asked for which is not there.
package struct DocumentsError: HouseError, Equatable {
    package let findings: [Finding]

    package var exitStatus: ExitStatus { .inputWrong }

    /// Nobody raises a finding of that code.
    static func unknownFinding(_ text: String, nearest: String?) -> DocumentsError {
        let advice = nearest.map { "did you mean '\($0)'? associate explain \($0)" }
        return DocumentsError(findings: [
            Finding(
                .error, .argumentInvalid, "there is no finding '\(text.prefix(80))'",
                advice: advice ?? "associate explain lists all codes")
        ])
    }
}
