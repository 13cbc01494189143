package import Evidence

/// What goes wrong with runs, their files and the folder that holds them.
package struct StoreError: HouseError, Equatable {
    /// The kind of failure; it alone decides the exit status.
    package enum Code: String, Sendable, CaseIterable {
        /// The system refuses to read or write.
        case storeUnusable
        /// No space is left.
        case diskFull
        /// No run has that id.
        case runNotFound
        /// More than one run fits.
        case ambiguous
        /// A run lacks files, or its manifest cannot be read.
        case runDamaged
        /// A file of a run is not the one that its manifest names.
        case fileChanged
        /// An object, or a file that was to become one, does not hash to what it should.
        case objectChanged
        /// An object is not there.
        case objectMissing
        /// Every name for a run is taken.
        case runExists
        /// A name cannot be a path inside a run.
        case pathRefused
        /// An object was erased; its tombstone stands.
        case erased
    }

    package let code: Code
    /// What happened, in one sentence without a full stop at its end.
    package let message: String
    /// The file or folder concerned.
    package let path: String?
    /// What to do next.
    package let advice: String?

    package init(_ code: Code, _ message: String, path: String? = nil, advice: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.advice = advice
    }

    package var findings: [Finding] {
        [Finding(.error, code.findingCode, message, advice: advice, file: path)]
    }

    package var exitStatus: ExitStatus { code.exitStatus }
}

extension StoreError.Code {
    /// The code under which people look it up.
    package var findingCode: FindingCode {
        switch self {
        case .storeUnusable: .storeUnusable
        case .diskFull: .diskFull
        case .runNotFound: .runNotFound
        case .ambiguous, .pathRefused: .argumentInvalid
        case .runDamaged, .objectMissing, .erased: .runDamaged
        case .fileChanged, .objectChanged: .fileChanged
        case .runExists: .runExists
        }
    }

    /// What was asked wrongly, or about a run that is not as written, ends with 2; what the machine or the store did
    /// to a command that asked for none of it ends with 1.
    package var exitStatus: ExitStatus {
        switch self {
        case .runNotFound, .ambiguous, .pathRefused, .runDamaged, .fileChanged: .inputWrong
        case .storeUnusable, .diskFull, .runExists, .objectChanged, .objectMissing, .erased: .failed
        }
    }
}
