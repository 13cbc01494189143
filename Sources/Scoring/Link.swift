import Foundation

extension Link {
    /// The largest score, in magnitude, that is told apart; every engine clamps here, since some refuse `exp(710)`.
    package static let scoreLimit = 700.0

    /// What raw scores predict.
    ///
    /// - Parameters:
    ///   - scores: Row-major, `rows × outputs`.
    ///   - outputs: Scores per row: 1 for `identity` and `logistic`, one a class for `softmax`.
    /// - Returns: Row-major, `rows × outputs`: values for `identity`, probabilities of `positive` for `logistic`,
    ///   probabilities that sum to one for `softmax`.
    package func probabilities(ofScores scores: [Double], outputs: Int) -> [Double] {
        switch self {
        case .identity: scores
        case .logistic: scores.map(Self.logistic)
        case .softmax: Self.softmax(scores, outputs: outputs)
        }
    }

    /// 1 / (1 + e⁻ˢ), with s clamped to ±``scoreLimit``.
    package static func logistic(_ score: Double) -> Double {
        let clamped = min(max(score, -scoreLimit), scoreLimit)
        return 1 / (1 + exp(-clamped))
    }

    /// eˢᵏ / Σ eˢʲ for each row, with scores taken relative to the row's largest and clamped to −``scoreLimit``.
    private static func softmax(_ scores: [Double], outputs: Int) -> [Double] {
        var result = scores
        for start in stride(from: 0, to: scores.count, by: outputs) {
            var largest = scores[start]
            for output in 1..<outputs { largest = max(largest, scores[start + output]) }
            var sum = 0.0
            for output in 0..<outputs {
                let term = exp(max(scores[start + output] - largest, -scoreLimit))
                result[start + output] = term
                sum += term
            }
            for output in 0..<outputs { result[start + output] /= sum }
        }
        return result
    }
}
