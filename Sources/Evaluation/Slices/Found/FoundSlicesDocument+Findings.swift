package import Evidence

extension FoundSlicesDocument {
    /// Distinct values of a column from which on it is said that most are taken together.
    private static let manyValues = 1_000

    /// What a person should know of it: the slice of the highest score, and columns of very many values.
    package var findings: [Finding] {
        [weakest].compactMap(\.self)
            + columns.filter { $0.grouped >= Self.manyValues }.map { column in
                let levels = SliceColumn.values
                return Finding(
                    .note, .sliceValuesGrouped,
                    "'\(column.column)' has \(NumberText.count(column.grouped + levels)) values: slices are looked for in the "
                        + "\(NumberText.count(levels)) most frequent, and in the others together",
                    advice: "a column that groups its values lets more be found", column: column.column,
                    count: column.grouped)
            }
    }

    private var weakest: Finding? {
        guard let first = slices.first, let mean = confirming.meanLoss else { return nil }
        let more = slices.count - 1
        let share = Double(first.rows) / Double(max(1, confirming.rows))
        return Finding(
            .note, .weakSlice,
            "where \(first.words), \(loss.words) is \(NumberText.metric(first.meanLoss)) against \(NumberText.metric(mean)): "
                + "\(NumberText.percent(share)) of the rows carry \(NumberText.percent(first.lossShare)) of it"
                + (more > 0 ? "; \(NumberText.counted(more, "more slice")) like it" : ""),
            advice: "see Found slices in report.html: what is special about these rows?", count: first.rows,
            evidence: ["score": .number(first.score), "q_value": .number(first.qValue)])
    }
}
