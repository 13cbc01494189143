package import Evidence

/// Predictions of some rows.
package struct Predictions: Sendable, Equatable {
    /// Numbers per row: 1 for binary (probability of `positive`) and regression (the value), one a class for
    /// multiclass (probabilities in class order).
    package let width: Int
    /// Row-major, `rows × width`.
    package let values: [Double]
    /// Regression: between which numbers each value is said to lie; `nil` where nothing is said.
    package let bounds: Bounds?

    /// The ends of an interval for each row.
    package struct Bounds: Sendable, Equatable {
        package let lower: [Double]
        /// Not below `lower`.
        package let upper: [Double]

        package init(lower: [Double], upper: [Double]) {
            precondition(lower.count == upper.count, "two ends for each row")
            (self.lower, self.upper) = (lower, upper)
        }
    }

    package init(width: Int, values: [Double], bounds: Bounds? = nil) {
        precondition(width > 0 && values.count.isMultiple(of: width), "row-major predictions")
        precondition(bounds.map { $0.lower.count == values.count } ?? true, "an interval for each value")
        self.width = width
        self.values = values
        self.bounds = bounds
    }

    package var rowCount: Int { values.count / width }
}

/// What is to be predicted, as numbers.
package struct Target: Sendable, Equatable {
    package let task: LearningTask
    /// Classes in class order (for binary: the other class, then `positive`); empty for regression.
    package let classes: [String]
    /// Classification: the index into `classes` of each row; regression: the value of each row.
    package let values: [Double]
    /// A weight of at least 0 a row, or `nil` where all rows weigh 1.
    package let weights: [Double]?
    /// The query of each row, numbered from 0, or `nil` where all rows answer one query.
    package let queries: [Int32]?

    package init(
        task: LearningTask, classes: [String], values: [Double], weights: [Double]? = nil, queries: [Int32]? = nil
    ) {
        self.task = task
        self.classes = classes
        self.values = values
        self.weights = weights
        self.queries = queries
    }

    package var rowCount: Int { values.count }

    /// The target of some rows, in their order.
    package func selecting(_ rows: [Int]) -> Target {
        Target(
            task: task, classes: classes, values: rows.map { values[$0] },
            weights: weights.map { weights in rows.map { weights[$0] } },
            queries: queries.map { queries in rows.map { queries[$0] } })
    }
}
