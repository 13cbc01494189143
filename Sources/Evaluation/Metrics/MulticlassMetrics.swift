import Evidence
import Scoring

/// The metrics of a multiclass task; macro averages weigh all classes alike.
struct MulticlassMetrics {
    private let predictions: Predictions
    private let truth: [Double]
    private let classes: [String]
    private let weights: [Double]?
    private let confusion: ConfusionMatrix
    private let areas: ClassAreas?
    private let settings: MetricSettings

    /// Takes checked probabilities in class order and truth as class indices.
    init(
        predictions: Predictions, truth: [Double], classes: [String], weights: [Double]?, ranks: Bool,
        settings: MetricSettings = MetricSettings()
    ) {
        self.settings = settings
        self.predictions = predictions
        self.truth = truth
        self.classes = classes
        self.weights = weights
        confusion = ConfusionMatrix(
            classCount: predictions.width, truth: truth, predicted: predictions.likeliestClasses, weights: weights)
        areas = ranks ? ClassAreas(predictions: predictions, truth: truth, weights: weights) : nil
    }

    /// Whether a metric looks at the order of the probabilities.
    static func needsRanks(_ name: MetricName) -> Bool {
        switch name {
        case .rocAUCOneVersusRest, .rocAUCOneVersusOne, .rocAUCOneVersusRestWeighted, .rocAUCOneVersusOneWeighted: true
        default: false
        }
    }

    /// The value of one metric.
    func value(_ name: MetricName) -> MetricValue {
        switch name {
        case .logLoss: .finite(meanOverRows { row in LogLoss.of(probability: probability(row, Int(truth[row]))) })
        case .brierScore: .finite(brierScore)
        case .accuracy: .finite(confusion.correct / confusion.total)
        case .balancedAccuracy: confusion.balancedAccuracy
        case .matthewsCorrelation: .finite(confusion.matthewsCorrelation)
        case .rocAUCOneVersusRest: rocAUC { $0.oneVersusRest }
        case .rocAUCOneVersusOne: rocAUC { $0.oneVersusOne }
        case .rocAUCOneVersusRestWeighted: rocAUC { $0.oneVersusRestWeighted }
        case .rocAUCOneVersusOneWeighted: rocAUC { $0.oneVersusOneWeighted }
        default: losses(name)?.value(weights) ?? counted.multiclass(name) ?? .notOfTask(name, .multiclass)
        }
    }

    private var counted: CountedScores { CountedScores(confusion: confusion, classes: classes, settings: settings) }

    /// The values by row of a metric that is a mean of them; `nil` for other metrics.
    func losses(_ name: MetricName) -> LossesFound? {
        if name == .topKAccuracy { return hits }
        return LabelRanks.has(name)
            ? LabelRanks(predictions, truth: truth).losses(name)
            : ClassLosses.of(
                name, width: predictions.width, truth: truth, weights: weights, probability: probability)
    }

    private func probability(_ row: Int, _ index: Int) -> Double {
        predictions.values[row * predictions.width + index]
    }

    private func meanOverRows(_ value: (Int) -> Double) -> Double {
        var sum = CompensatedSum()
        if let weights {
            for row in truth.indices { sum.add(weights[row] * value(row)) }
        } else {
            for row in truth.indices { sum.add(value(row)) }
        }
        return sum.value / confusion.total
    }

    /// The squared distance from the truth summed over the classes; halved for two, as for a binary task.
    private var brierScore: Double {
        let sum = meanOverRows { row in
            var distance = 0.0
            for index in 0..<predictions.width {
                let gap = (index == Int(truth[row]) ? 1 : 0) - probability(row, index)
                distance += gap * gap
            }
            return distance
        }
        return predictions.width < 3 ? sum / 2 : sum
    }

    /// Whether each row's class is among the `k` likeliest; of equals, the later class is the likelier one.
    private var hits: LossesFound {
        guard predictions.width > settings.classes else {
            return .undefined(reason: "there are no more than \(settings.classes) classes")
        }
        let hits = truth.indices.map { row -> Double in
            let own = Int(truth[row])
            let likelier = (0..<predictions.width).count { index in
                probability(row, index) > probability(row, own)
                    || (index > own && probability(row, index) == probability(row, own))
            }
            return likelier < settings.classes ? 1 : 0
        }
        return .losses(RowLosses(hits))
    }

    private func rocAUC(_ mean: (ClassAreas) -> Double) -> MetricValue {
        if let absent = (0..<confusion.classCount).first(where: { confusion.truthTotal($0) <= 0 }) {
            return .undefined(reason: "class '\(classes[absent])' has no rows")
        }
        guard confusion.classCount > 1 else { return .undefined(reason: "there is one class only") }
        return .optional(areas.map(mean), orElse: "there are no rows")
    }
}
