package import Evidence

/// One line of a suite: what is expected, how strictly, and why.
package struct Expectation: Sendable, Equatable {
    package var type: ExpectationType
    /// Arguments under Great Expectations' names, those that all expectations take left out.
    package var arguments: [String: JSONValue]
    /// The share of values that must be as expected.
    package var mostly: Double
    /// The rows that it is about.
    package var rowCondition: RowCondition?
    /// What a failure weighs.
    package var severity: Severity
    /// The source that it is about; `nil` for the dataset.
    package var source: String?
    /// Why it is expected, and with what tolerance.
    package var reason: String?
    /// Where it stands in the suite's file.
    package var place: SuitePlace?

    package init(
        _ type: ExpectationType, _ arguments: [String: JSONValue] = [:], mostly: Double = 1,
        rowCondition: RowCondition? = nil, severity: Severity = .error, source: String? = nil, reason: String? = nil,
        place: SuitePlace? = nil
    ) {
        self.type = type
        self.arguments = arguments
        self.mostly = mostly
        self.rowCondition = rowCondition
        self.severity = severity
        self.source = source
        self.reason = reason
        self.place = place
    }

    /// The arguments as Great Expectations writes them, with those that all expectations take.
    var kwargs: [String: JSONValue] {
        var kwargs = arguments
        if mostly != 1 { kwargs["mostly"] = .number(mostly) }
        if let rowCondition {
            kwargs["row_condition"] = .string(rowCondition.text)
            kwargs["condition_parser"] = "great_expectations"
        }
        return kwargs
    }

    /// Whether it can be judged only beside other tables.
    package var isAboutOtherTables: Bool { type == .foreignKey || type == .tableRowCountEqualOther }

    /// The column or columns that it is about, where it is about any.
    var columns: [String] {
        let names = type.parameters.flatMap { parameter -> [JSONValue] in
            switch (parameter.kind, arguments[parameter.name]) {
            case (.column, let name?): [name]
            case (.columns, .array(let names)?): names
            default: []
            }
        }
        return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
    }
}

/// Where something stands in a suite's file.
package struct SuitePlace: Sendable, Equatable {
    package var file: String
    package var line: Int?
    package var column: Int?
    /// The line's text and how much of it to underline, to be shown on a terminal.
    package var excerpt: Finding.Excerpt?

    package init(file: String, line: Int? = nil, column: Int? = nil, excerpt: Finding.Excerpt? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.excerpt = excerpt
    }
}

/// Expectations that belong together.
package struct Suite: Sendable, Equatable {
    package var name: String?
    package var expectations: [Expectation]

    package init(name: String? = nil, expectations: [Expectation]) {
        self.name = name
        self.expectations = expectations
    }
}

/// A suite that cannot be used: exit 2.
package struct SuiteError: HouseError, Equatable {
    package let findings: [Finding]
    /// Whether the data lacks what the suite is about, such as a column, so that the expectation is one that failed.
    let isMisfit: Bool
    package var exitStatus: ExitStatus { .inputWrong }

    package init(_ findings: [Finding]) { self.init(findings, isMisfit: false) }

    init(_ findings: [Finding], isMisfit: Bool) {
        self.findings = Array(findings.prefix(Limits.findingsShown))
        self.isMisfit = isMisfit
    }
}
