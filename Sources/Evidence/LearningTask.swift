/// What is predicted (contracts, section 1); the words of later versions are known and refused by name.
package enum LearningTask: String, Codable, Sendable, CaseIterable {
    case binary
    case multiclass
    case regression

    /// Words that a brief may use from a later version on.
    package static let later = ["forecast", "ranking", "anomaly", "text"]

    /// Whether the label is a class.
    package var isClassification: Bool { self != .regression }
}
