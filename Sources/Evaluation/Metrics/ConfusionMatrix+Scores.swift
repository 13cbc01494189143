import Evidence

/// Scores of decisions beside precision, recall and their harmonic mean.
extension ConfusionMatrix {
    /// Weighted harmonic mean of precision and recall; `nil` where the class is neither there nor predicted.
    func fbeta(_ index: Int, _ beta: Double) -> Double? {
        let square = beta * beta
        let whole = square * truthTotal(index) + predictedTotal(index)
        return whole > 0 ? (1 + square) * self[index, index] / whole : nil
    }

    /// The rows of a class that are predicted so among those that are either; `nil` where there are none.
    func jaccard(_ index: Int) -> Double? {
        var union = CompensatedSum()
        for other in 0..<classCount {
            union.add(self[index, other])
            if other != index { union.add(self[other, index]) }
        }
        return union.value > 0 ? self[index, index] / union.value : nil
    }

    /// The weight of the rows whose class was predicted among those of truth and prediction together.
    var microJaccard: Double { correct / (2 * total - correct) }

    /// How an error counts in Cohen's kappa.
    enum Disagreement {
        case any
        /// By the distance in class order.
        case linear
        /// By its square.
        case quadratic

        func weight(_ truth: Int, _ predicted: Int) -> Double {
            let distance = Double(abs(truth - predicted))
            return switch self {
            case .any: distance > 0 ? 1 : 0
            case .linear: distance
            case .quadratic: distance * distance
            }
        }
    }

    /// One less the disagreement over what chance would give; `nil` where chance cannot disagree.
    func cohenKappa(_ disagreement: Disagreement) -> Double? {
        let truth = (0..<classCount).map(truthTotal)
        let predicted = (0..<classCount).map(predictedTotal)
        var (seen, chance) = (CompensatedSum(), CompensatedSum())
        for row in 0..<classCount {
            for column in 0..<classCount where column != row {
                let weight = disagreement.weight(row, column)
                seen.add(weight * self[row, column])
                chance.add(weight * truth[row] * predicted[column])
            }
        }
        return chance.value > 0 ? 1 - seen.value * total / chance.value : nil
    }

    /// How much likelier a positive row is predicted positive than another (of two classes).
    var positiveLikelihoodRatio: Double? {
        guard self[0, 1] > 0, truthTotal(1) > 0 else { return nil }
        return self[1, 1] * truthTotal(0) / (self[0, 1] * truthTotal(1))
    }

    /// How much likelier a positive row is predicted negative than another (of two classes).
    var negativeLikelihoodRatio: Double? {
        guard self[0, 0] > 0, truthTotal(1) > 0 else { return nil }
        return self[1, 0] * truthTotal(0) / (self[0, 0] * truthTotal(1))
    }

    /// How classes are averaged.
    enum Average {
        /// All alike.
        case macro
        /// By their rows.
        case weighted
    }

    /// The mean over the classes that are there or predicted; undefined where it is so for one of them.
    func mean(
        _ average: Average, _ classes: [String], orElse reason: String, _ value: (Int) -> Double?
    ) -> MetricValue {
        var (sum, weight) = (CompensatedSum(), CompensatedSum())
        for index in 0..<classCount where truthTotal(index) > 0 || predictedTotal(index) > 0 {
            guard let value = value(index) else { return .undefined(reason: "class '\(classes[index])' \(reason)") }
            let own = average == .macro ? 1 : truthTotal(index)
            sum.add(own * value)
            weight.add(own)
        }
        return .finite(sum.value / weight.value)
    }
}

/// Scores of decisions by their names.
struct CountedScores {
    let confusion: ConfusionMatrix
    let classes: [String]
    let settings: MetricSettings

    /// The value of a metric that both classification tasks have; `nil` where it does not count classes.
    func value(_ name: MetricName) -> MetricValue? {
        let beta = settings.beta
        return switch name {
        case .f1Macro: confusion.mean(.macro, classes, orElse: absent, confusion.f1)
        case .f1Weighted: confusion.mean(.weighted, classes, orElse: absent, confusion.f1)
        case .fbetaMacro: confusion.mean(.macro, classes, orElse: absent) { confusion.fbeta($0, beta) }
        case .precisionMacro: confusion.mean(.macro, classes, orElse: unpredicted, confusion.precision)
        case .precisionWeighted: confusion.mean(.weighted, classes, orElse: unpredicted, confusion.precision)
        case .recallMacro: confusion.mean(.macro, classes, orElse: withoutRows, confusion.recall)
        case .recallWeighted: confusion.mean(.weighted, classes, orElse: withoutRows, confusion.recall)
        case .jaccardMacro: confusion.mean(.macro, classes, orElse: absent, confusion.jaccard)
        case .jaccardWeighted: confusion.mean(.weighted, classes, orElse: absent, confusion.jaccard)
        case .f1Micro, .precisionMicro, .recallMicro: .finite(confusion.correct / confusion.total)
        case .jaccardMicro: .finite(confusion.microJaccard)
        case .cohenKappa: kappa(.any)
        default: nil
        }
    }

    /// The value of a metric of two classes, the second being positive.
    func binary(_ name: MetricName) -> MetricValue? {
        switch name {
        case .fbeta: .optional(confusion.fbeta(1, settings.beta), orElse: noPositives)
        case .jaccard: .optional(confusion.jaccard(1), orElse: noPositives)
        case .positiveLikelihoodRatio:
            .optional(
                confusion.positiveLikelihoodRatio,
                orElse: confusion.truthTotal(1) > 0 ? "no negative row is predicted positive" : "no row is positive")
        case .negativeLikelihoodRatio:
            .optional(
                confusion.negativeLikelihoodRatio,
                orElse: confusion.truthTotal(1) > 0 ? "no negative row is predicted negative" : "no row is positive")
        default: value(name)
        }
    }

    /// The value of a metric of classes in an order.
    func multiclass(_ name: MetricName) -> MetricValue? {
        switch name {
        case .cohenKappaLinear: kappa(.linear)
        case .cohenKappaQuadratic: kappa(.quadratic)
        default: value(name)
        }
    }

    private func kappa(_ disagreement: ConfusionMatrix.Disagreement) -> MetricValue {
        .optional(confusion.cohenKappa(disagreement), orElse: "truth and prediction are one class, and the same")
    }

    private var absent: String { "is neither there nor predicted" }
    private var unpredicted: String { "is never predicted" }
    private var withoutRows: String { "is predicted but has no rows" }
    private var noPositives: String { "no row is positive and none is predicted positive" }
}
