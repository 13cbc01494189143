package import Evidence

/// What can go wrong between Associate and an engine.
package struct WarehouseError: HouseError, Equatable {
    /// The kinds of errors of this room.
    package enum Code: Sendable, Equatable, CaseIterable {
        /// A native library is not installed, or does not load.
        case libraryMissing
        /// The engine failed through no fault of the SQL or the data.
        case engineFailed
        /// The SQL is wrong, or fails on the data.
        case sqlFailed
        /// The SQL does what the lock-down forbids.
        case sqlRefused
        /// The SQL is not exactly one SELECT.
        case notOneQuery
        /// A file cannot be opened.
        case sourceUnreadable
        /// A file is not what its format says.
        case sourceMalformed
        /// A file has nothing in it.
        case sourceEmpty
        /// Files of one source have columns of different names or types.
        case sourceTypesDiffer
        /// The answer has more rows or columns than fit.
        case tooLarge
        /// The answer has two columns of one name, or a name that cannot be used.
        case columnName
        /// The engine reached its memory limit.
        case outOfMemory
        /// The disk under the engine's temporary folder or its output is full.
        case diskFull
        /// The disk under the engine's temporary folder or its output refuses to write.
        case diskFailed
        /// The query was cancelled.
        case cancelled
        /// The engine has no way to say or do this.
        case notSupported
    }

    package var code: Code
    /// What happened, in the engine's words where it has any, without paths of this machine.
    package var message: String
    /// Line in the SQL, from 1, where the engine names one.
    package var line: Int?
    /// Column in that line, in characters, from 1.
    package var columnNumber: Int?
    /// The column of a table that is concerned.
    package var column: String?
    /// What to do next.
    package var advice: String?
    /// The file concerned, by its last name.
    package var file: String?
    /// The line of `file` that is wrong, from 1.
    package var fileLine: Int?
    /// Facts for programs, such as the tables of a file that has several.
    package var evidence: [String: JSONValue] = [:]
    /// What was found beside it.
    package var further: [Finding] = []

    package init(_ code: Code, _ message: String, column: String? = nil, advice: String? = nil) {
        self.code = code
        self.message = message
        self.column = column
        self.advice = advice
    }

    /// The error for names of columns that cannot be used; the list must not be empty.
    init(columnNames findings: [Finding]) {
        self.init(.columnName, findings.first?.message ?? "", column: findings.first?.column)
        advice = findings.first?.advice
        file = findings.first?.file
        further = Array(findings.dropFirst())
    }

    package var findings: [Finding] {
        [
            Finding(
                .error, findingCode, message, advice: advice ?? defaultAdvice, file: file,
                line: file == nil ? line : fileLine, columnNumber: file == nil ? columnNumber : nil, column: column,
                evidence: evidence)
        ] + further
    }

    package var exitStatus: ExitStatus {
        switch code {
        case .libraryMissing, .engineFailed, .outOfMemory, .diskFull, .diskFailed: .failed
        case .cancelled: .interrupted
        case .sqlFailed, .sqlRefused, .notOneQuery, .sourceUnreadable, .sourceMalformed, .sourceEmpty,
            .sourceTypesDiffer, .tooLarge, .columnName, .notSupported:
            .inputWrong
        }
    }

    private var findingCode: FindingCode {
        switch code {
        case .libraryMissing: .libraryMissing
        case .engineFailed: .engineFailed
        case .sqlFailed: .sqlFailed
        case .sqlRefused: .sqlRefused
        case .notOneQuery: .sqlNotOneQuery
        case .sourceUnreadable: .sourceUnreadable
        case .sourceMalformed: .sourceMalformed
        case .sourceEmpty: .sourceEmpty
        case .sourceTypesDiffer: .sourceTypesDiffer
        case .tooLarge: .sourceTooLarge
        case .columnName: .columnNameUnusable
        case .outOfMemory: .engineOutOfMemory
        case .diskFull: .diskFull
        case .diskFailed: .storeUnusable
        case .cancelled: .interrupted
        case .notSupported: .notInThisVersion
        }
    }

    private var defaultAdvice: String {
        switch code {
        case .libraryMissing: "run scripts/bootstrap, or point ASSOCIATE_LIBRARY_PATH at the library's folder"
        case .engineFailed: "run again; if it stays, report it with the engine's message"
        case .sqlFailed: "correct the SQL"
        case .sqlRefused: "read only the sources of the brief, by their names"
        case .notOneQuery: "write one SELECT and nothing else"
        case .sourceUnreadable: "check the path and the permissions"
        case .sourceMalformed: "correct the file, or write it again"
        case .sourceEmpty: "give a file with a header and rows"
        case .sourceTypesDiffer: "give every file of the source the same columns and types"
        case .tooLarge: "select fewer rows or columns"
        case .columnName: "rename the column in the SQL"
        case .outOfMemory: "give the engine more memory, or read fewer columns"
        case .diskFull: "free space on the disk and run again"
        case .diskFailed: "check the disk that the store and temporary files are on, then run again"
        case .cancelled: "run again"
        case .notSupported: "use an engine that can, such as duckdb"
        }
    }
}
