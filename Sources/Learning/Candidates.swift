/// The candidates that a brief can name.
package enum Candidates {
    /// The names, simplest first.
    package static let names = ["prior", "linear", "boosted_trees"]

    /// The candidate of a name.
    ///
    /// - Throws: ``LearningError`` `argument-invalid` where no candidate has that name.
    package static func make(_ name: String) throws(LearningError) -> any Candidate {
        switch name {
        case "prior": Prior()
        case "linear": Linear()
        case "boosted_trees": BoostedTrees()
        default: throw .unknownCandidate(name)
        }
    }
}
