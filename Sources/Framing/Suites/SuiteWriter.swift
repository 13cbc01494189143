package import DataQuality
import Evidence

/// Writes suites in our own YAML form, each line with its reason.
package enum SuiteWriter {
    /// The suite as text, which ``SuiteReader`` reads back as the same.
    package static func text(for suite: Suite, comment: String? = nil) -> String {
        var lines: [String] = []
        if let comment { lines += comment.split(separator: "\n").map { "# \($0)" } }
        lines.append("version: 1")
        if let name = suite.name { lines.append("name: \(YAMLText.scalar(name))") }
        let own = suite.expectations.filter { $0.source == nil }
        if !own.isEmpty { lines += ["expectations:"] + own.flatMap { item($0, indent: "  ") } }
        var sources: [String] = []
        for case let source? in suite.expectations.map(\.source) where !sources.contains(source) {
            sources.append(source)
        }
        if !sources.isEmpty { lines.append("sources:") }
        for source in sources {
            lines.append("  \(YAMLText.scalar(source)):")
            lines += suite.expectations.filter { $0.source == source }.flatMap { item($0, indent: "    ") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func item(_ expectation: Expectation, indent: String) -> [String] {
        var arguments = expectation.arguments
        if expectation.mostly != 1 { arguments["mostly"] = .number(expectation.mostly) }
        if let condition = expectation.rowCondition { arguments["row_condition"] = .string(condition.text) }
        // The column comes first, the rest by name.
        let names = arguments.keys.sorted { ($0 != "column" ? 1 : 0, $0) < ($1 != "column" ? 1 : 0, $1) }
        let fields = names.map { "\(YAMLText.scalar($0)): \(value(arguments[$0] ?? .null))" }
        var lines = ["\(indent)- \(expectation.type.rawValue): {\(fields.joined(separator: ", "))}"]
        if expectation.severity != .error { lines.append("\(indent)  severity: \(expectation.severity.rawValue)") }
        if let reason = expectation.reason { lines.append("\(indent)  reason: \(YAMLText.scalar(reason))") }
        return lines
    }

    private static func value(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): YAMLText.scalar(text)
        case .array(let items): "[" + items.map { self.value($0) }.joined(separator: ", ") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }.map { "\(YAMLText.scalar($0.key)): \(self.value($0.value))" }
                .joined(separator: ", ") + "}"
        default: (try? CanonicalJSON.line(value)) ?? "null"
        }
    }
}
