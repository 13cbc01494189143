import Evidence
import Foundation
import Scoring

/// How good predictions of the validation rows are, by which growing stops.
///
/// It is the input's criterion, else the mean loss through ``OrderFreeSum``. LightGBM's own metrics differ in the last
/// digits between numbers of threads.
struct TreeMerit {
    private let target: Target
    private let criterion: TrainingInput.Criterion?

    /// Takes the validation rows; `nil` where none of them weighs anything.
    ///
    /// `first` are predictions to try the criterion on: where it is undefined for these rows, the loss stands for it.
    init?(_ input: TrainingInput, first: @autoclosure () throws(LearningError) -> Predictions) throws(LearningError) {
        target = input.validation.target
        guard target.rowCount > 0, target.weights?.contains(where: { $0 > 0 }) ?? true else { return nil }
        if let criterion = input.criterion, criterion.quality(try first()) != nil {
            self.criterion = criterion
        } else {
            criterion = nil
        }
    }

    /// The metric that ``merit(of:best:)`` gives with a merit.
    var metric: String {
        criterion?.name ?? (target.task.isClassification ? MetricName.logLoss : .rootMeanSquaredError).rawValue
    }

    /// What is compared, in words.
    var name: String { criterion?.name ?? (target.task.isClassification ? "log loss" : "squared error") }

    /// The merit of predictions, and the metric that it stands for, where it has a value.
    ///
    /// What is worse than `best` anyway has no loss computed.
    func merit(of predictions: Predictions, best: Merit) -> (merit: Merit, metric: Double?) {
        guard let criterion else {
            let loss = loss(of: predictions)
            let metric = target.task == .regression ? loss.squareRoot() : loss
            return (Merit(quality: -loss, loss: 0), metric.isFinite ? metric : nil)
        }
        guard let found = criterion.quality(predictions) else { return (.none, nil) }
        let quality = (found / TrainingInput.Criterion.resolution).rounded()
        let loss = quality < best.quality ? 0 : loss(of: predictions)
        return (Merit(quality: quality, loss: loss), criterion.metric(found))
    }

    /// The mean loss: log loss with probabilities kept a rounding away from 0, or squared error.
    private func loss(of predictions: Predictions) -> Double {
        var (sum, total) = (OrderFreeSum(), OrderFreeSum())
        let width = predictions.width
        for row in 0..<target.rowCount {
            let weight = target.weights?[row] ?? 1
            guard weight > 0 else { continue }
            total.add(weight)
            sum.add(weight * loss(of: predictions.values[row * width..<(row + 1) * width], label: target.values[row]))
        }
        return sum.value / total.value
    }

    private func loss(of prediction: ArraySlice<Double>, label: Double) -> Double {
        let first = prediction.startIndex
        switch target.task {
        case .regression:
            let residual = prediction[first] - label
            return residual * residual
        case .binary:
            let own = label == 1 ? prediction[first] : 1 - prediction[first]
            return -log(max(own, .ulpOfOne))
        case .multiclass: return -log(max(prediction[first + Int(label)], .ulpOfOne))
        }
    }
}
