import Evidence
import Foundation

/// The metrics of a regression task under many weightings of the rows.
struct RegressionFigures: ResampledFigures {
    let names: [MetricName]
    /// Labels less their mean, so that the variance loses no digits.
    let labels: [Double]
    let labelSquares: [Double]
    /// Errors less their mean.
    let centredErrors: [Double]
    let centredErrorSquares: [Double]
    let squares: [Double]
    let sizes: [Double]
    /// Rows by the size of their error, smallest first; empty where no metric asks.
    let order: [Int32]
    let shares: [Double]
    /// Under this the labels of a resample are taken to be all the same.
    private let smallestVariance: Double

    init(predictions: [Double], truth: [Double], names: [MetricName]) {
        self.names = names
        let errors = truth.indices.map { truth[$0] - predictions[$0] }
        func centred(_ values: [Double]) -> [Double] {
            let mean = CompensatedSum.of(values) / Double(max(1, values.count))
            return values.map { $0 - mean }
        }
        labels = centred(truth)
        labelSquares = labels.map { $0 * $0 }
        centredErrors = centred(errors)
        centredErrorSquares = centredErrors.map { $0 * $0 }
        squares = errors.map { $0 * $0 }
        sizes = errors.map(abs)
        order = names.contains(.medianAbsoluteError) ? RadixOrder.ascending(sizes) : []
        shares = truth.indices.map { row in
            abs(truth[row]) < RegressionMetrics.smallestLabel ? 0 : abs(errors[row]) / abs(truth[row])
        }
        smallestVariance = CompensatedSum.of(labelSquares) / Double(max(1, truth.count)) * 1e-12
    }

    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
        let total = WeightedSum.of(weights)
        for (place, name) in names.enumerated() {
            figures[place] =
                switch name {
                case .rootMeanSquaredError: (WeightedSum.of(weights, squares) / total).squareRoot()
                case .meanAbsoluteError: WeightedSum.of(weights, sizes) / total
                case .medianAbsoluteError: median(weights, total: total)
                case .meanAbsolutePercentageError: WeightedSum.of(weights, shares) / total
                case .r2: unexplained(weights, total, WeightedSum.of(weights, squares) / total)
                case .explainedVariance:
                    unexplained(weights, total, variance(weights, total, centredErrors, centredErrorSquares))
                default: .nan
                }
        }
    }

    /// The mean and the variance of values under some weights.
    private func variance(
        _ weights: UnsafeBufferPointer<Double>, _ total: Double, _ values: [Double], _ squares: [Double]
    ) -> Double {
        let mean = WeightedSum.of(weights, values) / total
        return WeightedSum.of(weights, squares) / total - mean * mean
    }

    private func unexplained(_ weights: UnsafeBufferPointer<Double>, _ total: Double, _ loss: Double) -> Double {
        let variance = variance(weights, total, labels, labelSquares)
        return variance > smallestVariance ? 1 - loss / variance : .nan
    }

    /// The error that half of the weight does not exceed, as ``RegressionMetrics`` has it.
    private func median(_ weights: UnsafeBufferPointer<Double>, total: Double) -> Double {
        let slack = total * Double.ulpOfOne
        var below = 0.0
        var atHalf: Double?
        for row in order {
            let weight = weights[Int(row)]
            guard weight > 0 else { continue }
            if let atHalf { return atHalf + (sizes[Int(row)] - atHalf) / 2 }
            below += weight
            let excess = below - total / 2
            if excess > slack { return sizes[Int(row)] }
            if abs(excess) <= slack { atHalf = sizes[Int(row)] }
        }
        return atHalf ?? .nan
    }
}
