package import DataQuality
import Evidence
import Foundation

/// Reads suites of expectations: our own in YAML, Great Expectations' in JSON.
package enum SuiteReader {
    /// Reads the suite in a file.
    ///
    /// - Throws: `SuiteError` with all that is wrong.
    package static func read(contentsOf file: String) throws(SuiteError) -> Suite {
        try read(try text(of: file), of: file)
    }

    /// The text of a suite's file, of at most `Limits.suiteBytes`.
    ///
    /// - Throws: `SuiteError` where it is not there, too large, or no text.
    package static func text(of file: String) throws(SuiteError) -> String {
        guard BriefPath.kind(of: file) == .file else {
            throw SuiteError([
                Finding(
                    .error, .missingFile, "there is no such file",
                    advice: Spelling.nearest(to: BriefPath.fileName(file), among: BriefPath.neighbours(of: file))
                        .map { "did you mean '\($0)'?" } ?? "give the path of a suite", file: file)
            ])
        }
        switch TextFile.read(file, limit: Limits.suiteBytes) {
        case .text(let text): return text
        case .tooLarge: throw unreadable("a suite has at most \(Limits.suiteBytes >> 20) MiB", file)
        case .notText(let span):
            throw SuiteError([
                Finding(
                    .error, .suiteUnreadable, "this byte is no UTF-8", advice: "Save the suite as UTF-8.", file: file,
                    line: span.line, columnNumber: span.column)
            ])
        case .unreadable(let reason): throw unreadable("the suite cannot be read: \(reason)", file)
        }
    }

    /// Reads the text that a suite's file holds, in the form that its name tells.
    ///
    /// - Throws: `SuiteError` with all that is wrong.
    package static func read(_ text: String, of file: String) throws(SuiteError) -> Suite {
        let isJSON = file.lowercased().hasSuffix(".json")
        return isJSON ? try SuiteJSON.read(Data(text.utf8), file: file) : try read(text: text, file: file)
    }

    private static func unreadable(_ message: String, _ file: String) -> SuiteError {
        SuiteError([
            Finding(
                .error, .suiteUnreadable, message, advice: "give a suite in YAML, or one of Great Expectations in JSON",
                file: file)
        ])
    }

    /// Reads a suite in YAML.
    ///
    /// - Throws: `SuiteError` with all that is wrong.
    package static func read(text: String, file: String) throws(SuiteError) -> Suite {
        let source = SourceText(file: file, text: text)
        let (root, problems) = YAMLReader.read(text, source: source)
        guard problems.isEmpty else { throw SuiteError(problems) }
        guard let root, case .mapping(let entries) = root.content else {
            throw unreadable("the suite is empty, or not a group of keys", file)
        }
        var decoder = SuiteDecoder(source: source, file: file)
        let suite = decoder.suite(entries)
        guard decoder.findings.isEmpty else { throw SuiteError(decoder.findings) }
        return suite
    }
}

/// Turns a suite's tree into expectations, and collects what is wrong.
private struct SuiteDecoder {
    let source: SourceText
    let file: String
    var findings: [Finding] = []

    private static let keys = ["version", "name", "expectations", "sources"]

    mutating func suite(_ entries: [YAMLEntry]) -> Suite {
        var suite = Suite(expectations: [])
        for entry in entries {
            switch entry.key {
            case "version": checkVersion(entry.value)
            case "name": suite.name = text(entry.value)
            case "expectations": suite.expectations += list(entry.value, source: nil)
            case "sources":
                guard case .mapping(let sources) = entry.value.content else {
                    report(.wrongType, entry.value.span, "'sources' takes a list of expectations under each source")
                    continue
                }
                for source in sources { suite.expectations += list(source.value, source: source.key) }
            default:
                report(
                    .unknownKey, entry.keySpan, "a suite has no key \(quoted(entry.key))",
                    advice: Spelling.nearest(to: entry.key, among: Self.keys).map { "did you mean '\($0)'?" }
                        ?? "its keys are \(listed(Self.keys))")
            }
        }
        if suite.expectations.count > Limits.suiteExpectations {
            findings.append(
                Finding(
                    .error, .suiteUnreadable, "a suite has at most \(Limits.suiteExpectations) expectations",
                    advice: "divide it", file: file))
        }
        return suite
    }

