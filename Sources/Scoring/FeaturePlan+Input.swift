package import Columns
package import Evidence

/// The columns that a model reads, each with its kind, whoever trained it.
package struct ModelInputs: Sendable {
    /// Each column once, in the order in which the model asks for them.
    package let columns: [(name: String, kind: FeatureKind)]

    /// Takes each column once.
    package init(columns: [(name: String, kind: FeatureKind)]) { self.columns = columns }

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

    /// The columns that are read as text.
    package var textNames: [String] { columns.filter { $0.kind == .category }.map(\.name) }

    /// The type that a column is read as; text where the model does not read it.
    package func type(of name: String) -> ColumnType {
        columns.first { $0.name == name }?.kind.usualType ?? .text
    }

    /// Columns that the model needs and a table lacks or holds with another type, in the model's order.
    ///
    /// - Parameter column: the table's column of a name, or `nil`.
    /// - Returns: errors `feature-input-missing` and `feature-input-retyped`.
    package func findings(_ column: (String) -> InputColumn?) -> [Finding] {
        columns.compactMap { name, kind in
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

}

extension FeaturePlan {
    /// The columns that the plan reads.
    package var inputs: ModelInputs {
        var seen: Set<TextKey> = []
        return ModelInputs(
            columns: features.flatMap { feature in
                [feature.source, feature.treatment.since].compactMap(\.self)
                    .filter { seen.insert(TextKey($0)).inserted }
                    .map { (name: $0, kind: feature.kind) }
            })
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
