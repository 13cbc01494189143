import Foundation

extension Link {
    /// Logits beyond ± this bound are taken as the bound, here and in every engine that scores the model.
    package static let logitBound = 700.0

    /// The probability that a logit stands for, in (0, 1): 1 / (1 + e^−z) without overflow on either side.
    @inline(__always)
    package static func logistic(_ logit: Double) -> Double {
        let bounded = min(max(logit, -logitBound), logitBound)
        guard bounded < 0 else { return 1 / (1 + exp(-bounded)) }
        let power = exp(bounded)
        return power / (1 + power)
    }

    /// Turns the raw scores of rows of `width` outputs into predictions, in place, recalibrated where there is a way.
    func apply(to scores: UnsafeMutableBufferPointer<Double>, width: Int, _ recalibration: Recalibration?) {
        if let (slope, intercept) = recalibration?.line {
            for index in scores.indices { scores[index] = scores[index] * slope + intercept }
        }
        apply(to: scores, width: width)
        if let table = recalibration?.table {
            for index in scores.indices { scores[index] = table(scores[index]) }
        }
    }

    /// Turns the raw scores of rows of `width` outputs into predictions, in place.
    package func apply(to scores: UnsafeMutableBufferPointer<Double>, width: Int) {
        switch self {
        case .identity: break
        case .logistic: for index in scores.indices { scores[index] = Self.logistic(scores[index]) }
        case .softmax:
            for row in stride(from: 0, to: scores.count, by: width) {
                Self.softmax(.init(rebasing: scores[row..<row + width]))
            }
        }
    }

    /// Probabilities of one row's classes: the largest score is taken off first, so that no power overflows.
    private static func softmax(_ scores: UnsafeMutableBufferPointer<Double>) {
        let largest = scores.max() ?? 0
        var sum = 0.0
        for index in scores.indices {
            // Differences are at most 0, and are bounded below as logits are.
            let power = exp(max(scores[index] - largest, -logitBound))
            scores[index] = power
            sum += power
        }
        for index in scores.indices { scores[index] /= sum }
    }
}
