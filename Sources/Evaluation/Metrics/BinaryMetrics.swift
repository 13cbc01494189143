import Evidence
import Foundation

/// The metrics of a binary task; what several of them need is computed once.
struct BinaryMetrics {
    private let scores: [Double]
    private let truth: [Double]
    private let weights: [Double]?
    private let confusion: ConfusionMatrix
    private let ranked: RankedWeights?
    private let counted: CountedScores

    /// Takes checked scores in 0...1 and truth in 0 and 1.
    init(
        scores: [Double], truth: [Double], weights: [Double]?, threshold: Double, ranks: Bool,
        classes: [String] = ["0", "1"], settings: MetricSettings = MetricSettings()
    ) {
        self.scores = scores
        self.truth = truth
        self.weights = weights
        confusion = ConfusionMatrix(
            classCount: 2, truth: truth, predicted: scores.map { $0 >= threshold ? 1 : 0 }, weights: weights)
        ranked = ranks ? SortedScores(scores).ranked(positives: truth.map { $0 == 1 }, weights: weights) : nil
        counted = CountedScores(confusion: confusion, classes: classes, settings: settings)
    }

    /// Whether a metric looks at the order of the scores.
    static func needsRanks(_ name: MetricName) -> Bool {
        switch name {
        case .rocAUC, .averagePrecision, .ks, .gini, .expectedCalibrationError: true
        default: false
        }
    }

    /// The value of one metric.
    func value(_ name: MetricName) -> MetricValue {
        switch name {
        case .rocAUC: .optional(ranked?.rocAUC, orElse: oneClass)
        case .gini: .optional(ranked?.rocAUC.map { 2 * $0 - 1 }, orElse: oneClass)
        case .ks: .optional(ranked?.kolmogorovSmirnov, orElse: oneClass)
        case .averagePrecision: .optional(ranked?.averagePrecision, orElse: noPositive)
        case .expectedCalibrationError:
            .optional(
                ranked?.calibrationBins(count: Metrics.calibrationBins).expectedCalibrationError,
                orElse: "there are no rows")
        case .logLoss: .finite(meanOverRows { logLoss(truth: $0, score: $1) })
        case .brierScore: .finite(meanOverRows { ($0 - $1) * ($0 - $1) })
        case .accuracy: .finite(confusion.correct / confusion.total)
        case .balancedAccuracy: confusion.balancedAccuracy
        case .precision: .optional(confusion.precision(1), orElse: "no row is predicted positive")
        case .recall: .optional(confusion.recall(1), orElse: noPositive)
        case .f1: .optional(confusion.f1(1), orElse: "no row is positive and none is predicted positive")
        case .specificity: .optional(confusion.recall(0), orElse: "no row is negative")
        case .matthewsCorrelation: .finite(confusion.matthewsCorrelation)
        default: losses(name)?.value(weights) ?? counted.binary(name) ?? .notOfTask(name, .binary)
        }
    }

    /// The values by row of a metric that is a mean of them; `nil` for other metrics.
    func losses(_ name: MetricName) -> LossesFound? {
        ClassLosses.of(name, width: 2, truth: truth, weights: weights) { $1 == 1 ? scores[$0] : 1 - scores[$0] }
    }

    private var noPositive: String { "no row is positive" }

    private var oneClass: String { confusion.truthTotal(1) > 0 ? "all rows are positive" : noPositive }

    private func meanOverRows(_ loss: (Double, Double) -> Double) -> Double {
        var sum = CompensatedSum()
        if let weights {
            for row in scores.indices { sum.add(weights[row] * loss(truth[row], scores[row])) }
        } else {
            for row in scores.indices { sum.add(loss(truth[row], scores[row])) }
        }
        return sum.value / confusion.total
    }

    private func logLoss(truth: Double, score: Double) -> Double {
        LogLoss.of(probability: truth == 1 ? score : 1 - score)
    }
}

/// The loss of a probability that was given to what came true.
enum LogLoss {
    /// `-log(p)` with `p` kept an epsilon away from 0 and 1, as scikit-learn does.
    static func of(probability: Double) -> Double {
        -log(min(max(probability, Double.ulpOfOne), 1 - Double.ulpOfOne))
    }
}

extension ConfusionMatrix {
    /// The mean recall of the classes that have rows, as scikit-learn has it.
    var balancedAccuracy: MetricValue {
        let recalls = (0..<classCount).compactMap(recall)
        return .finite(CompensatedSum.of(recalls) / Double(recalls.count))
    }
}
