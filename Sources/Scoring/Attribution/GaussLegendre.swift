import Foundation

/// Points and weights that integrate polynomials from 0 to 1 exactly: `count` points up to the degree 2 · `count` − 1.
struct GaussLegendre {
    /// Inside (0, 1), ascending.
    let points: [Double]
    /// Positive; their sum is 1.
    let weights: [Double]

    /// Finds the zeros of the Legendre polynomial by Newton's method.
    init(count: Int) {
        precondition(count > 0, "at least one point")
        var points: [Double] = []
        var weights: [Double] = []
        for index in (0..<count).reversed() {
            var zero = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 0.0
            // A few steps reach the last digit; the bound only ends what rounding would keep moving.
            for _ in 0..<100 {
                let (value, derivative) = Self.legendre(count, at: zero)
                slope = derivative
                let step = value / derivative
                zero -= step
                if abs(step) <= 1e-16 { break }
            }
            points.append((1 + zero) / 2)
            weights.append(1 / ((1 - zero * zero) * slope * slope))
        }
        self.points = points
        self.weights = weights
    }

    /// The Legendre polynomial of a degree and its derivative, inside (−1, 1).
    private static func legendre(_ degree: Int, at place: Double) -> (value: Double, derivative: Double) {
        var (before, value) = (1.0, place)
        guard degree > 1 else { return (value, 1) }
        for index in 2...degree {
            let order = Double(index)
            (before, value) = (value, ((2 * order - 1) * place * value - (order - 1) * before) / order)
        }
        return (value, Double(degree) * (place * value - before) / (place * place - 1))
    }
}
