import Evidence
import Scoring

/// What predictions must be before figures are taken from them.
enum PredictionChecks {
    /// How far the probabilities of a row may sum from one; single precision stays within it.
    static let sumTolerance = 1e-5

    /// Throws all that is wrong with predictions and their target.
    static func check(_ predictions: Predictions, _ target: Target) throws(EvaluationError) {
        let problems = lengths(predictions, target) ?? values(predictions, target)
        guard problems.isEmpty else { throw EvaluationError(problems, exitStatus: .inputWrong) }
    }

    private static func lengths(_ predictions: Predictions, _ target: Target) -> [Finding]? {
        var problems: [Finding] = []
        if predictions.rowCount != target.rowCount {
            problems.append(
                Finding(
                    .error, .predictionUnfit,
                    "there are \(predictions.rowCount) predictions for \(target.rowCount) labels",
                    advice: "give one prediction for each row"))
        }
        if let weights = target.weights, weights.count != target.rowCount {
            problems.append(
                Finding(
                    .error, .weightUnfit, "there are \(weights.count) weights for \(target.rowCount) rows",
                    advice: "give one weight for each row"))
        }
        let width = target.task == .multiclass ? target.classes.count : 1
        if predictions.width != width {
            problems.append(
                Finding(
                    .error, .predictionUnfit, "predictions have \(predictions.width) numbers a row, not \(width)",
                    advice: target.task == .multiclass ? "give one probability for each class" : nil))
        }
        return problems.isEmpty ? nil : problems
    }

    private static func values(_ predictions: Predictions, _ target: Target) -> [Finding] {
        var problems = [labels(target), weights(target)].compactMap(\.self)
        if target.task == .regression {
            problems += rows(predictions, "prediction", "is not a finite number") { $0.isFinite }
        } else {
            problems += rows(predictions, "probability", "is not in 0...1") { $0 >= 0 && $0 <= 1 }
            if target.task == .multiclass, problems.isEmpty { problems += sums(predictions) }
        }
        return problems
    }

    private static func rows(
        _ predictions: Predictions, _ noun: String, _ complaint: String, isFit: (Double) -> Bool
    ) -> [Finding] {
        var count = 0
        var first: Int?
        for (index, value) in predictions.values.enumerated() where !isFit(value) {
            count += 1
            if first == nil { first = index }
        }
        guard let first else { return [] }
        let row = first / predictions.width
        return [
            Finding(
                .error, .predictionUnfit,
                "the \(noun) \(predictions.values[first]) of row \(row + 1) \(complaint)",
                advice: predictions.values[first].isNaN ? "give every row a prediction" : nil, count: count)
        ]
    }

    private static func sums(_ predictions: Predictions) -> [Finding] {
        let width = predictions.width
        let unfit = (0..<predictions.rowCount).filter { row in
            abs(predictions.values[row * width..<(row + 1) * width].reduce(0, +) - 1) > sumTolerance
        }
        guard let first = unfit.first else { return [] }
        let sum = predictions.values[first * width..<(first + 1) * width].reduce(0, +)
        return [
            Finding(
                .error, .predictionUnfit, "the probabilities of row \(first + 1) sum to \(sum), not 1",
                advice: "give probabilities over all classes", count: unfit.count)
        ]
    }

    private static func labels(_ target: Target) -> Finding? {
        let classCount = Double(target.classes.count)
        let isFit: (Double) -> Bool =
            target.task == .regression
            ? { $0.isFinite } : { $0 >= 0 && $0 < max(classCount, 2) && $0 == $0.rounded(.down) }
        guard let row = target.values.firstIndex(where: { !isFit($0) }) else { return nil }
        return Finding(
            .error, .labelUnfit,
            "the label \(target.values[row]) of row \(row + 1) is not fit for a "
                + "\(target.task.rawValue) task", count: target.values.count { !isFit($0) })
    }

    private static func weights(_ target: Target) -> Finding? {
        guard let weights = target.weights, !weights.isEmpty else { return nil }
        let isFit: (Double) -> Bool = { $0 >= 0 && $0.isFinite }
        if let row = weights.firstIndex(where: { !isFit($0) }) {
            return Finding(
                .error, .weightUnfit,
                "the weight \(weights[row]) of row \(row + 1) is not a finite number of at least 0",
                advice: "give weights of at least 0", count: weights.count { !isFit($0) })
        }
        guard weights.allSatisfy({ $0 == 0 }) else { return nil }
        return Finding(.error, .weightUnfit, "all weights are 0", advice: "give at least one row a weight")
    }
}
