import Evaluation
import Evidence
import Scoring

/// Predictions ready to be judged, and what they are fit for.
struct JudgedScores: Sendable {
    /// What the numbers are.
    enum Kind: Sendable {
        case probabilities
        /// Real scores of the positive class: only their order and the threshold mean something.
        case scores
        /// Decisions alone.
        case decisions
        /// Numbers of a regression.
        case values
    }

    let kind: Kind
    /// In the form that the evaluation takes; scores and decisions of a binary task stand as ranks.
    let predictions: Predictions
    /// The number at or above which ``predictions`` are positive (binary).
    let cut: Double?

    /// The metrics that they are fit for, in the order of tables: the usual ones, and those asked for beside them.
    func metrics(of task: LearningTask, also: [MetricName] = []) -> [MetricName] {
        let usual = MetricName.usual(for: task)
        let all = MetricName.all(for: task).filter { usual.contains($0) || also.contains($0) }
        switch kind {
        case .probabilities, .values: return all
        case .scores: return all.filter { !Self.ofProbabilities.contains($0) }
        case .decisions: return all.filter(Self.ofDecisions.contains)
        }
    }

    /// Why a metric of the task has no value here.
    func reason(against name: MetricName) -> String {
        kind == .decisions
            ? "it needs scores, and --prediction gives decisions alone"
            : "it needs probabilities, and scores are outside 0 to 1"
    }

    private static let ofProbabilities: Set<MetricName> = [
        .logLoss, .brierScore, .expectedCalibrationError, .d2LogLoss, .d2BrierScore,
    ]
    private static let ofDecisions: Set<MetricName> = [
        .accuracy, .balancedAccuracy, .f1, .precision, .recall, .specificity, .matthewsCorrelation, .f1Macro,
        .precisionMacro, .recallMacro, .fbeta, .fbetaMacro, .jaccard, .cohenKappa, .cohenKappaLinear,
        .cohenKappaQuadratic, .positiveLikelihoodRatio, .negativeLikelihoodRatio, .f1Micro, .f1Weighted,
        .precisionMicro,
        .precisionWeighted, .recallMicro, .recallWeighted, .jaccardMacro, .jaccardMicro, .jaccardWeighted,
    ]

    /// Two predictions of the same rows, in the form in which they can be resampled together.
    static func paired(_ first: JudgedScores, _ second: JudgedScores) -> (Predictions, Predictions, cut: Double?) {
        guard first.cut != nil, first.cut != second.cut || first.kind != second.kind else {
            return (first.predictions, second.predictions, first.cut)
        }
        return (first.ranked.predictions, second.ranked.predictions, 0.5)
    }

    /// The same order of the rows, positive from 0.5 on.
    private var ranked: JudgedScores {
        JudgedScores(
            kind: kind, predictions: ScoreRanks.ranks(predictions.values, positiveFrom: cut ?? 0.5), cut: 0.5)
    }
}

/// Any real scores as numbers from 0 to 1 in the same order, equal ones equal.
enum ScoreRanks {
    /// The ranks of finite scores: those at or above the threshold are at or above 0.5, the others below it.
    ///
    /// Metrics that look at the order of the scores and at decisions have the same value on both. O(n log n).
    static func ranks(_ scores: [Double], positiveFrom threshold: Double) -> Predictions {
        // Adding zero makes -0 the same as 0.
        let distinct = Set(scores.map { $0 + 0 }).sorted()
        let below = distinct.prefix { $0 < threshold }.count
        let above = max(1, distinct.count - below)
        let ranks = Dictionary(
            uniqueKeysWithValues: distinct.enumerated().map { place, score in
                place < below
                    ? (score, 0.5 * Double(place) / Double(below))
                    : (score, 0.5 + 0.5 * Double(place - below) / Double(above))
            })
        return Predictions(width: 1, values: scores.map { ranks[$0 + 0] ?? 0 })
    }
}
