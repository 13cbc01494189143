import Foundation
import Scoring

/// The line through logits, or the temperature of them, under which what came true is likeliest.
enum LogitFit {
    private static let steps = 100

    /// Platt's line; `nil` where a class has no weight, or the line falls.
    ///
    /// As Platt has it (1999), and scikit-learn after him, the classes stand for shares a little inside 0 and 1, so that
    /// classes that a score parts altogether have an answer too.
    static func sigmoid(logits: [Double], truth: [Double], weights: [Double]?) -> Recalibration? {
        var (positive, negative) = (0.0, 0.0)
        for row in truth.indices {
            let weight = weights?[row] ?? 1
            if truth[row] == 1 { positive += weight } else { negative += weight }
        }
        guard positive > 0, negative > 0 else { return nil }
        let (yes, no) = ((positive + 1) / (positive + 2), 1 / (negative + 2))
        let total = positive + negative
        func loss(_ slope: Double, _ intercept: Double) -> Double {
            var sum = 0.0
            for row in logits.indices {
                let line = slope * logits[row] + intercept
                let softplus = max(line, 0) + log1p(exp(-abs(line)))
                sum += (weights?[row] ?? 1) * (softplus - (truth[row] == 1 ? yes : no) * line)
            }
            return sum / total
        }
        var (slope, intercept) = (1.0, 0.0)
        var own = loss(slope, intercept)
        for _ in 0..<steps {
            var (bySlope, byIntercept, first, mixed, second) = (0.0, 0.0, 1e-12, 0.0, 1e-12)
            for row in logits.indices {
                let (logit, weight) = (logits[row], (weights?[row] ?? 1) / total)
                let share = Link.logistic(slope * logit + intercept)
                let gap = weight * (share - (truth[row] == 1 ? yes : no))
                let bend = weight * share * (1 - share)
                bySlope += gap * logit
                byIntercept += gap
                first += bend * logit * logit
                mixed += bend * logit
                second += bend
            }
            guard max(abs(bySlope), abs(byIntercept)) > 1e-13 else { break }
            let whole = first * second - mixed * mixed
            guard whole > 0 else { break }
            let step = (
                slope: (second * bySlope - mixed * byIntercept) / whole,
                intercept: (first * byIntercept - mixed * bySlope) / whole
            )
            // Newton's step, halved until the loss falls.
            var size = 1.0
            while size > 1e-10, loss(slope - size * step.slope, intercept - size * step.intercept) > own { size /= 2 }
            guard size > 1e-10 else { break }
            (slope, intercept) = (slope - size * step.slope, intercept - size * step.intercept)
            own = loss(slope, intercept)
        }
        return slope > 1e-6 && slope.isFinite && intercept.isFinite
            ? .sigmoid(slope: slope, intercept: intercept) : nil
    }

    /// The temperature; `nil` where none between a thousandth and a thousand is the best.
    ///
    /// - Parameters:
    ///   - logits: of each class of a row, up to a number that is the same for all of them.
    ///   - width: the classes.
    ///   - truth: the class of each row.
    ///   - weights: of the rows.
    /// - Returns: the recalibration.
    static func temperature(logits: [Double], width: Int, truth: [Double], weights: [Double]?) -> Recalibration? {
        // The derivative of the loss by one over the temperature rises with it.
        func derivatives(_ scale: Double) -> (first: Double, second: Double) {
            var (first, second) = (0.0, 0.0)
            for row in truth.indices {
                let start = row * width
                let weight = weights?[row] ?? 1
                guard weight > 0 else { continue }
                var largest = -Double.infinity
                for index in 0..<width { largest = max(largest, logits[start + index]) }
                var (sum, mean, square) = (0.0, 0.0, 0.0)
                for index in 0..<width {
                    let gap = logits[start + index] - largest
                    let power = exp(scale * gap)
                    sum += power
                    mean += power * gap
                    square += power * gap * gap
                }
                mean /= sum
                first += weight * (mean - (logits[start + Int(truth[row])] - largest))
                second += weight * (square / sum - mean * mean)
            }
            return (first, second)
        }
        var (low, high) = (1e-3, 1e3)
        guard derivatives(low).first < 0, derivatives(high).first > 0 else { return nil }
        var scale = 1.0
        for _ in 0..<steps {
            let (first, second) = derivatives(scale)
            if first < 0 { low = scale } else { high = scale }
            var next = second > 0 ? scale - first / second : low
            if !(next > low && next < high) { next = (low * high).squareRoot() }
            guard abs(next - scale) > 1e-13 * scale else { break }
            scale = next
        }
        return .temperature(1 / scale)
    }
}
