/// `data/checks.json` (contracts, section 6).
package struct ChecksDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// Whether no finding is an error.
    package var success: Bool
    package var findings: [Finding]
    package var results: [ExpectationResult]

    package init(findings: [Finding], results: [ExpectationResult]) {
        success = !findings.contains { $0.severity == .error }
        self.findings = findings
        self.results = results
    }
}

/// One expectation and what came of it, in Great Expectations' result shape.
package struct ExpectationResult: Codable, Sendable, Equatable {
    package var success: Bool
    package var expectationConfig: Configuration
    package var result: Result

    package struct Configuration: Codable, Sendable, Equatable {
        /// Such as `expect_column_values_to_not_be_null`.
        package var type: String
        /// Such as `{"column": "late"}`.
        package var kwargs: [String: JSONValue]
    }

    package struct Result: Codable, Sendable, Equatable {
        package var elementCount: Int?
        package var unexpectedCount: Int?
        package var unexpectedPercent: Double?
        package var partialUnexpectedList: [JSONValue]
        package var observedValue: JSONValue?

        private enum CodingKeys: String, CodingKey {
            case elementCount = "element_count"
            case unexpectedCount = "unexpected_count"
            case unexpectedPercent = "unexpected_percent"
            case partialUnexpectedList = "partial_unexpected_list"
            case observedValue = "observed_value"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case success, result
        case expectationConfig = "expectation_config"
    }

    /// A result over `elements` values of which `unexpected` are not as expected.
    package init(
        type: String, kwargs: [String: JSONValue], success: Bool, elements: Int? = nil, unexpected: Int? = nil,
        examples: [JSONValue] = [], observed: JSONValue? = nil
    ) {
        self.success = success
        expectationConfig = Configuration(type: type, kwargs: kwargs)
        var percent: Double?
        if let elements, let unexpected {
            percent = elements == 0 ? 0 : 100 * Double(unexpected) / Double(elements)
        }
        result = Result(
            elementCount: elements, unexpectedCount: unexpected, unexpectedPercent: percent,
            partialUnexpectedList: Array(examples.prefix(Limits.keysPerFinding)), observedValue: observed)
    }
}
