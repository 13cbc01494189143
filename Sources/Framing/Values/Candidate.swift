/// A kind of model that can be fitted, from the simplest to the most complex.
package enum Candidate: String, Sendable, CaseIterable {
    case prior
    case linear
    case boostedTrees = "boosted_trees"
}

/// What candidates there are in this version.
package enum Candidates {
    /// The candidates of a brief that names none, simplest first.
    package static let standard: [Candidate] = [.prior, .linear, .boostedTrees]
}
