package import Evidence

/// Why a model from outside does not go with a table or a task.
package struct ForeignError: HouseError, Equatable {
    package let findings: [Finding]

    /// The file, the brief or the table is wrong.
    package var exitStatus: ExitStatus { .inputWrong }

    /// Takes what was found.
    package init(_ findings: [Finding]) { self.findings = findings }

    static func misfit(_ message: String, advice: String, column: String? = nil, count: Int? = nil) -> ForeignError {
        ForeignError([
            Finding(.error, .foreignModelMisfit, message, advice: advice, column: column, count: count)
        ])
    }

    /// The file is not the one that was judged.
    package static func otherBytes(_ file: String) -> ForeignError {
        ForeignError([
            Finding(
                .error, .runDamaged, "\(DisplayText.escaped(file)) is not the file that was judged: its hash differs",
                advice: "bring the file back from a copy of the run", file: file)
        ])
    }

    /// The same with the file that it is about.
    package func of(_ file: String) -> ForeignError {
        ForeignError(
            findings.map { found in
                var found = found
                found.file = found.file ?? file
                return found
            })
    }
}
