package import Evidence

extension LabelErrors {
    /// Says how many labels look wrong, or that the label is noisy; `nil` where none is suspected.
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
        let all = NumberText.counted(isSuspected.count, "label")
        let count = NumberText.count(suspected.count)
        let verb = suspected.count == 1 ? "looks" : "look"
        let keys = suspected.prefix(Limits.keysPerFinding).compactMap(key)
        if reading == .wrong {
            return Finding(
                .note, .labelsSuspected,
                "\(count) of \(all) in '\(label)' \(verb) wrong to models that did not see them",
                advice: "look at the first rows of evaluation/label_errors.parquet, and correct their source",
                column: label, count: suspected.count, keys: keys)
        }
        let far = isFar.count(where: \.self)
        return Finding(
            .note, .labelNoisy,
            "the label '\(label)' is noisy: \(count) of \(all) \(verb) like another class, "
                + (far == 0 ? "none of them by far" : "\(NumberText.count(far)) of them by far"),
            advice: "read it as the limit of what the columns say, not as wrong labels; "
                + "evaluation/label_errors.parquet has the furthest first",
            column: label, count: suspected.count, keys: keys)
    }
}
