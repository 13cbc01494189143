/// What a search over trees may set, by LightGBM's names.
package enum TreeParameter: String, Codable, Sendable, CaseIterable, Comparable, CodingKeyRepresentable {
    case learningRate = "learning_rate"
    case leaves = "num_leaves"
    case leafRows = "min_data_in_leaf"
    case columnShare = "feature_fraction"
    case rowShare = "bagging_fraction"
    case penalty = "lambda_l2"
    case categorySmoothing = "cat_smooth"

    /// Values that make sense at all.
    package var bounds: ClosedRange<Double> {
        switch self {
        case .learningRate: 0.001...1
        case .leaves: 2...1_000
        case .leafRows: 1...1_000_000
        case .columnShare, .rowShare: 0.05...1
        case .penalty: 0...100_000
        case .categorySmoothing: 0...100_000
        }
    }

    /// Whether only whole numbers are values.
    package var isWhole: Bool { self == .leaves || self == .leafRows }

    /// Whether values are spread by their ratio: from 0.01 to 0.1 is as far as from 0.1 to 1.
    package var isScale: Bool { self != .columnShare && self != .rowShare }

    package static func < (one: TreeParameter, other: TreeParameter) -> Bool { one.rawValue < other.rawValue }
}
