package import Evidence
package import Scoring

/// Predictions of the rows that judge, with what makes decisions of them and what is drawn together for intervals.
package struct DecidedRows: Sendable {
    let predictions: Predictions
    let target: Target
    /// The score at or above which a row is positive; `nil` unless the task is binary.
    let threshold: Double?
    /// What deciding each class costs where another is true; `nil` where the likeliest class is decided.
    let costs: [[Double]]?
    let resampling: Evaluation.Resampling

    /// - Parameters:
    ///   - predictions: of the chosen candidate.
    ///   - target: the truth of the same rows.
    ///   - threshold: the score at or above which a row is positive (binary); 0.5 where `nil`.
    ///   - costs: by true and decided class (multiclass); `nil` where the likeliest class is decided.
    ///   - resampling: the rows' independent units.
    package init(
        _ predictions: Predictions, target: Target, threshold: Double? = nil, costs: [[Double]]? = nil,
        resampling: Evaluation.Resampling
    ) {
        precondition(predictions.rowCount == target.rowCount, "a prediction a row")
        self.predictions = predictions
        self.target = target
        self.threshold = target.task == .binary ? threshold ?? 0.5 : nil
        self.costs = costs
        self.resampling = resampling
    }

    /// The class that each row is decided as; empty for regression.
    var classes: [Int] { predictions.decided(target.task, threshold: threshold, costs: costs) }

    /// Counts by true and decided class; empty for regression.
    package var confusion: [[Int]] {
        var counts = target.classes.map { _ in target.classes.map { _ in 0 } }
        for (truth, decided) in zip(target.values, classes) { counts[Int(truth)][decided] += 1 }
        return counts
    }

    /// What a row costs as it is decided, on average.
    ///
    /// - Parameter costs: by true and decided class.
    /// - Returns: the mean with its interval; `nil` where the rows weigh nothing.
    package func cost(by costs: [[Double]]) -> ThresholdsDocument.Cost? {
        CostDecision.cost(of: classes, target: target, costs: costs, units: resampling.units)
    }
}

extension Predictions {
    /// The class that each row is decided as; empty for regression.
    func decided(_ task: LearningTask, threshold: Double?, costs: [[Double]]?) -> [Int] {
        task.isClassification ? classIndices(threshold: threshold ?? 0.5, costs: costs) : []
    }
}
