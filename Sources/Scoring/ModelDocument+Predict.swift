package import Columns

extension ModelDocument {
    /// Predictions for rows of a table: plan, model, link.
    ///
    /// A row's prediction is the same bits whatever the other rows, their order, and the number of threads.
    ///
    /// - Parameters:
    ///   - table: Holds the plan's columns, found by name; others are passed over.
    ///   - rows: The rows in the order wanted; all of them where `nil`.
    ///   - threads: At most this many at a time.
    /// - Returns: Predictions in the order of `rows`.
    /// - Throws: ``ScoringError`` with every column that is missing or has another type.
    package func predict(_ table: Table, rows: [Int]? = nil, threads: Int = 1) throws(ScoringError) -> Predictions {
        model.predict(try BoundPlan(plan, to: table), rows: rows, task: task, threads: threads)
    }

    /// Predictions for rows of a matrix that this document's plan made.
    package func predict(_ matrix: DesignMatrix, threads: Int = 1) -> Predictions {
        model.predict(matrix, task: task, threads: threads)
    }
}
