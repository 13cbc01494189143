import Foundation

/// Quantiles of Student's t and of the normal distribution.
enum StudentT {
    /// Degrees of freedom from which on t is taken for normal; the quantiles differ by less than one in 10,000.
    private static let normalFrom = 10_000

    /// The `t` for which a share `level` lies in `-t...t`.
    ///
    /// By bisection of the finite series for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4).
    ///
    /// - Parameters:
    ///   - level: in 0..<1.
    ///   - degrees: degrees of freedom, at least 1.
    /// - Returns: the quantile, above 0.
    static func central(_ level: Double, degrees: Int) -> Double {
        guard degrees < normalFrom else { return normalCentral(level) }
        let angle = bisect(from: 0, to: Double.pi / 2) { share(angle: $0, degrees: degrees) < level }
        return tan(angle) * Double(degrees).squareRoot()
    }

    /// The `z` for which a share `level` of a normal distribution lies in `-z...z`.
    static func normalCentral(_ level: Double) -> Double {
        bisect(from: 0, to: 40) { erf($0 / 2.0.squareRoot()) < level }
    }

    /// The share of the distribution above `t`.
    static func upperTail(_ value: Double, degrees: Int) -> Double {
        guard value.isFinite else { return value > 0 ? 0 : 1 }
        guard degrees < normalFrom else { return erfc(value / 2.0.squareRoot()) / 2 }
        let within = share(angle: atan(abs(value) / Double(degrees).squareRoot()), degrees: degrees)
        let beyond = max(0, 1 - within) / 2
        return value >= 0 ? beyond : 1 - beyond
    }

    /// The share of the distribution within `±√degrees · tan(angle)`.
    private static func share(angle: Double, degrees: Int) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = !degrees.isMultiple(of: 2)
        var term = isOdd ? cosine : 1
        var sum = degrees == 1 ? 0 : term
        for step in stride(from: isOdd ? 3 : 2, to: degrees, by: 2) where step < degrees - 1 {
            term *= cosine * cosine * Double(step - 1) / Double(step)
            sum += term
        }
        return isOdd ? 2 / Double.pi * (angle + sine * sum) : sine * sum
    }

    /// The border below which `isBelow` holds.
    private static func bisect(from lower: Double, to upper: Double, isBelow: (Double) -> Bool) -> Double {
        var (lower, upper) = (lower, upper)
        for _ in 0..<60 {
            let middle = lower + (upper - lower) / 2
            if isBelow(middle) { lower = middle } else { upper = middle }
        }
        return lower + (upper - lower) / 2
    }
}
