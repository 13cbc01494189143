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

    // What is computed where it is asked for.
    case d2BrierScore = "d2_brier_score"
    case d2LogLoss = "d2_log_loss_score"
    case fbeta
    case fbetaMacro = "fbeta_macro"
    case jaccard
    case cohenKappa = "cohen_kappa"
    case cohenKappaLinear = "cohen_kappa_linear"
    case cohenKappaQuadratic = "cohen_kappa_quadratic"
    case positiveLikelihoodRatio = "positive_likelihood_ratio"
    case negativeLikelihoodRatio = "negative_likelihood_ratio"
    case f1Micro = "f1_micro"
    case f1Weighted = "f1_weighted"
    case precisionMicro = "precision_micro"
    case precisionWeighted = "precision_weighted"
    case recallMicro = "recall_micro"
    case recallWeighted = "recall_weighted"
    case jaccardMacro = "jaccard_macro"
    case jaccardMicro = "jaccard_micro"
    case jaccardWeighted = "jaccard_weighted"
    case rocAUCOneVersusRestWeighted = "roc_auc_ovr_weighted"
    case rocAUCOneVersusOneWeighted = "roc_auc_ovo_weighted"
    case labelRankingAveragePrecision = "label_ranking_average_precision"
    case labelRankingLoss = "label_ranking_loss"
    case coverageError = "coverage_error"
    case dcg
    case ndcg
    case meanAveragePrecision = "mean_average_precision"
    case meanReciprocalRank = "mean_reciprocal_rank"
    case precisionAtK = "precision_at_k"
    case recallAtK = "recall_at_k"
    case liftAtK = "lift_at_k"
    case meanSquaredError = "mean_squared_error"
    case meanSquaredLogError = "mean_squared_log_error"
    case rootMeanSquaredLogError = "root_mean_squared_log_error"
    case meanPinballLoss = "mean_pinball_loss"
    case meanPoissonDeviance = "mean_poisson_deviance"
    case meanGammaDeviance = "mean_gamma_deviance"
    case meanTweedieDeviance = "mean_tweedie_deviance"
    case d2AbsoluteError = "d2_absolute_error_score"
    case d2Pinball = "d2_pinball_score"
    case d2Tweedie = "d2_tweedie_score"
    case intervalCoverage = "interval_coverage"
    case meanIntervalWidth = "mean_interval_width"

    /// Whether a larger value is a better one.
    package var greaterIsBetter: Bool {
        switch self {
        case .logLoss, .brierScore, .expectedCalibrationError, .rootMeanSquaredError, .meanAbsoluteError,
            .medianAbsoluteError, .meanAbsolutePercentageError, .maxError, .negativeLikelihoodRatio,
            .labelRankingLoss, .coverageError, .meanSquaredError, .meanSquaredLogError, .rootMeanSquaredLogError,
            .meanPinballLoss, .meanPoissonDeviance, .meanGammaDeviance, .meanTweedieDeviance, .meanIntervalWidth:
            false
        default: true
        }
    }

    /// Whether the metric of a binary task looks at decisions, and so depends on the threshold.
    package var usesThreshold: Bool {
        switch self {
        case .accuracy, .balancedAccuracy, .f1, .precision, .recall, .specificity, .matthewsCorrelation, .fbeta,
            .fbetaMacro, .jaccard, .cohenKappa, .positiveLikelihoodRatio, .negativeLikelihoodRatio, .f1Macro, .f1Micro,
            .f1Weighted, .precisionMacro, .precisionMicro, .precisionWeighted, .recallMacro, .recallMicro,
            .recallWeighted, .jaccardMacro, .jaccardMicro, .jaccardWeighted:
            true
        default: false
        }
    }

    /// The metrics that are computed for every model of a task, in the order in which tables show them.
    package static func usual(for task: LearningTask) -> [MetricName] {
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

    /// All metrics that a task has: the usual ones, then those that are computed where they are asked for.
    package static func all(for task: LearningTask) -> [MetricName] { usual(for: task) + others(of: task) }

    /// The metrics that judge the order of the rows of a query.
    package static let ranking: [MetricName] = [
        .ndcg, .dcg, .meanAveragePrecision, .meanReciprocalRank, .precisionAtK, .recallAtK, .liftAtK,
    ]

    private static func others(of task: LearningTask) -> [MetricName] {
        switch task {
        case .binary:
            [.fbeta, .fbetaMacro, .jaccard, .cohenKappa, .positiveLikelihoodRatio, .negativeLikelihoodRatio]
                + [.f1Macro, .precisionMacro, .recallMacro] + averages + [.d2LogLoss, .d2BrierScore, .ndcg, .dcg]
                + [.meanAveragePrecision, .meanReciprocalRank, .precisionAtK, .recallAtK, .liftAtK]
        case .multiclass:
            averages + [.fbetaMacro, .cohenKappa, .cohenKappaLinear, .cohenKappaQuadratic]
                + [.rocAUCOneVersusRestWeighted, .rocAUCOneVersusOneWeighted, .d2LogLoss, .d2BrierScore]
                + [.labelRankingAveragePrecision, .labelRankingLoss, .coverageError]
        case .regression:
            [.meanSquaredError, .meanSquaredLogError, .rootMeanSquaredLogError, .meanPinballLoss]
                + [.meanPoissonDeviance, .meanGammaDeviance, .meanTweedieDeviance]
                + [.d2AbsoluteError, .d2Pinball, .d2Tweedie, .ndcg, .dcg, .intervalCoverage, .meanIntervalWidth]
        }
    }

    /// Averages over classes, beside the macro averages of the usual ones.
    private static let averages: [MetricName] = [
        .f1Micro, .f1Weighted, .precisionMicro, .precisionWeighted, .recallMicro, .recallWeighted, .jaccardMacro,
        .jaccardMicro, .jaccardWeighted,
    ]
}
