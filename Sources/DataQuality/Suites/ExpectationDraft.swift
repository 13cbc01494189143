package import Evidence

/// An expectation as it was written, before anything is known to be right.
package struct ExpectationDraft: Sendable {
    /// The name as written.
    package var type: String
    package var arguments: [String: JSONValue]
    package var severity: String?
    package var source: String?
    package var reason: String?
    /// Where the expectation stands.
    package var place: SuitePlace?
    /// Where its arguments stand, by their names.
    package var places: [String: SuitePlace]

    package init(
        type: String, arguments: [String: JSONValue], severity: String? = nil, source: String? = nil,
        reason: String? = nil, place: SuitePlace? = nil, places: [String: SuitePlace] = [:]
    ) {
        self.type = type
        self.arguments = arguments
        self.severity = severity
        self.source = source
        self.reason = reason
        self.place = place
        self.places = places
    }
}

extension ExpectationDraft {
    /// Arguments that say how Great Expectations reports, and change nothing here.
    private static let passedOver: Set = ["result_format", "catch_exceptions", "include_config", "meta", "batch_id"]

    /// The expectation, or all that is wrong with it.
    ///
    /// - Throws: ``SuiteError``.
    package func expectation() throws(SuiteError) -> Expectation {
        guard let type = ExpectationType(name: type) else { throw SuiteError([unknown]) }
        var findings: [Finding] = []
        var arguments = arguments.filter { !Self.passedOver.contains($0.key) }
        var expectation = Expectation(type, source: source, reason: reason, place: place)
        for name in ["mostly", "row_condition", "condition_parser"] {
            guard let value = arguments.removeValue(forKey: name), value != .null else { continue }
            switch (name, value) {
            case ("mostly", .number(let share)) where (0...1).contains(share): expectation.mostly = share
            case ("mostly", .integer(let share)) where (0...1).contains(share): expectation.mostly = Double(share)
            case ("mostly", _): findings.append(wrong(name, "takes a share from 0 to 1"))
            case ("row_condition", _):
                do throws(RowCondition.Problem) {
                    expectation.rowCondition = try RowCondition(value)
                } catch {
                    findings.append(wrong(name, "cannot be read: \(error.message)"))
                }
            default: break
            }
        }
        if let word = severity {
            if let weight = Severity(suiteWord: word) {
                expectation.severity = weight
            } else {
                findings.append(wrong("severity", "takes error, warning or note (or critical, warning, info)"))
            }
        }
        // A null stands for an argument that is not given.
        arguments = arguments.filter { $0.value != .null }
        findings += check(arguments, of: type)
        guard findings.isEmpty else { throw SuiteError(findings) }
        expectation.arguments = arguments
        return expectation
    }

    private func check(_ arguments: [String: JSONValue], of type: ExpectationType) -> [Finding] {
        let known = type.parameters
        var findings: [Finding] = []
        for name in arguments.keys.sorted() where !known.contains(where: { $0.name == name }) {
            let names = known.map(\.name) + ["mostly", "row_condition", "severity"]
            findings.append(
                finding(
                    .unknownKey, "\(type.rawValue) takes no '\(name)'",
                    advice: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
                        ?? "it takes \(names.joined(separator: ", "))", at: name))
        }
        for parameter in known {
            guard let value = arguments[parameter.name] else {
                guard parameter.isRequired else { continue }
                findings.append(
                    finding(
                        .missingKey, "\(type.rawValue) needs '\(parameter.name)'",
                        advice: "give it \(parameter.kind.words)", at: parameter.name))
                continue
            }
            if !parameter.kind.accepts(value) {
                findings.append(wrong(parameter.name, "takes \(parameter.kind.words)"))
            }
        }
        return findings
    }

    private var unknown: Finding {
        let names = ExpectationType.allCases.map(\.rawValue)
        let short = names.map { $0.hasPrefix("expect_") ? String($0.dropFirst(7)) : $0 }
        let near =
            Spelling.nearest(to: type, among: names + short)
            ?? names.min { Self.shared($0, type) > Self.shared($1, type) }
        return finding(
            .unknownExpectation, "there is no expectation '\(type)'", advice: near.map { "did you mean '\($0)'?" },
            at: nil)
    }

    /// How many words two names share, for names too long to be compared letter by letter.
    private static func shared(_ first: String, _ second: String) -> Int {
        Set(first.split(separator: "_")).intersection(second.lowercased().split(separator: "_")).count
    }

    private func wrong(_ name: String, _ what: String) -> Finding {
        finding(.wrongType, "'\(name)' \(what)", advice: nil, at: name)
    }

    private func finding(_ code: FindingCode, _ message: String, advice: String?, at name: String?) -> Finding {
        Finding(.error, code, message, advice: advice, at: name.flatMap { places[$0] } ?? place)
    }
}

extension Finding {
    /// A finding at a place of a suite.
    init(
        _ severity: Severity, _ code: FindingCode, _ message: String, advice: String?, at place: SuitePlace?,
        column: String? = nil
    ) {
        self.init(
            severity, code, message, advice: advice, file: place?.file, line: place?.line, columnNumber: place?.column,
            column: column, excerpt: place?.excerpt)
    }
}

extension Severity {
    /// The severity of a suite's word, in our words or in Great Expectations'.
    init?(suiteWord word: String) {
        switch word.lowercased() {
        case "error", "critical": self = .error
        case "warning": self = .warning
        case "note", "info": self = .note
        default: return nil
        }
    }

    /// In Great Expectations' words.
    var suiteWord: String {
        switch self {
        case .error: "critical"
        case .warning: "warning"
        case .note: "info"
        }
    }
}
