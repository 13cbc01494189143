package import Evidence

/// A kind of model that can be fitted, from the simplest to the most complex.
package enum Candidate: String, Sendable, CaseIterable {
    case prior
    case linear
    case boostedTrees = "boosted_trees"
    case randomForest = "random_forest"
    case tunedTrees = "tuned_trees"

    /// Whether it is grown by LightGBM.
    package var growsTrees: Bool { self != .prior && self != .linear }
}

/// What candidates there are in this version.
package enum Candidates {
    /// The candidates of a brief that names none, simplest first.
    package static let standard: [Candidate] = [.prior, .linear, .boostedTrees]
}

/// What a brief says of one candidate.
package struct CandidateOptions: Sendable, Equatable {
    package var classWeight: ClassWeight?
    /// Bounds of the settings that are searched; nothing is bounded where it names none.
    package var space = SearchSpace()
    /// Whether `linear` may bend columns, and multiply pairs of them, where validation speaks for it.
    package var splines = true
    package var interactions = true

    package init() {}
}

/// What the rows of each class count for while a candidate is fitted.
package enum ClassWeight: Sendable, Equatable {
    /// Every class counts the same in all.
    case balanced
    /// Factors for the rows of some classes, in the order of the brief; the others keep theirs.
    case factors([ClassFactor])
}

/// A class and what its rows count for.
package struct ClassFactor: Sendable, Equatable {
    package var name: String
    /// Above 0.
    package var factor: Double

    package init(name: String, factor: Double) {
        self.name = name
        self.factor = factor
    }
}

/// A column and the way that predictions may go with it.
package struct MonotoneColumn: Sendable, Equatable {
    package var column: String
    package var direction: MonotoneDirection

    package init(column: String, direction: MonotoneDirection) {
        self.column = column
        self.direction = direction
    }
}
