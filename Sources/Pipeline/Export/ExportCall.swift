package import Evidence
package import Warehouse

/// What a person asked to have exported.
package struct ExportCall: Sendable {
    /// A run as `RunStore` finds it, its folder, or its `model` folder.
    package let model: String
    package let kind: ExportKind?
    package let store: String
    package let threads: Int
    package var dialect = Dialect.Name.duckdb
    /// The relation of raw rows that the SQL reads, its schema before it.
    package var relation = ["rows"]
    /// Columns that the SQL hands on; the key where it is empty.
    package var kept: [String] = []
    /// Where to write; the kind's usual place where it is `nil`.
    package var output: String?
    package var overwrites = false
    package var verifies = false

    package init(model: String, kind: ExportKind?, store: String, threads: Int) {
        (self.model, self.kind, self.store, self.threads) = (model, kind, store, threads)
    }

    /// The dialect of a word.
    ///
    /// - Throws: ``ArgumentError`` with the nearest dialect where there is none of that name.
    package mutating func setDialect(named word: String) throws {
        guard let name = Dialect.Name(rawValue: word.lowercased()) else {
            throw ArgumentError.unknownWord(word, "dialect", among: Dialect.Name.allCases.map(\.rawValue))
        }
        dialect = name
    }
}

/// `associate export --json`.
package struct ExportDocument: Codable, Sendable, Equatable {
    /// The folder that the model was read from.
    package var model: String
    package var kind: ExportKind?
    package var dialect: Dialect.Name?
    package var files: [ExportedFile]
    package var verification: [VerifiedEngine]
    /// Engines that were not asked, each with the reason.
    package var notAsked: [String: String]
    /// What to know of the model before it is used.
    package var findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case model, kind, dialect, files, verification, findings
        case notAsked = "not_asked"
    }

    /// Whether every engine that was asked gives the model's answer.
    package var holds: Bool { verification.allSatisfy(\.holds) }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(model, forKey: .model)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(dialect, forKey: .dialect)
        try fields.encode(files, forKey: .files)
        try fields.encode(verification, forKey: .verification)
        try fields.encode(notAsked, forKey: .notAsked)
        try fields.encode(findings, forKey: .findings)
    }
}

/// A file that was written.
package struct ExportedFile: Codable, Sendable, Equatable {
    package var path: String
    package var bytes: Int
    package var sha256: String
}

/// What an engine's answers differ from those in process.
package struct VerifiedEngine: Codable, Sendable, Equatable {
    package var engine: String
    /// Which rows were asked: a file of the run, or `built` ones.
    package var of: String
    package var rows: Int
    /// The largest difference, relative to the larger of 1 and the score in process; `nil` where it is infinite.
    package var worst: Double?
    package var labelsDiffer: Int
    package var nearThreshold: Int
    package var holds: Bool

    private enum CodingKeys: String, CodingKey {
        case engine, of, rows, worst, holds
        case labelsDiffer = "labels_differ"
        case nearThreshold = "near_threshold"
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(engine, forKey: .engine)
        try fields.encode(of, forKey: .of)
        try fields.encode(rows, forKey: .rows)
        try fields.encode(worst, forKey: .worst)
        try fields.encode(labelsDiffer, forKey: .labelsDiffer)
        try fields.encode(nearThreshold, forKey: .nearThreshold)
        try fields.encode(holds, forKey: .holds)
    }
}
