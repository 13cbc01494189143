import Foundation

/// The few probability functions that checks of distributions need.
enum Probability {
    /// The chance that a chi-squared variable exceeds a value.
    static func chiSquaredTail(_ value: Double, freedom: Int) -> Double {
        guard value > 0, freedom > 0 else { return 1 }
        // A value that was not to be there at all.
        guard value.isFinite else { return 0 }
        return upperGamma(Double(freedom) / 2, value / 2)
    }

    /// The regularised upper incomplete gamma function.
    static func upperGamma(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        let front = exp(a * log(x) - x - lgamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            for step in 1...10_000 {
                term *= x / (a + Double(step))
                sum += term
                if term < sum * 1e-17 { break }
            }
            return max(0, 1 - front * sum)
        }
        // Lentz's continued fraction.
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        for step in 1...10_000 {
            let an = -Double(step) * (Double(step) - a)
            b += 2
            d = an * d + b
            if d.magnitude < tiny { d = tiny }
            c = b + an / c
            if c.magnitude < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            h *= change
            if (change - 1).magnitude < 1e-16 { break }
        }
        return front * h
    }

    /// The chance of a two-sided Kolmogorov–Smirnov distance of at least `distance` in a sample of `count`.
    static func kolmogorovTail(_ distance: Double, count: Int) -> Double {
        guard distance > 0, count > 0 else { return 1 }
        guard distance < 1 else { return 0 }
        let n = Double(count)
        let s = distance * distance * n
        if s > 18 { return min(1, 2 * exp(-2 * s)) }
        // The exact distribution is a power of a matrix; past some size it is the limit to ten digits or less.
        if count > 5_000 { return limitTail((n.squareRoot() + 0.12 + 0.11 / n.squareRoot()) * distance) }
        return max(0, min(1, 1 - matrixDistribution(distance, count: count)))
    }

    private static func limitTail(_ x: Double) -> Double {
        var sum = 0.0
        for k in 1...100 {
            let term = exp(-2 * Double(k * k) * x * x)
            sum += k.isMultiple(of: 2) ? -term : term
            if term < 1e-17 { break }
        }
        return max(0, min(1, 2 * sum))
    }

    /// Durbin's matrix form of the distribution, after Marsaglia, Tsang and Wang (2003).
    private static func matrixDistribution(_ distance: Double, count n: Int) -> Double {
        let k = Int(Double(n) * distance) + 1
        let m = 2 * k - 1
        let h = Double(k) - Double(n) * distance
        var matrix = [Double](repeating: 0, count: m * m)
        for row in 0..<m { for column in 0..<m where row - column + 1 >= 0 { matrix[row * m + column] = 1 } }
        for row in 0..<m {
            matrix[row * m] -= pow(h, Double(row + 1))
            matrix[(m - 1) * m + row] -= pow(h, Double(m - row))
        }
        matrix[(m - 1) * m] += 2 * h - 1 > 0 ? pow(2 * h - 1, Double(m)) : 0
        for row in 0..<m {
            for column in 0..<m where row - column + 1 > 0 {
                for divisor in 1...(row - column + 1) { matrix[row * m + column] /= Double(divisor) }
            }
        }
        var (power, exponent) = raised(matrix, m, to: n)
        var value = power[(k - 1) * m + k - 1]
        for step in 1...n {
            value *= Double(step) / Double(n)
            if value < 1e-140 {
                value *= 1e140
                exponent -= 140
            }
        }
        power = []
        return value * pow(10, Double(exponent))
    }

    private static func raised(_ matrix: [Double], _ m: Int, to n: Int) -> ([Double], exponent: Int) {
        if n == 1 { return (matrix, 0) }
        var (half, exponent) = raised(matrix, m, to: n / 2)
        half = product(half, half, m)
        exponent *= 2
        if !n.isMultiple(of: 2) { half = product(matrix, half, m) }
        if half[(m / 2) * m + m / 2] > 1e140 {
            half = half.map { $0 * 1e-140 }
            exponent += 140
        }
        return (half, exponent)
    }

    private static func product(_ a: [Double], _ b: [Double], _ m: Int) -> [Double] {
        var result = [Double](repeating: 0, count: m * m)
        for row in 0..<m {
            for inner in 0..<m {
                let factor = a[row * m + inner]
                if factor == 0 { continue }
                for column in 0..<m { result[row * m + column] += factor * b[inner * m + column] }
            }
        }
        return result
    }
}
