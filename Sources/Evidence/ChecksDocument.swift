/// `data/checks.json` (contracts, section 6).
package struct ChecksDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// Whether no finding is an error.
    package var success: Bool
    package var findings: [Finding]
    package var results: [ExpectationResult]
    /// What `check` says of leakage; a run has a file for it.
    package private(set) var leakage: Leakage?
    /// How far the look for personal data went; `nil` where nobody looked.
    package var privacy: Privacy?

    package init(findings: [Finding], results: [ExpectationResult]) {
        success = !findings.contains { $0.severity == .error }
        self.findings = findings
        self.results = results
    }

    /// Takes the findings of the leakage audit, and how far it looked.
    package mutating func add(_ document: LeakageDocument) {
        findings += document.findings
        success = !findings.contains { $0.severity == .error }
        leakage = Leakage(verdict: document.verdict, coverage: document.coverage, summary: document.words)
    }

    /// What `check` ends with: an error that a sign-off would lift weighs more than one that better data would.
    package var exitStatus: ExitStatus {
        let errors = findings.filter { $0.severity == .error }
        return errors.isEmpty ? .done : errors.contains(where: \.code.asksForSignOff) ? .signOffNeeded : .checksStopped
    }

    /// How far the look for personal data went; what it found stands among the findings.
    package struct Privacy: Codable, Sendable, Equatable {
        /// Rows of the sample whose values were looked at.
        package var sampleRows: Int
        /// Columns whose values and names were looked at.
        package var columns: Int
        /// Columns that hold personal data, or may.
        package var personal: [String]
        /// Columns whose name speaks of a protected attribute.
        package var protected: [String]

        package init(sampleRows: Int, columns: Int, personal: [String], protected: [String]) {
            self.sampleRows = sampleRows
            self.columns = columns
            self.personal = personal
            self.protected = protected
        }

        private enum CodingKeys: String, CodingKey {
            case columns, personal, protected
            case sampleRows = "sample_rows"
        }

        /// The same in a line of words.
        package var words: String {
            var parts = [
                NumberText.counted(columns, "column"),
                sampleRows > 0 ? "a sample of \(NumberText.counted(sampleRows, "row"))" : "by names and ranges",
                personal.isEmpty ? "no personal data found" : "\(NumberText.count(personal.count)) personal",
            ]
            if !protected.isEmpty { parts.append("\(NumberText.count(protected.count)) protected by name") }
            return parts.joined(separator: " · ")
        }
    }

    /// What the leakage audit said as a whole.
    package struct Leakage: Codable, Sendable, Equatable {
        package var verdict: LeakageDocument.Verdict
        package var coverage: LeakageDocument.Coverage
        /// The same in a line of words.
        package var summary: String
    }
}

/// One expectation and what came of it, in Great Expectations' result shape.
package struct ExpectationResult: Codable, Sendable, Equatable {
    package var success: Bool
    package var expectationConfig: Configuration
    package var result: Result
    /// Why it could not be judged, where it could not: it counts as failed.
    package var exceptionInfo: ExceptionInfo?

    /// What kept an expectation from being judged.
    package struct ExceptionInfo: Codable, Sendable, Equatable {
        package var raisedException: Bool
        package var exceptionMessage: String

        private enum CodingKeys: String, CodingKey {
            case raisedException = "raised_exception"
            case exceptionMessage = "exception_message"
        }
    }

    package struct Configuration: Codable, Sendable, Equatable {
        /// Such as `expect_column_values_to_not_be_null`.
        package var type: String
        /// Such as `{"column": "late"}`.
        package var kwargs: [String: JSONValue]
        /// What a failure weighs, in Great Expectations' words: `critical`, `warning` or `info`; `nil` for our own.
        package var severity: String?
        /// Why it is expected, and with what tolerance, where a suite says so.
        package var notes: String?

        package init(
            type: String, kwargs: [String: JSONValue], severity: String? = nil, notes: String? = nil
        ) {
            self.type = type
            self.kwargs = kwargs
            self.severity = severity
            self.notes = notes
        }
    }

    package struct Result: Codable, Sendable, Equatable {
        package var elementCount: Int?
        package var missingCount: Int?
        package var missingPercent: Double?
        package var unexpectedCount: Int?
        /// Of the values that are not missing.
        package var unexpectedPercent: Double?
        package var unexpectedPercentTotal: Double?
        /// The same as ``unexpectedPercent``, under Great Expectations' other name.
        package var unexpectedPercentNonmissing: Double?
        package var partialUnexpectedList: [JSONValue] = []
        /// The keys of the rows of the list: an object of key columns each, or `{"row": N}`, from 1.
        package var partialUnexpectedIndexList: [JSONValue]?
        package var observedValue: JSONValue?

        package init() {}

        /// The same without a number that JSON has no form for: what was observed is then not known.
        package var inJSON: Result {
            var result = self
            result.observedValue = observedValue.map(Self.finite)
            result.partialUnexpectedList = partialUnexpectedList.map(Self.finite)
            return result
        }

        private static func finite(_ value: JSONValue) -> JSONValue {
            switch value {
            case .number(let number): number.isFinite ? value : .null
            case .array(let items): .array(items.map(finite))
            case .object(let fields): .object(fields.mapValues(finite))
            case .null, .bool, .integer, .string: value
            }
        }

        private enum CodingKeys: String, CodingKey {
            case elementCount = "element_count"
            case missingCount = "missing_count"
            case missingPercent = "missing_percent"
            case unexpectedCount = "unexpected_count"
            case unexpectedPercent = "unexpected_percent"
            case unexpectedPercentTotal = "unexpected_percent_total"
            case unexpectedPercentNonmissing = "unexpected_percent_nonmissing"
            case partialUnexpectedList = "partial_unexpected_list"
            case partialUnexpectedIndexList = "partial_unexpected_index_list"
            case observedValue = "observed_value"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case success, result
        case expectationConfig = "expectation_config"
        case exceptionInfo = "exception_info"
    }

    /// A result over `elements` values of which `unexpected` are not as expected.
    package init(
        type: String, kwargs: [String: JSONValue], success: Bool, elements: Int? = nil, unexpected: Int? = nil,
        examples: [JSONValue] = [], observed: JSONValue? = nil
    ) {
        self.success = success
        expectationConfig = Configuration(type: type, kwargs: kwargs)
        result = Result()
        result.elementCount = elements
        result.unexpectedCount = unexpected
        if let elements, let unexpected {
            result.unexpectedPercent = elements == 0 ? 0 : 100 * Double(unexpected) / Double(elements)
        }
        result.partialUnexpectedList = Array(examples.prefix(Limits.keysPerFinding))
        result.observedValue = observed
    }

    /// A result as it is.
    ///
    /// - Parameters:
    ///   - configuration: what was expected.
    ///   - success: whether it holds.
    ///   - result: what was counted.
    ///   - exception: why it could not be judged, where it could not.
    package init(configuration: Configuration, success: Bool, result: Result, exception: String? = nil) {
        exceptionInfo = exception.map { ExceptionInfo(raisedException: true, exceptionMessage: $0) }
        self.success = success
        expectationConfig = configuration
        self.result = result
    }
}
