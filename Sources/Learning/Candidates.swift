/// The candidates that a brief can name.
package enum Candidates {
    /// The names, simplest first.
    package static let names = ["prior", "linear", "boosted_trees"]

    /// The candidate of a name; `maximumIterations` bounds the rounds of boosted trees, where a brief's budget does.
    ///
    /// - Throws: ``LearningError`` `argument-invalid` where no candidate has that name.
    package static func make(
        _ name: String, maximumIterations: Int? = nil
    ) throws(LearningError) -> any Candidate {
        switch name {
        case "prior": Prior()
        case "linear": Linear()
        case "boosted_trees": BoostedTrees(maximumIterations: maximumIterations)
        default: throw .unknownCandidate(name)
        }
    }
}
