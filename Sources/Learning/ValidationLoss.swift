import Evidence
import Scoring

/// The mean loss of linear models on the validation rows, by which a penalty is chosen.
///
/// Sums depend on no order (``OrderFreeSum``): permuting the validation rows changes no bit.
struct ValidationLoss: Sendable {
    private let matrix: DesignMatrix
    private let loss: Loss
    private let labels: [Double]
    /// `nil` where all rows weigh 1.
    let weights: [Double]?
    private let standardised: Standardised?
    private let threads: Int

    /// Takes the validation rows; `nil` where they are none or weigh nothing.
    init?(_ matrix: DesignMatrix, _ target: Target, standardised: Standardised?, threads: Int) {
        guard target.rowCount > 0, target.weights?.contains(where: { $0 > 0 }) ?? true else { return nil }
        self.matrix = matrix
        self.standardised = standardised
        self.threads = threads
        weights = target.weights
        labels = standardised.map { target.values.map($0.standardise) } ?? target.values
        loss =
            switch target.task {
            case .regression: .squared
            case .binary: .logistic
            case .multiclass: .softmax(classes: target.classes.count)
            }
    }

    /// The mean loss of a model in the solver's units; infinite where a prediction is beyond all numbers.
    func mean(of model: LinearModel) -> Double {
        var scores = model.rawScores(of: matrix, threads: threads)
        var sum = OrderFreeSum()
        var total = OrderFreeSum()
        scores.withUnsafeMutableBufferPointer { scores in
            guard let base = scores.baseAddress else { return }
            for row in labels.indices {
                let weight = weights?[row] ?? 1
                total.add(weight)
                guard weight > 0 else { continue }
                sum.add(weight * loss.replaceByMeans(base + row * loss.outputs, label: labels[row]))
            }
        }
        let mean = sum.value / total.value
        return mean.isNaN ? .infinity : mean
    }

    /// The loss of each row by a model in the solver's units, without its weight.
    func losses(of model: LinearModel) -> [Double] {
        var scores = model.rawScores(of: matrix, threads: threads)
        return scores.withUnsafeMutableBufferPointer { scores in
            guard let base = scores.baseAddress else { return [] }
            return labels.indices.map { row in
                weights?[row] == 0 ? 0 : loss.replaceByMeans(base + row * loss.outputs, label: labels[row])
            }
        }
    }

    /// A mean loss in the label's terms: log loss, or squared error in squared units; `nil` beyond all numbers.
    func reported(_ mean: Double) -> Double? {
        let value = standardised.map { $0.unscaled($0.unscaled(2 * mean)) } ?? mean
        return value.isFinite ? value : nil
    }
}
