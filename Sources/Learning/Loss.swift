import Foundation
import Scoring

/// The losses of linear models with their canonical links (McCullagh and Nelder, *Generalized Linear Models*).
///
/// For all of them ∂ℓ/∂s = μ − t, where s are a row's scores, μ the means that the link makes of them, and t the
/// label (for classes: 1 for the row's class, else 0). The curvature ∂²ℓ/∂s² is 1, μ(1 − μ), or diag(μ) − μ μᵀ.
enum Loss: Sendable, Equatable {
    /// ½ (s − t)²; μ = s.
    case squared
    /// −t log μ − (1 − t) log(1 − μ); μ = 1 / (1 + e⁻ˢ).
    case logistic
    /// −log μ of the row's class; μ = softmax(s).
    case softmax(classes: Int)

    /// Scores per row.
    var outputs: Int {
        guard case .softmax(let classes) = self else { return 1 }
        return classes
    }

    var link: Link {
        switch self {
        case .squared: .identity
        case .logistic: .logistic
        case .softmax: .softmax
        }
    }

    /// The loss of one row; its scores are replaced by their means.
    ///
    /// `label` is the value, or the index of the class.
    func replaceByMeans(_ scores: UnsafeMutablePointer<Double>, label: Double) -> Double {
        switch self {
        case .squared:
            let residual = scores[0] - label
            return 0.5 * residual * residual
        case .logistic:
            let score = scores[0]
            let small = exp(-score.magnitude)
            scores[0] = (score >= 0 ? 1 : small) / (1 + small)
            return log1p(small) + (label == 1 ? max(-score, 0) : max(score, 0))
        case .softmax(let classes):
            var largest = scores[0]
            for output in 1..<classes { largest = max(largest, scores[output]) }
            let own = scores[Int(label)] - largest
            var sum = 0.0
            for output in 0..<classes {
                scores[output] = exp(scores[output] - largest)
                sum += scores[output]
            }
            for output in 0..<classes { scores[output] /= sum }
            return log(sum) - own
        }
    }

    /// ∂ℓ/∂s of one row, written to `residuals`.
    func residuals(
        of means: UnsafePointer<Double>, label: Double, weight: Double, into residuals: UnsafeMutablePointer<Double>
    ) {
        switch self {
        case .squared, .logistic: residuals[0] = weight * (means[0] - label)
        case .softmax(let classes):
            for output in 0..<classes { residuals[output] = weight * means[output] }
            residuals[Int(label)] = weight * (means[Int(label)] - 1)
        }
    }

    /// Multiplies the scores of one row by ∂²ℓ/∂s², in place.
    func applyCurvature(means: UnsafePointer<Double>, weight: Double, to scores: UnsafeMutablePointer<Double>) {
        switch self {
        case .squared: scores[0] *= weight
        case .logistic: scores[0] *= weight * means[0] * (1 - means[0])
        case .softmax(let classes):
            var average = 0.0
            for output in 0..<classes { average += means[output] * scores[output] }
            for output in 0..<classes { scores[output] = weight * means[output] * (scores[output] - average) }
        }
    }

    /// The diagonal of ∂²ℓ/∂s² for one score.
    func curvature(mean: Double, weight: Double) -> Double {
        switch self {
        case .squared: weight
        case .logistic, .softmax: weight * mean * (1 - mean)
        }
    }
}
