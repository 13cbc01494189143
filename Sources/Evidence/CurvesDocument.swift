/// `evaluation/curves.json`: how the chosen candidate's predictions of the rows that judge lie, for charts.
///
/// Binary tasks have ROC, precision–recall and the scores of both classes; regression has errors and predicted
/// against observed; what a task does not have is empty.
package struct CurvesDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var candidate: String
    /// From no row predicted positive to all rows, at most ``Limits/curvePoints``, both ends exact.
    package var roc: [ROCPoint] = []
    /// From the highest score to all rows, at most ``Limits/curvePoints``, both ends exact.
    package var precisionRecall: [PrecisionRecallPoint] = []
    /// Bins of equal width over the scores.
    package var scores: [ScoreBin] = []
    /// What the two classes' bins have in common, 0...1; absent unless the task is binary.
    package var scoreOverlap: Double?
    /// Bins of equal width over observed less predicted, from minus the size that 99 % of errors keep within to plus it.
    package var residuals: [ResidualBin] = []
    /// Rows whose error is beyond the bins; absent unless the task is regression.
    package var residualsBeyond: Int?
    /// Rows by prediction, in bins of equal weight, the lowest first.
    package var agreement: [AgreementBin] = []
    /// What is predicted and seen along the time of the prediction; absent without such a time, and for classes.
    package var time: TimeCurve?
    /// Of each candidate that is grown step by step, how good it was on the rows that choose.
    package var learning: [LearningCurve] = []

    package init(candidate: String) { self.candidate = candidate }

    /// What one threshold leads to in each class, by weight.
    package struct ROCPoint: Codable, Sendable, Equatable {
        /// Rows with at least this score are predicted positive; absent at the first point, where none is.
        package var threshold: Double?
        /// Share of the negative rows that are predicted positive.
        package var falsePositiveRate: Double
        /// Share of the positive rows that are predicted positive.
        package var truePositiveRate: Double

        package init(threshold: Double?, falsePositiveRate: Double, truePositiveRate: Double) {
            self.threshold = threshold
            self.falsePositiveRate = falsePositiveRate
            self.truePositiveRate = truePositiveRate
        }

        private enum CodingKeys: String, CodingKey {
            case threshold
            case falsePositiveRate = "false_positive_rate"
            case truePositiveRate = "true_positive_rate"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(threshold, forKey: .threshold)
            try fields.encode(falsePositiveRate, forKey: .falsePositiveRate)
            try fields.encode(truePositiveRate, forKey: .truePositiveRate)
        }
    }

    /// How good what is found is, and how much of it is found, by weight.
    package struct PrecisionRecallPoint: Codable, Sendable, Equatable {
        /// Rows with at least this score are predicted positive.
        package var threshold: Double
        package var precision: Double
        package var recall: Double

        package init(threshold: Double, precision: Double, recall: Double) {
            self.threshold = threshold
            self.precision = precision
            self.recall = recall
        }
    }

    /// Scores from `lower` up to `upper`, which the last bin holds too.
    package struct ScoreBin: Codable, Sendable, Equatable {
        package var lower: Double
        package var upper: Double
        /// Shares of each class's weight; over all bins they sum to 1.
        package var negative: Double
        package var positive: Double

        package init(lower: Double, upper: Double, negative: Double, positive: Double) {
            self.lower = lower
            self.upper = upper
            self.negative = negative
            self.positive = positive
        }
    }

    /// Errors from `lower` up to `upper`, which the last bin holds too.
    package struct ResidualBin: Codable, Sendable, Equatable {
        package var lower: Double
        package var upper: Double
        package var rows: Int

        package init(lower: Double, upper: Double, rows: Int) {
            self.lower = lower
            self.upper = upper
            self.rows = rows
        }
    }

    /// Rows with neighbouring predictions.
    package struct AgreementBin: Codable, Sendable, Equatable {
        package var rows: Int
        /// Mean prediction and mean label, by weight.
        package var predicted: Double
        package var observed: Double
        /// The range that holds the middle 80 % of the labels.
        package var lower: Double
        package var upper: Double

        package init(rows: Int, predicted: Double, observed: Double, lower: Double, upper: Double) {
            self.rows = rows
            self.predicted = predicted
            self.observed = observed
            self.lower = lower
            self.upper = upper
        }
    }

    /// Means over periods of the calendar, the oldest first.
    package struct TimeCurve: Codable, Sendable, Equatable {
        /// The length of a period.
        package enum Unit: String, Codable, Sendable, CaseIterable {
            case day, week, month, quarter, year
        }

        package var unit: Unit
        /// Periods with rows; those without are passed over.
        package var bins: [TimeBin]

        package init(unit: Unit, bins: [TimeBin]) {
            self.unit = unit
            self.bins = bins
        }
    }

    /// Rows of one period.
    package struct TimeBin: Codable, Sendable, Equatable {
        /// The period's first day, ISO 8601.
        package var from: String
        package var rows: Int
        /// Mean prediction (of the positive class) and mean label, by weight.
        package var predicted: Double
        package var observed: Double
        /// The 95 % interval of the mean label; absent where the period has fewer than two units.
        package var lower: Double?
        package var upper: Double?

        package init(
            from: String, rows: Int, predicted: Double, observed: Double, lower: Double? = nil, upper: Double? = nil
        ) {
            self.from = from
            self.rows = rows
            self.predicted = predicted
            self.observed = observed
            self.lower = lower
            self.upper = upper
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(from, forKey: .from)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(predicted, forKey: .predicted)
            try fields.encode(observed, forKey: .observed)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    /// A metric on the rows that choose, over the steps in which a model grew.
    package struct LearningCurve: Codable, Sendable, Equatable {
        package var candidate: String
        /// What the values are, such as `roc_auc`.
        package var metric: String
        /// The step whose model is kept.
        package var chosen: Int
        /// At most ``Limits/curvePoints``; the first, the chosen and the last are among them.
        package var points: [LearningPoint]

        package init(candidate: String, metric: String, chosen: Int, points: [LearningPoint]) {
            self.candidate = candidate
            self.metric = metric
            self.chosen = chosen
            self.points = points
        }
    }

    package struct LearningPoint: Codable, Sendable, Equatable {
        package var iteration: Int
        package var value: Double

        package init(iteration: Int, value: Double) {
            self.iteration = iteration
            self.value = value
        }
    }

    private enum CodingKeys: String, CodingKey {
        case version, candidate, roc, scores, residuals, agreement, time, learning
        case precisionRecall = "precision_recall"
        case scoreOverlap = "score_overlap"
        case residualsBeyond = "residuals_beyond"
    }

    /// Writes every key; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(candidate, forKey: .candidate)
        try fields.encode(roc, forKey: .roc)
        try fields.encode(precisionRecall, forKey: .precisionRecall)
        try fields.encode(scores, forKey: .scores)
        try fields.encode(scoreOverlap, forKey: .scoreOverlap)
        try fields.encode(residuals, forKey: .residuals)
        try fields.encode(residualsBeyond, forKey: .residualsBeyond)
        try fields.encode(agreement, forKey: .agreement)
        try fields.encode(time, forKey: .time)
        try fields.encode(learning, forKey: .learning)
    }
}
