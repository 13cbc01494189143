/// The metrics, by scikit-learn's scorer names without `neg_`, and our own (contracts, section 6).
package enum MetricName: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case rocAUC = "roc_auc"
    case averagePrecision = "average_precision"
    case logLoss = "log_loss"
    case brierScore = "brier_score"
    case accuracy
    case balancedAccuracy = "balanced_accuracy"
    case f1
    case precision
    case recall
    case specificity
    case matthewsCorrelation = "matthews_corrcoef"
    case ks
    case gini
    case expectedCalibrationError = "expected_calibration_error"
    case rocAUCOneVersusRest = "roc_auc_ovr"
    case rocAUCOneVersusOne = "roc_auc_ovo"
    case f1Macro = "f1_macro"
    case precisionMacro = "precision_macro"
    case recallMacro = "recall_macro"
    case topKAccuracy = "top_k_accuracy"
    case r2
    case rootMeanSquaredError = "root_mean_squared_error"
    case meanAbsoluteError = "mean_absolute_error"
    case medianAbsoluteError = "median_absolute_error"
    case meanAbsolutePercentageError = "mean_absolute_percentage_error"
    case explainedVariance = "explained_variance"
    case maxError = "max_error"

    /// Whether a larger value is a better one.
    package var greaterIsBetter: Bool {
        switch self {
        case .logLoss, .brierScore, .expectedCalibrationError, .rootMeanSquaredError, .meanAbsoluteError,
            .medianAbsoluteError, .meanAbsolutePercentageError, .maxError:
            false
        default: true
        }
    }

    /// Whether the metric of a binary task looks at decisions, and so depends on the threshold.
    package var usesThreshold: Bool {
        switch self {
        case .accuracy, .balancedAccuracy, .f1, .precision, .recall, .specificity, .matthewsCorrelation: true
        default: false
        }
    }

    /// The metrics of a task, in the order in which tables show them.
    package static func all(for task: LearningTask) -> [MetricName] {
        switch task {
        case .binary:
            [
                .rocAUC, .averagePrecision, .logLoss, .brierScore, .accuracy, .balancedAccuracy, .f1, .precision,
                .recall, .specificity, .matthewsCorrelation, .ks, .gini, .expectedCalibrationError,
            ]
        case .multiclass:
            [
                .logLoss, .accuracy, .balancedAccuracy, .rocAUCOneVersusRest, .rocAUCOneVersusOne, .f1Macro,
                .precisionMacro, .recallMacro, .topKAccuracy, .matthewsCorrelation, .brierScore,
            ]
        case .regression:
            [
                .rootMeanSquaredError, .meanAbsoluteError, .medianAbsoluteError, .r2, .explainedVariance,
                .meanAbsolutePercentageError, .maxError,
            ]
        }
    }
}
