/// What choosing on validation came to: enough to fit the same again on other rows, where nothing is left to choose.
package enum Work: Sendable, Equatable {
    /// The candidate has nothing to choose.
    case fixed
    /// The inverse penalty of a linear model, scikit-learn's `C`.
    case penalty(Double)
    /// Rounds of boosting.
    case rounds(Int)

    var penalty: Double? { if case .penalty(let penalty) = self { penalty } else { nil } }

    var rounds: Int? { if case .rounds(let rounds) = self { rounds } else { nil } }
}