    private mutating func checkVersion(_ node: YAMLNode) {
        guard text(node) != "1" else { return }
        report(.notInThisVersion, node.span, "this version reads suites of version 1", advice: "write version: 1")
    }

    private mutating func list(_ node: YAMLNode, source: String?) -> [Expectation] {
        guard case .sequence(let items) = node.content else {
            report(.wrongType, node.span, "expectations are a list, not \(node.kind)", advice: "begin each with '- '")
            return []
        }
        return items.compactMap { item -> Expectation? in
            guard findings.count < Limits.findingsShown, let draft = draft(item, source: source) else { return nil }
            do throws(SuiteError) {
                return try draft.expectation()
            } catch {
                findings += error.findings
                return nil
            }
        }
    }

    /// One item: the type with its arguments or the name of its column, and beside it `severity` and `reason`.
    private mutating func draft(_ item: YAMLNode, source: String?) -> ExpectationDraft? {
        guard case .mapping(let entries) = item.content else {
            if case .scalar(let name, _) = item.content {
                return ExpectationDraft(type: name, arguments: [:], source: source, place: place(item.span))
            }
            report(.wrongType, item.span, "an expectation is a name with its arguments, not \(item.kind)")
            return nil
        }
        var drafts: [ExpectationDraft] = []
        var severity: (text: String, place: SuitePlace)?
        var reason: String?
        for entry in entries {
            switch entry.key {
            case "severity": severity = (text(entry.value) ?? "", place(entry.value.span))
            case "reason": reason = text(entry.value)
            default: drafts.append(draft(entry, source: source))
            }
        }
        guard var draft = drafts.first, drafts.count == 1 else {
            report(
                .wrongType, item.span,
                drafts.isEmpty ? "an expectation has no name" : "one item holds \(drafts.count) expectations",
                advice: "begin each expectation with '- '")
            return nil
        }
        draft.severity = severity?.text
        if let severity { draft.places["severity"] = severity.place }
        draft.reason = reason
        return draft
    }

    private func draft(_ entry: YAMLEntry, source: String?) -> ExpectationDraft {
        var draft = ExpectationDraft(type: entry.key, arguments: [:], source: source, place: place(entry.keySpan))
        switch entry.value.content {
        case .mapping(let arguments):
            for argument in arguments {
                draft.arguments[argument.key] = value(argument.value)
                draft.places[argument.key] = place(
                    argument.value.span.line == argument.keySpan.line ? argument.value.span : argument.keySpan)
            }
        case .scalar(let text, let plain) where !(plain && text.isEmpty):
            draft.arguments["column"] = .string(text)
        default: break
        }
        return draft
    }

    private func place(_ span: TextSpan) -> SuitePlace {
        let place = source.place(of: span)
        return SuitePlace(
            file: file, line: place.line, column: place.column,
            excerpt: Finding.Excerpt(text: place.text, length: place.length))
    }

    private func text(_ node: YAMLNode) -> String? {
        if case .scalar(let text, _) = node.content { text } else { nil }
    }

    /// A node as a value: plain scalars are read as JSON has them, quoted ones are texts.
    private func value(_ node: YAMLNode) -> JSONValue {
        switch node.content {
        case .scalar(let text, let plain): plain ? Self.plain(text) : .string(text)
        case .sequence(let items): .array(items.map { value($0) })
        case .mapping(let entries):
            .object(Dictionary(entries.map { ($0.key, value($0.value)) }) { first, _ in first })
        case .refused: .null
        }
    }

    private static func plain(_ text: String) -> JSONValue {
        switch text.lowercased() {
        case "", "null", "~": return .null
        case "true": return true
        case "false": return false
        default: break
        }
        if let integer = Int64(text) { return .integer(integer) }
        // A date is no number, nor is a word that stands for infinity.
        if text.first.map({ $0.isNumber || "+-.".contains($0) }) ?? false, let double = Double(text), double.isFinite {
            return .number(double)
        }
        return .string(text)
    }

    private mutating func report(_ code: FindingCode, _ span: TextSpan, _ message: String, advice: String? = nil) {
        findings.append(source.finding(.error, code, at: span, message, advice: advice))
    }
}
