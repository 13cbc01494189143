package import Evidence

extension LabelErrors {
    /// Says how many labels are suspected; `nil` where none is.
    ///
    /// A note, never more: rows that lie between classes are suspected too, and only a person knows what they are.
    ///
    /// - Parameters:
    ///   - label: the label's column.
    ///   - key: the key of a row, by its place; `nil` where rows have none.
    /// - Returns: the note, with the keys of the most doubtful rows.
    package func finding(label: String, key: (Int) -> String?) -> Finding? {
        let suspected = doubtful.filter { isSuspected[$0] }
        guard !suspected.isEmpty else { return nil }
        return Finding(
            .note, .labelsSuspected,
            "\(NumberText.count(suspected.count)) of \(NumberText.counted(isSuspected.count, "label")) in '\(label)' "
                + "\(suspected.count == 1 ? "looks" : "look") wrong to models that did not see them",
            advice: "look at the first rows of evaluation/label_errors.parquet, and correct their source",
            column: label,
            count: suspected.count, keys: suspected.prefix(Limits.keysPerFinding).compactMap(key))
    }
}
