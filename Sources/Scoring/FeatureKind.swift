package import Columns

/// What the values of a feature are.
package enum FeatureKind: String, Codable, Sendable, CaseIterable {
    /// Integers and doubles.
    case number
    /// Text.
    case category
    case boolean
    case date
    case timestamp
    case instant

    /// The kind of a column's values; `nil` for types that are never a feature.
    package init?(_ type: ColumnType) {
        switch type {
        case .boolean: self = .boolean
        case .integer, .double: self = .number
        case .text: self = .category
        case .date: self = .date
        case .timestamp: self = .timestamp
        case .instant: self = .instant
        case .unsupported: return nil
        }
    }

    /// Whether a column of this type can stand where the feature was fitted.
    ///
    /// Integers and doubles widen to each other, and so do days and wall-clock times. An instant does not stand for
    /// a wall-clock time: its hours are those of another clock.
    package func accepts(_ type: ColumnType) -> Bool {
        switch self {
        case .number: type == .integer || type == .double
        case .category: type == .text
        case .boolean: type == .boolean
        case .date, .timestamp: type == .date || type == .timestamp
        case .instant: type == .instant
        }
    }

    /// The types that are accepted, in words.
    var acceptedTypes: String {
        switch self {
        case .number: "integer or double"
        case .category: "text"
        case .boolean: "boolean"
        case .date, .timestamp: "date or timestamp"
        case .instant: "instant"
        }
    }
}
