package import Evidence

/// What checks found, for people.
package struct ChecksText {
    private let document: ChecksDocument
    private let table: String?

    /// - Parameters:
    ///   - document: what was found.
    ///   - table: the table that was checked, as the person wrote it; `nil` for a brief.
    package init(_ document: ChecksDocument, table: String? = nil) {
        self.document = document
        self.table = table
    }

    /// The findings that weigh most first, then how many expectations hold.
    package func lines(_ style: Style = .plain) -> [String] {
        let order: [Severity] = [.error, .warning, .note]
        var lines: [String] = []
        for severity in order {
            for finding in document.findings where finding.severity == severity {
                lines += FindingLines(finding).rendered(style)
            }
        }
        if let more = FindingLines.more(
            order.flatMap { severity in document.findings.filter { $0.severity == severity } })
        {
            lines.append(more)
        }
        let failed = document.results.count { !$0.success }
        var parts = [
            document.results.isEmpty
                ? "nothing was expected: --suite names a suite, --propose writes one"
                : "\(NumberText.count(document.results.count - failed)) passed"
        ]
        if failed > 0 { parts.append("\(NumberText.count(failed)) failed") }
        for severity in order {
            let count = document.findings.count { $0.severity == severity }
            if count > 0 { parts.append(NumberText.counted(count, severity.rawValue)) }
        }
        lines.append((document.success ? "✓ " : "✗ ") + "checks  " + parts.joined(separator: " · "))
        if let leakage = document.leakage {
            lines.append((leakage.verdict == .leak ? "✗ " : "✓ ") + "leakage  " + leakage.summary)
        }
        if let privacy = document.privacy {
            lines.append((privacy.personal.isEmpty ? "✓ " : "! ") + "privacy  " + privacy.words)
        }
        if let table, document.privacy?.personal.isEmpty == false {
            lines.append(
                "  Next    associate init \(ShellWord.quoted(table)) writes a brief that leaves personal columns out")
        }
        return lines
    }
}
