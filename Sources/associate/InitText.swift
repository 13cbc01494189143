import Evidence
import Pipeline
import Terminal

/// What `init` leaves, as lines for people.
struct InitText {
    private let document: InitDocument

    init(_ document: InitDocument) { self.document = document }

    func lines(_ style: Style) -> [String] {
        var lines = [""]
        let looks =
            document.findings.filter { $0.severity == .error } + document.findings.filter { $0.severity == .warning }
        if !looks.isEmpty {
            lines.append("  Worth your attention")
            lines += looks.prefix(Self.shown).flatMap { FindingLines($0).lines(style) }
            if looks.count > Self.shown { lines.append("  … and \(looks.count - Self.shown) more") }
            lines.append("")
        }
        lines.append("  Brief   \(DisplayText.escaped(document.brief))")
        if let checks = document.checks { lines.append("  Checks  \(DisplayText.escaped(checks))") }
        if let more = FindingLines.more(looks) { lines.append(more) }
        // A brief with an error does not run before somebody has mended it.
        let isUnfit = looks.contains { $0.severity == .error }
        let next = isUnfit ? "correct the errors above in" : "associate run"
        lines.append("  Next    \(next) \(DisplayText.escaped(document.brief))")
        return lines
    }

    private static let shown = 8
}
