import Evidence
package import Foundation

/// Great Expectations' JSON suites, in the form of its versions 0.18 and 1.x.
package enum SuiteJSON {
    /// The two forms.
    package enum Form: String, Sendable, CaseIterable {
        case version0 = "0.18"
        case version1 = "1"
    }

    /// Reads a suite of either form.
    ///
    /// - Parameters:
    ///   - data: the file's bytes.
    ///   - file: what messages call it.
    /// - Returns: the suite.
    /// - Throws: ``SuiteError`` with all that is wrong.
    package static func read(_ data: Data, file: String) throws(SuiteError) -> Suite {
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: data) else {
            throw unreadable("the file is not JSON", file)
        }
        guard case .object(let fields) = root, case .array(let list)? = fields["expectations"] else {
            throw unreadable("the file holds no 'expectations'", file)
        }
        if case .string(let version)? = fields["meta"]?["great_expectations_version"],
            let major = Int(version.prefix { $0.isNumber }), major > 1
        {
            throw SuiteError([
                Finding(
                    .error, .notInThisVersion, "the suite is of Great Expectations \(version)",
                    advice: "write it with version 0.18 or 1.x", file: file)
            ])
        }
        guard list.count <= Limits.suiteExpectations else {
            throw unreadable("the suite has more than \(Limits.suiteExpectations) expectations", file)
        }
        var findings: [Finding] = []
        var expectations: [Expectation] = []
        for (index, item) in list.enumerated() {
            do {
                expectations.append(try draft(item, at: index, file: file).expectation())
            } catch {
                findings += error.findings
            }
            if findings.count >= Limits.findingsShown { break }
        }
        guard findings.isEmpty else { throw SuiteError(findings) }
        return Suite(name: text(fields["name"] ?? fields["expectation_suite_name"]), expectations: expectations)
    }

    private static func draft(_ item: JSONValue, at index: Int, file: String) throws(SuiteError) -> ExpectationDraft {
        let place = SuitePlace(file: "\(file) (expectations[\(index)])")
        guard let type = text(item["type"] ?? item["expectation_type"]) else {
            throw SuiteError([
                Finding(.error, .missingKey, "an expectation has no 'type'", advice: "give it one", at: place)
            ])
        }
        var arguments: [String: JSONValue] = [:]
        switch item["kwargs"] {
        case .object(let kwargs)?: arguments = kwargs
        case nil, .null?: break
        default:
            throw SuiteError([
                Finding(.error, .wrongType, "'kwargs' takes a group of keys", advice: nil, at: place)
            ])
        }
        let notes = item["notes"] ?? item["meta"]?["notes"]
        return ExpectationDraft(
            type: type, arguments: arguments, severity: text(item["severity"]), reason: text(notes), place: place)
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    private static func unreadable(_ message: String, _ file: String) -> SuiteError {
        SuiteError([
            Finding(
                .error, .suiteUnreadable, message,
                advice: "give a suite of Great Expectations (.json) or of Associate (.yaml)", file: file)
        ])
    }

    /// Writes a suite; expectations of single sources are left out, since Great Expectations has a suite for each.
    ///
    /// - Throws: `EncodingError` where a number has no JSON form.
    package static func write(_ suite: Suite, as form: Form) throws -> Data {
        let list = suite.expectations.filter { $0.source == nil }.map { $0.json(form) }
        let name = JSONValue.string(suite.name ?? "suite")
        switch form {
        case .version0:
            return try CanonicalJSON.encode(
                JSONValue.object([
                    "expectation_suite_name": name, "expectations": .array(list), "data_asset_type": .null,
                    "meta": ["great_expectations_version": "0.18.22"],
                ]))
        case .version1:
            return try CanonicalJSON.encode(
                JSONValue.object([
                    "name": name, "expectations": .array(list), "meta": ["great_expectations_version": "1.24.1"],
                ]))
        }
    }
}

extension Expectation {
    /// The expectation as Great Expectations writes it.
    fileprivate func json(_ form: SuiteJSON.Form) -> JSONValue {
        var kwargs = kwargs
        if let rowCondition, form == .version1 {
            kwargs["row_condition"] = rowCondition.json
            kwargs["condition_parser"] = nil
        }
        var meta: [String: JSONValue] = [:]
        if let reason { meta["notes"] = .string(reason) }
        var fields: [String: JSONValue] = ["kwargs": .object(kwargs), "meta": .object(meta)]
        switch form {
        case .version0: fields["expectation_type"] = .string(type.rawValue)
        case .version1:
            fields["type"] = .string(type.rawValue)
            fields["severity"] = .string(severity.suiteWord)
        }
        return .object(fields)
    }
}
