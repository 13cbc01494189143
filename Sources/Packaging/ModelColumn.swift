package import Columns
package import Scoring

/// A column that a model reads, as those who send rows need to know it.
package struct ModelColumn: Sendable, Equatable {
    package let name: String
    /// How the model reads it.
    package let kind: FeatureKind
    /// The type that it had in training.
    package let type: ColumnType
    /// Whether values were missing in training; those who send rows may leave them out either way.
    package let isNullable: Bool

    package init(name: String, kind: FeatureKind, type: ColumnType, isNullable: Bool) {
        self.name = name
        self.kind = kind
        self.type = type
        self.isNullable = isNullable
    }
}

extension ModelDocument {
    /// The columns that the model reads, each once, in the order in which the plan asks for them.
    ///
    /// - Parameters:
    ///   - table: Says what types the columns have; without it each has the widest type of its kind.
    ///   - rows: Those that the model was fitted on say whether values are missing; without them some are.
    /// - Returns: The columns of the features, and those that time is counted from.
    package func columns(in table: Table? = nil, rows: [Int]? = nil) -> [ModelColumn] {
        var seen: Set<String> = []
        return plan.features.flatMap { feature in
            feature.readColumns.compactMap { name in
                guard seen.insert(name).inserted else { return nil }
                let column = table?[name]
                return ModelColumn(
                    name: name, kind: feature.kind, type: column?.type ?? feature.kind.widestType,
                    isNullable: column?.isComplete(in: rows) != true)
            }
        }
    }
}

extension Column {
    /// Whether there is a value in each of some rows; `nil` where it is not known which they are.
    fileprivate func isComplete(in rows: [Int]?) -> Bool? {
        guard let rows else { return nil }
        let validity = validity
        return validity.nullCount == 0 || rows.allSatisfy { validity[$0] }
    }
}

extension Feature {
    /// The columns of the table that the feature reads.
    fileprivate var readColumns: [String] {
        guard case .calendar(let calendar) = treatment, let elapsed = calendar.elapsed else { return [source] }
        return [source, elapsed.since]
    }
}

extension FeatureKind {
    /// The type whose values hold those of all types that the kind accepts.
    fileprivate var widestType: ColumnType {
        switch self {
        case .number: .double
        case .category: .text
        case .boolean: .boolean
        case .date, .timestamp: .timestamp
        case .instant: .instant
        }
    }
}
