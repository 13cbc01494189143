/// What choosing on validation came to: enough to fit the same again on other rows, where nothing is left to choose.
package enum Work: Sendable, Equatable {
    /// The candidate has nothing to choose.
    case fixed
    /// The inverse penalty of a linear model, scikit-learn's `C`, and what it has besides the columns.
    case penalty(Double, form: LinearForm = .plain)
    /// Rounds of boosting.
    case rounds(Int)
    /// Rounds of boosting under settings that a search found.
    case tuned(TreeSettings, rounds: Int)

    var penalty: Double? { if case .penalty(let penalty, _) = self { penalty } else { nil } }
    /// What a linear model has besides the columns; nothing for others.
    package var form: LinearForm { if case .penalty(_, let form) = self { form } else { .plain } }

    /// Rounds of boosting, under whatever settings.
    package var rounds: Int? {
        switch self {
        case .rounds(let rounds), .tuned(_, let rounds): rounds
        case .fixed, .penalty: nil
        }
    }

    /// What stands in the middle of what a candidate came to on several parts of the rows; of two, the simpler.
    ///
    /// - Returns: one of `choices`, fewer terms, a stronger penalty or fewer rounds being simpler; `nil` where there are none.
    package static func median(of choices: [Work]) -> Work? {
        choices.isEmpty ? nil : choices.sorted { $0.size < $1.size }[(choices.count - 1) / 2]
    }

    /// How much the candidate may bend to the rows.
    private var size: (terms: Int, bend: Double) {
        switch self {
        case .fixed: (0, 0)
        case .penalty(let penalty, let form): (form.size, penalty)
        case .rounds(let rounds): (0, Double(rounds))
        case .tuned(let settings, let rounds): (0, Double(rounds) * settings.learningRate * Double(settings.leaves))
        }
    }
}
