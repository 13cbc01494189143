import Evidence
import Foundation

extension RegressionFigures {
    func derivatives(of name: MetricName, weights: [Double]) -> [Double]? {
        switch name {
        case .rootMeanSquaredError:
            let root = (WeightedSum.of(weights, squares) / CompensatedSum.of(weights)).squareRoot()
            guard root > 0 else { return nil }
            return MeanInfluence.derivatives(squares, weights: weights).map { $0 / (2 * root) }
        case .meanAbsoluteError: return MeanInfluence.derivatives(sizes, weights: weights)
        case .meanAbsolutePercentageError: return MeanInfluence.derivatives(shares, weights: weights)
        case .medianAbsoluteError: return median(weights)
        case .r2: return unexplained(squares, weights)
        case .explainedVariance:
            let mean = WeightedSum.of(weights, centredErrors) / CompensatedSum.of(weights)
            return unexplained(centredErrors.map { ($0 - mean) * ($0 - mean) }, weights)
        default: return nil
        }
    }

    /// One less a mean loss over the variance of the label; both move with the weight of a row.
    private func unexplained(_ losses: [Double], _ weights: [Double]) -> [Double]? {
        let total = CompensatedSum.of(weights)
        let centre = WeightedSum.of(weights, labels) / total
        let squares = labels.map { ($0 - centre) * ($0 - centre) }
        let variance = WeightedSum.of(weights, squares) / total
        let loss = WeightedSum.of(weights, losses) / total
        guard variance > 0 else { return nil }
        return losses.indices.map { row in
            -((losses[row] - loss) - loss / variance * (squares[row] - variance)) / (variance * total)
        }
    }

    /// A row above or below the median moves it by half a share of the density there.
    ///
    /// The density is the slope of the quantiles around one half, by the bandwidth of Hall and Sheather (1988).
    private func median(_ weights: [Double]) -> [Double]? {
        let total = CompensatedSum.of(weights)
        let count = Double(order.count)
        guard count > 100 else { return nil }
        let width = min(0.25, 0.971 / cbrt(count))
        let middle = quantile(0.5, weights, total)
        let slope = (quantile(0.5 + width, weights, total) - quantile(0.5 - width, weights, total)) / (2 * width)
        let below = zip(sizes, weights).reduce(0) { $0 + ($1.0 <= middle ? $1.1 : 0) } / total
        return sizes.map { (below - ($0 <= middle ? 1 : 0)) * slope / total }
    }

    /// The smallest error that a share of the weight does not exceed.
    private func quantile(_ share: Double, _ weights: [Double], _ total: Double) -> Double {
        var below = 0.0
        for row in order {
            below += weights[Int(row)]
            if below >= share * total { return sizes[Int(row)] }
        }
        return order.last.map { sizes[Int($0)] } ?? 0
    }
}
