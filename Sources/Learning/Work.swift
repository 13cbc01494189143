/// What choosing on validation came to: enough to fit the same again on other rows, where nothing is left to choose.
package enum Work: Sendable, Equatable {
    /// The candidate has nothing to choose.
    case fixed
    /// The inverse penalty of a linear model, scikit-learn's `C`.
    case penalty(Double)
    /// Rounds of boosting.
    case rounds(Int)
    /// Rounds of boosting under settings that a search found.
    case tuned(TreeSettings, rounds: Int)

    var penalty: Double? { if case .penalty(let penalty) = self { penalty } else { nil } }

    /// Rounds of boosting, under whatever settings.
    package var rounds: Int? {
        switch self {
        case .rounds(let rounds), .tuned(_, let rounds): rounds
        case .fixed, .penalty: nil
        }
    }

    /// What stands in the middle of what a candidate came to on several parts of the rows; of two, the simpler.
    ///
    /// - Returns: one of `choices`, a stronger penalty or fewer rounds being simpler; `nil` where there are none.
    package static func median(of choices: [Work]) -> Work? {
        choices.isEmpty ? nil : choices.sorted { $0.size < $1.size }[(choices.count - 1) / 2]
    }

    /// How much the candidate may bend to the rows.
    private var size: Double {
        switch self {
        case .fixed: 0
        case .penalty(let penalty): penalty
        case .rounds(let rounds): Double(rounds)
        case .tuned(let settings, let rounds): Double(rounds) * settings.learningRate * Double(settings.leaves)
        }
    }
}
