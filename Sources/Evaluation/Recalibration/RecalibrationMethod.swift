import Evidence
import Foundation
package import Scoring

/// How probabilities are set right, the simplest first.
package enum RecalibrationMethod: String, Sendable, CaseIterable {
    case temperature
    case sigmoid
    case isotonic

    /// The methods that a number of classes has, where so many rows teach.
    ///
    /// In a small sample a table has a handful of steps, and rows on one step are no longer ranked: it is not tried there.
    static func all(width: Int, rows: Int) -> [RecalibrationMethod] {
        if width > 1 { return [.temperature] }
        return rows < Limits.smallSampleRows ? [.temperature, .sigmoid] : allCases
    }

    /// What the rows teach; `nil` where they cannot.
    package func fit(_ predictions: Predictions, _ target: Target) -> Recalibration? {
        let weights = target.weights.map(Metrics.balanced)
        switch self {
        case .isotonic:
            return IsotonicFit.table(scores: predictions.values, truth: target.values, weights: weights)
                .map(Recalibration.isotonic)
        case .sigmoid: return LogitFit.sigmoid(logits: predictions.logits, truth: target.values, weights: weights)
        case .temperature:
            let logits = predictions.logits
            guard predictions.width == 1 else {
                return LogitFit.temperature(
                    logits: logits, width: predictions.width, truth: target.values, weights: weights)
            }
            return LogitFit.temperature(
                logits: logits.flatMap { [0, $0] }, width: 2, truth: target.values, weights: weights)
        }
    }
}

extension Predictions {
    /// Raw scores that stand for the probabilities: of several classes up to a number that is the same for a row.
    var logits: [Double] {
        let bound = Link.logitBound
        return values.map { value in
            let logit = width > 1 ? log(value) : log(value) - log1p(-value)
            return min(max(logit, -bound), bound)
        }
    }

    /// The same probabilities, recalibrated.
    func recalibrated(by recalibration: Recalibration) -> Predictions {
        if let table = recalibration.table { return Predictions(width: width, values: values.map { table($0) }) }
        let link: Link = width > 1 ? .softmax : .logistic
        return link.predictions(logits, width: width, recalibration)
    }
}
