/// What deciding one class costs where another is true (multiclass only).
package struct ClassCost: Sendable, Equatable {
    package let truth: String
    package let decided: String
    /// At least 0, finite.
    package let cost: Double

    package init(truth: String, decided: String, cost: Double) {
        self.truth = truth
        self.decided = decided
        self.cost = cost
    }
}

extension [ClassCost] {
    /// Costs by true and decided class: what is not named costs 1 where the class is wrong, and nothing where it is right.
    package func matrix(of classes: [String]) -> [[Double]] {
        var matrix = classes.indices.map { truth in classes.indices.map { $0 == truth ? 0.0 : 1.0 } }
        for pair in self {
            guard let truth = classes.firstIndex(of: pair.truth), let decided = classes.firstIndex(of: pair.decided)
            else { continue }
            matrix[truth][decided] = pair.cost
        }
        return matrix
    }
}
