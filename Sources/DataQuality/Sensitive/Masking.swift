package import Evidence

/// Keeps the values of some columns out of what is said: no finding, document or log shows one.
package struct Masking: Sendable {
    /// What stands in the place of a value.
    package static let mask = "[masked]"

    /// Columns whose values are not shown.
    package let columns: Set<String>
    private let hidesKeys: Bool

    /// - Parameters:
    ///   - columns: whose values are not shown.
    ///   - key: the columns by which findings name rows.
    package init(_ columns: Set<String>, key: [String]) {
        self.columns = columns
        hidesKeys = !columns.isDisjoint(with: key)
    }

    /// A document without values of the columns.
    package func masked(_ document: ChecksDocument) -> ChecksDocument {
        guard !columns.isEmpty else { return document }
        var masked = document
        masked.findings = self.masked(document.findings)
        masked.results = document.results.map(self.masked)
        return masked
    }

    /// Findings without values of the columns.
    package func masked(_ findings: [Finding]) -> [Finding] {
        guard !columns.isEmpty else { return findings }
        return findings.map { finding in
            let isOwn = finding.column.map(columns.contains) ?? false
            var finding = finding
            // The rows of an expectation are named by their key, which is not the column's.
            if hidesKeys || isOwn && finding.code != .expectationFailed {
                finding.keys = finding.keys.map { _ in Self.mask }
            }
            if isOwn, !finding.code.asksForSignOff { finding.evidence = finding.evidence.mapValues(Self.withoutTexts) }
            if isOwn, finding.code == .ambiguousThousands { finding = finding.withoutExamples }
            if isOwn, finding.code == .expectationFailed { finding.message = Self.withoutObserved(finding.message) }
            return finding
        }
    }

    /// A message without the value that was observed, where that is one of the column's.
    private static func withoutObserved(_ message: String) -> String {
        let said = ": observed "
        guard let range = message.firstRange(of: said) else { return message }
        return isCount(message[..<range.lowerBound]) ? message : message[..<range.lowerBound] + said + mask
    }

    /// Whether an expectation of this type observes a count or a type, and no value.
    private static func isCount(_ type: some StringProtocol) -> Bool {
        ["count", "proportion", "_type", "be_null"].contains { type.contains($0) }
    }

    private func masked(_ result: ExpectationResult) -> ExpectationResult {
        var result = result
        let configuration = result.expectationConfig
        let named = Self.texts(in: .object(configuration.kwargs))
        if named.contains(where: columns.contains) {
            result.result.partialUnexpectedList = result.result.partialUnexpectedList.map(Self.withoutValues)
            if !Self.isCount(configuration.type) {
                result.result.observedValue = result.result.observedValue.map(Self.withoutValues)
            }
        }
        result.result.partialUnexpectedIndexList = result.result.partialUnexpectedIndexList?.map(masked(index:))
        return result
    }

    /// The key of a row without the cells of the columns.
    private func masked(index: JSONValue) -> JSONValue {
        guard case .object(var cells) = index else { return index }
        for name in cells.keys where columns.contains(name) { cells[name] = .string(Self.mask) }
        return .object(cells)
    }

    private static func texts(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.flatMap(texts)
        case .object(let fields): fields.values.flatMap(texts)
        case .null, .bool, .integer, .number: []
        }
    }

    /// A value with the mask in the place of each number and text in it.
    private static func withoutValues(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .integer, .number, .string: .string(mask)
        case .array(let values): .array(values.map(withoutValues))
        case .object(let fields): .object(fields.mapValues(withoutValues))
        }
    }

    /// A value with the mask in the place of each text in it.
    private static func withoutTexts(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: value
        case .string: .string(mask)
        case .array(let values): .array(values.map(withoutTexts))
        case .object(let fields): .object(fields.mapValues(withoutTexts))
        }
    }
}

extension Finding {
    /// The finding without the values that it shows.
    package var withoutExamples: Finding {
        var finding = self
        finding.evidence["examples"] = nil
        if let range = message.firstRange(of: ", such as in ") {
            finding.message = String(message[..<range.lowerBound])
        }
        return finding
    }
}
