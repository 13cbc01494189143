package import Evidence

/// What a person reads of a profile: the shape of the table, what to look at first, and where the rest stands.
package struct ProfileText: Sendable {
    private let document: ProfileDocument
    private let page: String?
    private let out: String?

    /// Warnings that are listed.
    private static let shown = 10
    /// Associations with the label that are listed.
    private static let associations = 8

    /// - Parameters:
    ///   - document: the profile.
    ///   - page: the page that was written; `nil` for none.
    ///   - out: the JSON that was written; `nil` for none.
    package init(_ document: ProfileDocument, page: String?, out: String?) {
        self.document = document
        self.page = page
        self.out = out
    }

    package func lines(_ style: Style) -> [String] {
        var lines = style.fitted("  " + DisplayText.escaped(heading), indent: 2)
        lines += facts.flatMap { style.fitted("  · " + DisplayText.escaped($0), indent: 4) }
        lines += label(style) + personal(style) + attention(style)
        if let more = FindingLines.more(document.warnings.map(\.finding) + (document.privacy?.findings ?? [])) {
            lines += ["", more]
        } else {
            lines.append("")
        }
        return lines + files.flatMap { style.fitted("  " + DisplayText.escaped($0), indent: 10) }
    }

    private var heading: String {
        let source = document.source
        return "\(source.path) · \(NumberText.counted(source.rows, "row")) · "
            + NumberText.counted(source.columns, "column")
    }

    private var facts: [String] {
        var facts = [kinds]
        let rows = document.source.rows
        let complete = document.missingness.completeRows
        if complete < rows {
            facts.append(
                "\(NumberText.count(complete)) of \(NumberText.counted(rows, "row")) have a value in every column")
        }
        if let time = document.time, let first = time.periods.first, let last = time.periods.last {
            let more =
                time.morePeriods == 0
                ? ""
                : ", the first \(NumberText.count(time.periods.count)); \(NumberText.count(time.morePeriods)) more follow"
            facts.append("by '\(time.column)' from \(first.start) to \(last.start), by \(time.unit.rawValue)\(more)")
        }
        if !document.basis.isWhole { facts.append("what is sampled rests on \(document.basis.sample)") }
        return facts
    }

    private var kinds: String {
        let order: [(ProfiledColumn.Kind, String)] = [
            (.number, "of numbers"), (.moment, "of moments"), (.text, "of texts"), (.boolean, "of booleans"),
            (.unsupported, "not read"),
        ]
        return order.compactMap { kind, words in
            let count = document.columns.count { $0.kind == kind }
            return count > 0 ? "\(NumberText.count(count)) \(words)" : nil
        }.joined(separator: ", ")
    }

    private func label(_ style: Style) -> [String] {
        guard let label = document.label, !label.associations.isEmpty else { return [] }
        var table = TextTable([("goes with '\(label.column)'", .left), (label.measure.words, .right)])
        for each in label.associations.prefix(Self.associations) {
            table.append([each.column, NumberText.metric(each.strength)])
        }
        return [""] + table.lines(style)
    }

    /// Columns that are personal, or may be.
    private func personal(_ style: Style) -> [String] {
        guard let privacy = document.privacy else { return [] }
        guard !privacy.findings.isEmpty else {
            return ["", "  No personal data found in a sample of \(NumberText.counted(privacy.sampleRows, "row"))."]
        }
        return ["", "  Personal data, whose values are shown nowhere"] + list(privacy.findings, style)
    }

    private func attention(_ style: Style) -> [String] {
        guard !document.warnings.isEmpty else { return ["", "  Nothing stands out."] }
        return ["", "  Worth your attention, the dearest first"] + list(document.warnings.map(\.finding), style)
    }

    /// Findings, each with what to do about it.
    private func list(_ findings: [Finding], _ style: Style) -> [String] {
        let lines = findings.prefix(Self.shown).flatMap { FindingLines($0).lines(style, advice: true) }
        let more = findings.count - Self.shown
        return more > 0 ? lines + ["    … and \(NumberText.count(more)) more"] : lines
    }

    private var files: [String] {
        let written = [page.map { "Page    \($0)" }, out.map { "JSON    \($0)" }].compactMap(\.self)
        return written.isEmpty ? ["Next    show it to others: --html profile.html"] : written
    }
}

extension ProfiledLabel.Measure {
    /// The measure's name for people.
    package var words: String {
        switch self {
        case .cramersV: "Cramér's V"
        case .correlationRatio: "correlation ratio"
        }
    }
}
