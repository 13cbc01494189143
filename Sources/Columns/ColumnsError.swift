package import Evidence

/// What can go wrong where columns enter or leave as Arrow.
package struct ColumnsError: HouseError, Equatable {
    /// The kinds of errors of this room.
    package enum Code: Sendable, Equatable, CaseIterable {
        /// The arrays break the rules of the Arrow C data interface.
        case malformed
        /// Two columns of one name.
        case duplicateName
        /// More rows or columns than `Limits` allow.
        case tooLarge
        /// The producer of the stream failed; the message is its own.
        case stream
    }

    package let code: Code
    /// What happened, in one sentence without a full stop.
    package let message: String
    /// The column concerned.
    package let column: String?

    package init(_ code: Code, _ message: String, column: String? = nil) {
        self.code = code
        self.message = message
        self.column = column
    }

    package var findings: [Finding] {
        let finding: (code: FindingCode, advice: String) =
            switch code {
            case .malformed:
                (.engineFailed, "the engine's answer cannot be trusted; check the version of its driver")
            case .duplicateName: (.columnNameUnusable, "give each column of the query a name of its own")
            case .tooLarge: (.sourceTooLarge, "select fewer rows or columns")
            case .stream: (.engineFailed, "see the engine's message")
            }
        return [Finding(.error, finding.code, message, advice: finding.advice, column: column)]
    }

    package var exitStatus: ExitStatus {
        switch code {
        case .malformed, .stream: .failed
        case .duplicateName, .tooLarge: .inputWrong
        }
    }
}
