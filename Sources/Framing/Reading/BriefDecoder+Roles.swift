import Evidence

extension BriefDecoder {
    /// Reports roles that cannot go together, such as a label that is also part of the key.
    mutating func checkRoles(_ brief: Brief) {
        let data = brief.data
        for (index, column) in data.key.enumerated() where column == data.label {
            clash(
                "data.key[\(index)]", "the label \(quoted(column)) cannot be part of the key",
                "Leave it out of 'data.key'.")
        }
        if data.time == data.label {
            clash("data.time", "\(quoted(data.label)) cannot be both label and time", "Name two columns.")
        }
        if data.weight == data.label {
            clash("data.weight", "\(quoted(data.label)) cannot be both label and weight", "Name two columns.")
        }
        if data.query == data.label {
            clash("data.query", "\(quoted(data.label)) cannot be both label and query", "Name two columns.")
        }
        if brief.exclude.contains(where: { $0.column == data.label }) {
            clash(
                "exclude.\(data.label)", "the label \(quoted(data.label)) need not be excluded",
                "Leave it out: the label is never a feature.")
        }
        for (index, guardrail) in brief.metric.guardrails.enumerated() {
            guard case .fairness(let measure) = guardrail.measure, brief.sensitive.isEmpty else { continue }
            clash(
                "metric.guardrails[\(index)]", "\(quoted(measure.rawValue)) compares groups, and the brief names none",
                "Name the columns that tell the groups apart under 'sensitive'.")
        }
        let excluded = Set(brief.exclude.map(\.column))
        for note in brief.sensitiveUse where excluded.contains(note.column) {
            clash(
                "sensitive_use.\(note.column)", "\(quoted(note.column)) is excluded and used at once",
                "Leave it out of 'exclude' or of 'sensitive_use'.")
        }
        for named in brief.monotone where excluded.contains(named.column) || named.column == data.label {
            clash(
                "monotone.\(named.column)",
                "\(quoted(named.column)) is no feature, so nothing can rise or fall with it",
                "Leave it out of 'monotone'" + (named.column == data.label ? "." : ", or of 'exclude'."))
        }
        for note in brief.assumed where !BriefKeys.assumable.contains(note.column) {
            clash(
                "assumed.\(note.column)", "\(quoted(note.column)) cannot be assumed",
                "Name one of \(BriefKeys.assumable.joined(separator: ", ")) there, or nothing.")
        }
        for note in brief.assumed where note.column == "data.time" && data.time == nil {
            clash(
                "assumed.\(note.column)", "the brief assumes a 'data.time' and names none",
                "Name the moment of prediction under 'data.time', or leave it out of 'assumed'.")
        }
        for note in brief.sensitiveUse where !brief.sensitive.contains(note.column) && !excluded.contains(note.column) {
            clash(
                "sensitive_use.\(note.column)", "\(quoted(note.column)) is not named under 'sensitive'",
                "Name it there too: 'sensitive_use' asks for the use of a sensitive column.")
        }
    }

    private mutating func clash(_ path: String, _ message: String, _ advice: String) {
        report(.impossibleValue, atPath: path, message, advice: advice)
    }
}
