/// How much a finding weighs: an error stops the job, a warning asks for a look, a note informs.
package enum Severity: String, Codable, Sendable, CaseIterable {
    case error
    case warning
    case note
}

/// Something found in the brief, the data or a model, with its place and its cure (contracts, section 3).
///
/// Findings are values: readers collect up to ``Limits/findingsShown`` of them before they stop. Data values
/// appear only where they are needed to find the row.
package struct Finding: Sendable, Equatable {
    /// Error, warning or note.
    package var severity: Severity
    /// The kind of finding; `docs/findings.md` has an entry for each.
    package var code: FindingCode
    /// What happened, in one sentence without a full stop at its end.
    package var message: String
    /// What to do next.
    package var advice: String?
    /// The file in which it was found, as the person named it.
    package var file: String?
    /// Line in the file, from 1.
    package var line: Int?
    /// Column in the line, in characters, from 1.
    package var columnNumber: Int?
    /// The source (a name under `data.sources`) in which it was found.
    package var source: String?
    /// The column of the dataset or source.
    package var column: String?
    /// How many rows or cells are concerned.
    package var count: Int?
    /// Keys of at most ``Limits/keysPerFinding`` of the rows concerned, as text.
    package var keys: [String]
    /// Further facts, by name.
    package var evidence: [String: JSONValue]
    /// The line of the file to show under the message; it is shown on a terminal and not stored.
    package var excerpt: Excerpt?

    /// A line of the file that a finding is about, with the part to underline.
    package struct Excerpt: Sendable, Equatable {
        /// The whole line, without its end.
        package var text: String
        /// How many characters to underline from the finding's column on, at least 1.
        package var length: Int
        /// A few words to stand beside the caret, such as "did you mean 'label'?".
        package var hint: String?

        package init(text: String, length: Int, hint: String? = nil) {
            self.text = text
            self.length = length
            self.hint = hint
        }
    }

    package init(
        _ severity: Severity, _ code: FindingCode, _ message: String, advice: String? = nil, file: String? = nil,
        line: Int? = nil, columnNumber: Int? = nil, source: String? = nil, column: String? = nil, count: Int? = nil,
        keys: [String] = [], evidence: [String: JSONValue] = [:], excerpt: Excerpt? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.advice = advice
        self.file = file
        self.line = line
        self.columnNumber = columnNumber
        self.source = source
        self.column = column
        self.count = count
        self.keys = Array(keys.prefix(Limits.keysPerFinding))
        self.evidence = evidence
        self.excerpt = excerpt
    }

    /// The place as `file:line:column`, `source.column`, or what of these is known; `nil` where nothing is.
    package var place: String? {
        if let file {
            return [file, line.map(String.init), columnNumber.map(String.init)].compactMap(\.self).joined(
                separator: ":")
        }
        let parts = [source, column].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ".")
    }
}

extension Finding: Codable {
    private enum CodingKeys: String, CodingKey {
        case severity, code, message, advice, file, line, source, column, count, keys, evidence
        case columnNumber = "column_number"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try fields.decode(Severity.self, forKey: .severity), try fields.decode(FindingCode.self, forKey: .code),
            try fields.decode(String.self, forKey: .message),
            advice: try fields.decodeIfPresent(String.self, forKey: .advice),
            file: try fields.decodeIfPresent(String.self, forKey: .file),
            line: try fields.decodeIfPresent(Int.self, forKey: .line),
            columnNumber: try fields.decodeIfPresent(Int.self, forKey: .columnNumber),
            source: try fields.decodeIfPresent(String.self, forKey: .source),
            column: try fields.decodeIfPresent(String.self, forKey: .column),
            count: try fields.decodeIfPresent(Int.self, forKey: .count),
            keys: try fields.decode([String].self, forKey: .keys),
            evidence: try fields.decode([String: JSONValue].self, forKey: .evidence))
    }

    /// Writes every key of the contract; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(severity, forKey: .severity)
        try fields.encode(code, forKey: .code)
        try fields.encode(message, forKey: .message)
        try fields.encode(advice, forKey: .advice)
        try fields.encode(file, forKey: .file)
        try fields.encode(line, forKey: .line)
        try fields.encode(columnNumber, forKey: .columnNumber)
        try fields.encode(source, forKey: .source)
        try fields.encode(column, forKey: .column)
        try fields.encode(count, forKey: .count)
        try fields.encode(keys, forKey: .keys)
        try fields.encode(evidence, forKey: .evidence)
    }
}
