package import Columns
package import Evidence

extension FeaturePlan {
    /// A column of a table that is to be scored, as far as it decides whether the plan can read it.
    package struct InputColumn: Sendable {
        package let type: ColumnType
        /// Whether any row has a value; without one the type does not matter.
        package let hasValues: Bool

        package init(type: ColumnType, hasValues: Bool) {
            self.type = type
            self.hasValues = hasValues
        }
    }

    /// The columns that the plan reads as text.
    package var textNames: [String] { inputs.filter { $0.kind == .category }.map(\.name) }

    /// The type that a column of the plan is read as; text where the plan does not read it.
    package func type(of name: String) -> ColumnType {
        inputs.first { $0.name == name }?.kind.usualType ?? .text
    }

    /// Columns that the plan needs and a table lacks or holds with another type, in the order of the plan.
    ///
    /// - Parameter column: the table's column of a name, or `nil`.
    /// - Returns: errors `feature-input-missing` and `feature-input-retyped`.
    package func inputFindings(_ column: (String) -> InputColumn?) -> [Finding] {
        inputs.compactMap { name, kind in
            guard let column = column(name) else {
                return Finding(
                    .error, .featureInputMissing, "the model needs the column '\(name)', which the table does not have",
                    advice:
                        "The model reads what the brief's SQL gives: run that first, add the column, or give it without values",
                    column: name)
            }
            guard !kind.accepts(column.type), column.hasValues else { return nil }
            return Finding(
                .error, .featureInputRetyped,
                "the model was fitted on '\(name)' as \(kind.acceptedTypes), and the table holds \(column.type.rawValue)",
                advice:
                    "The model reads what the brief's SQL gives: run that first, or cast the column to \(kind.acceptedTypes)",
                column: name)
        }
    }

    private var inputs: [(name: String, kind: FeatureKind)] {
        var seen: Set<TextKey> = []
        return features.flatMap { feature in
            [feature.source, feature.treatment.since].compactMap(\.self)
                .filter { seen.insert(TextKey($0)).inserted }
                .map { (name: $0, kind: feature.kind) }
        }
    }
}

extension FeatureKind {
    /// The type that a fit saw most likely.
    fileprivate var usualType: ColumnType {
        switch self {
        case .number: .double
        case .category: .text
        case .boolean: .boolean
        case .date: .date
        case .timestamp: .timestamp
        case .instant: .instant
        }
    }
}
