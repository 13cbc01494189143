package import Evidence

extension FeaturePlan {
    /// What the plan makes of the columns, in words, for documents.
    package var summary: FeatureSummary {
        FeatureSummary(
            sourceColumns: Set(features.map(\.source)).count, linearWidth: width,
            features: features.map {
                .init(column: $0.source, kind: $0.kind.rawValue, treatment: $0.words, width: $0.treatment.width)
            })
    }
}

extension Feature {
    fileprivate var words: String {
        let parts: [String?] =
            switch treatment {
            case .number(let number): number.words
            case .category(let category):
                [
                    "one-hot of \(category.levels.count) \(category.levels.count == 1 ? "text" : "texts")"
                        + " in at least \(category.minimumCount) rows", "other", "missing",
                ]
            case .boolean(let boolean):
                [
                    boolean.varies ? "0 or 1" : nil,
                    boolean.varies && boolean.missingIndicator ? "missing as \(boolean.fill ? 1 : 0)" : nil,
                    boolean.missingIndicator ? "missing indicator" : nil,
                ]
            case .calendar(let calendar):
                calendar.parts.map { $0.part.rawValue.replacing("_", with: " ") + " (cyclic)" }
                    + [calendar.missingIndicator ? "missing indicator" : nil]
                    + (calendar.elapsed.map { elapsed in
                        ["seconds since \(elapsed.since)"] + elapsed.number.words
                    } ?? [])
            }
        return parts.compactMap(\.self).joined(separator: "; ")
    }
}

extension NumberTreatment {
    fileprivate var words: [String?] {
        [
            writesValue ? "median \(NumberText.setting(median))" : nil, writesValue ? "standardised" : nil,
            missingIndicator ? "missing indicator" : nil,
        ]
    }
}
