package import Evidence

/// The candidates that a brief can name.
package enum Candidates {
    /// The names, simplest first.
    package static let names = ["prior", "linear", "boosted_trees", "random_forest", "tuned_trees"]

    /// The candidate of a name.
    ///
    /// - Parameters:
    ///   - name: one of ``names``.
    ///   - maximumIterations: bounds the rounds of trees, where a brief's budget does.
    ///   - trials: bounds the settings that a search tries, where a brief's budget does.
    ///   - space: bounds the settings themselves.
    ///   - terms: what `linear` may add to the columns.
    /// - Returns: the candidate, ready to fit.
    /// - Throws: ``LearningError`` `argument-invalid` where no candidate has that name.
    package static func make(
        _ name: String, maximumIterations: Int? = nil, trials: Int? = nil, space: SearchSpace = SearchSpace(),
        terms: Set<TermKind> = Set(TermKind.allCases)
    ) throws(LearningError) -> any Candidate {
        switch name {
        case "prior": Prior()
        case "linear": Linear(terms: terms)
        case "random_forest": RandomForest(maximumIterations: maximumIterations)
        case "boosted_trees": BoostedTrees(maximumIterations: maximumIterations)
        case "tuned_trees": TunedTrees(maximumIterations: maximumIterations, trials: trials, space: space)
        default: throw .unknownCandidate(name)
        }
    }

    /// Whether a candidate is grown by LightGBM.
    package static func growsTrees(_ name: String) -> Bool { name != "prior" && name != "linear" }
}
