package import Evidence

/// A finding in a list: its sign, what it says, and its code, of which `associate explain` says more.
package struct FindingLines: Sendable {
    private let finding: Finding

    package init(_ finding: Finding) { self.finding = finding }

    /// The lines; the advice too where it is asked for.
    package func lines(_ style: Style, advice: Bool = false) -> [String] {
        let sign =
            switch finding.severity {
            case .error: style.paint("✗", .red)
            case .warning: style.paint("!", .yellow)
            case .note: "·"
            }
        var lines = style.fitted("    \(DisplayText.escaped(finding.message)) \(code)", indent: 4)
        // Sign and tint are set in afterwards, since they take no room.
        lines[0] = "  \(sign) " + lines[0].dropFirst(4)
        tint(&lines[lines.count - 1], style)
        guard advice, let advice = finding.advice else { return lines }
        return lines + style.fitted("    " + DisplayText.escaped(advice), indent: 4).map { style.paint($0, .dim) }
    }

    /// The finding as it is written where nothing else is listed, with its code.
    package func rendered(_ style: Style) -> [String] {
        var lines = finding.rendered().split(separator: "\n").map(String.init)
        lines[0] += " " + style.paint(code, .dim)
        return lines
    }

    /// What says more of findings: one of them stands for all.
    package static func more(_ findings: [Finding]) -> String? {
        findings.first.map { "  More    associate explain \($0.code.rawValue)" }
    }

    private var code: String { "[\(finding.code.rawValue)]" }

    private func tint(_ line: inout String, _ style: Style) {
        guard line.hasSuffix(code) else { return }
        line = line.dropLast(code.count) + style.paint(code, .dim)
    }
}
