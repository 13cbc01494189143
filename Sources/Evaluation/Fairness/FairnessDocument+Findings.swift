package import Evidence

extension FairnessDocument {
    /// What a person should know of it: columns with one group, groups of which nothing can be said, and the rule of four
    /// fifths where it is broken.
    package var findings: [Finding] { columns.flatMap(findings(of:)) }

    private func findings(of column: Column) -> [Finding] {
        let all = column.groups.count + column.unnamed.groups
        if all < 2 {
            return [
                Finding(
                    .warning, .oneGroup,
                    "the sensitive column '\(column.column)' has one group on the rows that judge: nothing can be compared",
                    advice: "let rows of other groups judge, or leave it out of `sensitive`", column: column.column)
            ]
        }
        var found: [Finding] = []
        let judged = column.groups.count { $0.isJudged }
        let silent = all - judged
        if silent > 0 {
            let rows = column.unnamed.rows + column.groups.filter { !$0.isJudged }.reduce(0) { $0 + $1.rows }
            found.append(
                Finding(
                    judged < 2 ? .warning : .note, .groupTooSmall,
                    "'\(column.column)': cannot tell for \(NumberText.counted(silent, "group")) with fewer than "
                        + "\(NumberText.count(minimumRows)) rows"
                        + (judged < 2 ? ", so that no two groups can be compared" : ""),
                    advice: "let more of their rows judge; until then nothing here speaks for them",
                    column: column.column, count: rows))
        }
        if column.fourFifths == .broken, let ratio = column.measures[.demographicParityRatio] {
            found.append(
                Finding(
                    .warning, .fourFifthsBroken,
                    "'\(column.column)': the group that is selected least often has a selection rate of "
                        + "\(NumberText.metric(ratio)) times that of the most often selected, under four fifths",
                    advice:
                        "see Fairness in report.html, and ask the owner which difference is meant; a guardrail such as "
                        + "\"demographic_parity_ratio >= 0.8\" holds the release",
                    column: column.column))
        }
        return found
    }
}
