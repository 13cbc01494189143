package import Evidence

extension SensitiveColumns {
    /// What a brief makes of its columns.
    package struct Use: Sendable {
        /// Columns that the brief leaves to be features, whatever checks make of them later.
        package var features: Set<String>
        /// Columns that the brief calls sensitive.
        package var sensitive: Set<String>

        package init(features: Set<String>, sensitive: Set<String>) {
            self.features = features
            self.sensitive = sensitive
        }
    }

    /// What to say of each column.
    ///
    /// - Parameter use: what a brief makes of the columns; `nil` for a bare table.
    /// - Returns: an error where a column would be a feature and is certainly personal.
    package func findings(_ use: Use?) -> [Finding] {
        let personal = personal.map { finding($0, use) }
        let known = Set(self.personal.map(\.name))
        let protected = protected.filter { column in
            !known.contains(column.name) && use?.sensitive.contains(column.name) != true
                && use?.features.contains(column.name) != false
        }
        return personal + protected.map { finding($0.name, $0.attribute) }
    }

    private func finding(_ column: PersonalColumn, _ use: Use?) -> Finding {
        let isFeature = use?.features.contains(column.name)
        let isCertain = column.certainty == .certain
        let severity: Severity =
            switch (isFeature, isCertain) {
            case (true?, true): .error
            case (true?, false), (nil, true): .warning
            case (nil, false): column.kind == .coordinates ? .note : .warning
            case (false?, _): .note
            }
        let what = column.kind.words + (column.detail.map { " (\($0))" } ?? "")
        let share =
            "\(NumberText.count(column.matching)) of \(NumberText.counted(column.values, "value")) in a sample of "
            + NumberText.counted(column.rows, "row")
        let message =
            "column '\(column.name)' \(isCertain ? "holds" : "may hold") \(what): \(share)"
            + consequence(isFeature, isCertain)
        return Finding(
            severity, .personalData, message, advice: advice(column, isFeature), column: column.name,
            count: column.matching,
            evidence: [
                "kind": .string(column.kind.rawValue), "certainty": .string(column.certainty.rawValue),
                "values": .integer(Int64(column.values)), "sample_rows": .integer(Int64(column.rows)),
            ])
    }

    /// What comes of it where the column is a feature, which a bare table does not say.
    private func consequence(_ isFeature: Bool?, _ isCertain: Bool) -> String {
        switch (isFeature, isCertain) {
        case (true?, true): "; as a feature it needs another person's sign-off"
        case (nil, true): "; a run with it as a feature stops for another person's sign-off (exit status 4)"
        default: ""
        }
    }

    private func advice(_ column: PersonalColumn, _ isFeature: Bool?) -> String {
        let instead = column.kind.instead.map { ", or take \($0) out of it in the dataset's SQL" } ?? ""
        switch (isFeature, column.certainty) {
        case (true?, .certain):
            return "leave it out with exclude: {\(column.name): personal data}\(instead); sign-offs cannot be recorded "
                + "in this version"
        case (true?, .likely): return "if it does, exclude it or name it under sensitive\(instead)"
        case (nil, _): return "in a brief, exclude it or name it under sensitive\(instead)"
        case (false?, _): return "it is no feature; its values are shown nowhere"
        }
    }

    private func finding(_ name: String, _ attribute: ProtectedAttribute) -> Finding {
        Finding(
            attribute.isSpecial ? .warning : .note, .protectedAttribute,
            "by its name, column '\(name)' may say of people what many laws protect (\(attribute.rawValue))",
            advice:
                "if its rows are about people, name it under sensitive: it is then no feature, and is judged apart as a slice",
            column: name, evidence: ["attribute": .string(attribute.rawValue)])
    }
}
