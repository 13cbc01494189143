extension Work {
    /// What several fits on parts of the rows came to together.
    ///
    /// - Parameter choices: what each fit chose, and the penalties that it tried under the form that it chose.
    /// - Returns: of linear models the form in the middle with ``pooledPenalty(_:)``; of others, and where there is no
    ///   such penalty, the choice in the middle; `nil` where there are none.
    package static func together(_ choices: [(work: Work, trials: [FittedCandidate.Trial])]) -> Work? {
        let median = median(of: choices.map(\.work))
        guard case .penalty(_, let form)? = median, let penalty = pooledPenalty(choices.map(\.trials)) else {
            return median
        }
        return .penalty(penalty, form: form)
    }

    /// The penalty that is best on the validation rows of several fits together: the least mean of their losses, of
    /// equal ones the strongest.
    ///
    /// Few rows choose a penalty badly, and what most of them choose is no better than they are; their losses added up
    /// speak as all the rows do.
    ///
    /// - Parameter trials: what each fit tried, the strongest penalty first; of one that was tried twice the last counts.
    /// - Returns: the penalty; `nil` where the fits tried no penalties, or not the same.
    package static func pooledPenalty(_ trials: [[FittedCandidate.Trial]]) -> Double? {
        guard let first = trials.first else { return nil }
        let penalties = Set(first.map(\.penalty))
        guard trials.allSatisfy({ Set($0.map(\.penalty)) == penalties }) else { return nil }
        var best: (penalty: Double, loss: Double)?
        for penalty in penalties.sorted() {
            let losses = trials.compactMap { fit in fit.last { $0.penalty == penalty }?.validationLoss }
            guard losses.count == trials.count else { continue }
            let loss = losses.reduce(0, +) / Double(losses.count)
            if loss < best?.loss ?? .infinity { best = (penalty, loss) }
        }
        return best?.penalty
    }
}
