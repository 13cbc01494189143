/// How far groups are apart, by Fairlearn's names.
package enum FairnessMeasure: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case demographicParityDifference = "demographic_parity_difference"
    case demographicParityRatio = "demographic_parity_ratio"
    case equalizedOddsDifference = "equalized_odds_difference"
    case equalizedOddsRatio = "equalized_odds_ratio"
    case equalOpportunityDifference = "equal_opportunity_difference"
    case equalOpportunityRatio = "equal_opportunity_ratio"
    case accuracyDifference = "accuracy_difference"
    case accuracyRatio = "accuracy_ratio"
    case meanAbsoluteErrorDifference = "mean_absolute_error_difference"
    case meanAbsoluteErrorRatio = "mean_absolute_error_ratio"
    case meanPredictionDifference = "mean_prediction_difference"

    /// The measures of a task, in the order in which tables show them.
    package static func all(for task: LearningTask) -> [FairnessMeasure] {
        switch task {
        case .binary:
            [
                .demographicParityDifference, .demographicParityRatio, .equalizedOddsDifference, .equalizedOddsRatio,
                .equalOpportunityDifference, .equalOpportunityRatio, .accuracyDifference, .accuracyRatio,
            ]
        case .multiclass: [.accuracyDifference, .accuracyRatio]
        case .regression: [.meanPredictionDifference, .meanAbsoluteErrorDifference, .meanAbsoluteErrorRatio]
        }
    }

    /// What differs between groups; the worst of them counts.
    package var metrics: [GroupMetric] {
        switch self {
        case .demographicParityDifference, .demographicParityRatio: [.selectionRate]
        case .equalizedOddsDifference, .equalizedOddsRatio: [.truePositiveRate, .falsePositiveRate]
        case .equalOpportunityDifference, .equalOpportunityRatio: [.truePositiveRate]
        case .accuracyDifference, .accuracyRatio: [.accuracy]
        case .meanAbsoluteErrorDifference, .meanAbsoluteErrorRatio: [.meanAbsoluteError]
        case .meanPredictionDifference: [.meanPrediction]
        }
    }

    /// Whether it is the smallest figure of a group over the largest, where 1 is equal; else their difference.
    package var isRatio: Bool { rawValue.hasSuffix("_ratio") }
}

/// A figure of one group.
package enum GroupMetric: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case selectionRate = "selection_rate"
    case truePositiveRate = "true_positive_rate"
    case falsePositiveRate = "false_positive_rate"
    case accuracy
    case precision
    case baseRate = "base_rate"
    case meanPrediction = "mean_prediction"
    case meanAbsoluteError = "mean_absolute_error"

    /// The figures of a task, in the order in which tables show them.
    package static func all(for task: LearningTask) -> [GroupMetric] {
        switch task {
        case .binary: [.selectionRate, .truePositiveRate, .falsePositiveRate, .accuracy, .precision, .baseRate]
        case .multiclass: [.accuracy]
        case .regression: [.meanPrediction, .meanAbsoluteError]
        }
    }
}
