import Evidence
import Foundation
import Scoring

/// The losses of predicted values by row, and those of a constant in their place.
struct RegressionLosses {
    let predictions: [Double]
    let truth: [Double]
    let weights: [Double]?
    let settings: MetricSettings
    /// Between which numbers each value is said to lie.
    let bounds: Predictions.Bounds?

    /// The losses of a metric that is a mean of them; `nil` for other metrics.
    func losses(_ name: MetricName) -> LossesFound? {
        switch name {
        case .meanSquaredError: return .losses(RowLosses(rows { ($0 - $1) * ($0 - $1) }))
        case .meanSquaredLogError: return logs(isRoot: false)
        case .rootMeanSquaredLogError: return logs(isRoot: true)
        case .meanPinballLoss: return .losses(RowLosses(pinball(settings.quantile) { predictions[$0] }))
        case .meanPoissonDeviance: return deviance(power: 1)
        case .meanGammaDeviance: return deviance(power: 2)
        case .meanTweedieDeviance: return deviance(power: settings.power)
        case .d2AbsoluteError: return ofPinball(0.5)
        case .d2Pinball: return ofPinball(settings.quantile)
        case .d2Tweedie: return ofTweedie(settings.power)
        case .intervalCoverage:
            return ofBounds { bounds, row in
                truth[row] >= bounds.lower[row] && truth[row] <= bounds.upper[row] ? 1 : 0
            }
        case .meanIntervalWidth: return ofBounds { bounds, row in bounds.upper[row] - bounds.lower[row] }
        default: return nil
        }
    }

    private func rows(_ loss: (Double, Double) -> Double) -> [Double] {
        truth.indices.map { loss(truth[$0], predictions[$0]) }
    }

    private func ofBounds(_ value: (Predictions.Bounds, Int) -> Double) -> LossesFound {
        guard let bounds else { return .undefined(reason: "no interval is predicted") }
        return .losses(RowLosses(truth.indices.map { value(bounds, $0) }))
    }

    private func logs(isRoot: Bool) -> LossesFound {
        for (values, noun) in [(truth, "label"), (predictions, "prediction")] {
            let count = values.count { $0 <= -1 }
            if count > 0 { return .undefined(reason: "the \(noun) is -1 or less in \(Self.rows(count))") }
        }
        let losses = rows { label, prediction in
            let gap = log1p(label) - log1p(prediction)
            return gap * gap
        }
        return .losses(RowLosses(losses, isRoot: isRoot))
    }

    private func pinball(_ quantile: Double, _ prediction: (Int) -> Double) -> [Double] {
        truth.indices.map { row in
            let gap = truth[row] - prediction(row)
            return gap >= 0 ? quantile * gap : (quantile - 1) * gap
        }
    }

    /// Against the quantile of the labels, which loses least of all constants.
    private func ofPinball(_ quantile: Double) -> LossesFound {
        if let reason = constantLabel { return .undefined(reason: reason) }
        let constant = WeightedQuantile.of(truth, weights: weights, quantile)
        return .losses(
            RowLosses(pinball(quantile) { predictions[$0] }, ofConstant: pinball(quantile) { _ in constant }))
    }

    private func ofTweedie(_ power: Double) -> LossesFound {
        let found = deviance(power: power)
        guard case .losses(let losses) = found else { return found }
        if let reason = constantLabel { return .undefined(reason: reason) }
        let mean = RowLosses.mean(truth, weights)
        return .losses(
            RowLosses(losses.losses, ofConstant: truth.map { TweedieDeviance.of($0, mean, power: power) }))
    }

    private func deviance(power: Double) -> LossesFound {
        if power >= 1 {
            let (count, bound) =
                power < 2 ? (truth.count { $0 < 0 }, "below 0") : (truth.count { $0 <= 0 }, "not above 0")
            if count > 0 { return .undefined(reason: "the label is \(bound) in \(Self.rows(count))") }
        } else if power > 0 {
            return .undefined(reason: "no deviance has a power between 0 and 1")
        }
        if power != 0 {
            let count = predictions.count { $0 <= 0 }
            if count > 0 { return .undefined(reason: "the prediction is not above 0 in \(Self.rows(count))") }
        }
        return .losses(RowLosses(rows { TweedieDeviance.of($0, $1, power: power) }))
    }

    private var constantLabel: String? {
        guard truth.count > 1 else { return "one row has no variance" }
        return truth.contains { $0 != truth[0] } ? nil : "the label is the same in all rows"
    }

    private static func rows(_ count: Int) -> String { "\(count) \(count == 1 ? "row" : "rows")" }
}

/// How far a value lies from a mean where the variance grows with a power of the mean.
enum TweedieDeviance {
    /// Twice the difference of the log-likelihoods.
    static func of(_ label: Double, _ mean: Double, power: Double) -> Double {
        switch power {
        case 0: return (label - mean) * (label - mean)
        case 1: return 2 * ((label == 0 ? 0 : label * log(label / mean)) - label + mean)
        case 2: return 2 * (log(mean / label) + label / mean - 1)
        default:
            let (one, two) = (1 - power, 2 - power)
            let own = pow(power < 0 ? max(label, 0) : label, two) / (one * two)
            return 2 * (own - label * pow(mean, one) / one + pow(mean, two) / two)
        }
    }
}

/// The value that a share of the weight does not exceed.
enum WeightedQuantile {
    /// The mean of two neighbours where the share falls between them.
    static func of(_ values: [Double], weights: [Double]?, _ share: Double) -> Double {
        let order = RadixOrder.ascending(values).map(Int.init).filter { (weights?[$0] ?? 1) > 0 }
        let total = weights.map { CompensatedSum.of($0) } ?? Double(values.count)
        let (aim, slack) = (share * total, total * Double.ulpOfOne)
        var below = CompensatedSum()
        for (place, row) in order.enumerated() {
            below.add(weights?[row] ?? 1)
            let excess = below.value - aim
            if excess > slack { return values[row] }
            if abs(excess) <= slack, place + 1 < order.count {
                return values[row] / 2 + values[order[place + 1]] / 2
            }
        }
        return order.last.map { values[$0] } ?? 0
    }
}
