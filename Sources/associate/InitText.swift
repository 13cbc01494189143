import Evidence
import Pipeline

/// What `init` leaves, as lines for people.
struct InitText {
    private let document: InitDocument

    init(_ document: InitDocument) { self.document = document }

    func lines() -> [String] {
        var lines = [""]
        let looks =
            document.findings.filter { $0.severity == .error } + document.findings.filter { $0.severity == .warning }
        if !looks.isEmpty {
            lines.append("  Worth your attention")
            lines += looks.prefix(Self.shown).map { finding in
                "  \(finding.severity == .error ? "✗" : "!") " + DisplayText.escaped(finding.message)
            }
            if looks.count > Self.shown { lines.append("  … and \(looks.count - Self.shown) more") }
            lines.append("")
        }
        lines.append("  Brief   \(DisplayText.escaped(document.brief))")
        if let checks = document.checks { lines.append("  Checks  \(DisplayText.escaped(checks))") }
        lines.append("  Next    associate run \(DisplayText.escaped(document.brief))")
        return lines
    }

    private static let shown = 8
}
